/** Articles of our own in shapes that the demo does not have: right to left, questions and answers. */
export const ARABIC = {
  title: 'وزارة النقل: الجسر القديم أغلق يوم الاثنين',
  source: 'صحيفة الميناء',
  language: 'ar',
  text: `وزارة النقل: الجسر القديم أغلق يوم الاثنين

قالت وزارة النقل إن الجسر القديم في المدينة أُغلق يوم الاثنين بعد أن حذّر المهندسون من شقوق في الدعامة الثالثة. وأضافت أن الإصلاح يحتاج إلى ستة أسابيع 🚧 على الأقل.

ونقلت صحيفة الميناء عن مسؤول طلب عدم ذكر اسمه أن الوزارة عرفت بالشقوق منذ ثلاث سنوات. ونفى المتحدث باسم الوزارة ذلك قائلاً: «لم يصلنا أي تقرير قبل هذا الشهر».

وقال أحد السكان إن «الجسر كان يهتز كلما مرت شاحنة».`,
} as const;

export const HEBREW = {
  title: 'העירייה: הגשר הישן נסגר ביום שני',
  source: 'עיתון הנמל',
  language: 'he',
  text: `העירייה: הגשר הישן נסגר ביום שני

העירייה הודיעה כי הגשר הישן נסגר ביום שני לאחר שמהנדסים הזהירו מפני סדקים בעמוד השלישי. לדבריה, התיקון יימשך שישה שבועות 🚧 לפחות.

לפי עיתון הנמל, גורם שביקש להישאר בעילום שם אמר כי בעירייה ידעו על הסדקים כבר לפני שלוש שנים. דובר העירייה הכחיש: "לא קיבלנו שום דו"ח לפני החודש הזה".`,
} as const;

/** A page as a browser would save it: questions in headings, answers under them, and what stands around an article. */
export const QUESTIONS_AND_ANSWERS = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Five questions about the old bridge</title><meta name="author" content="R. Ellery"></head>
  <body>
    <nav><a href="/">Home</a> <a href="/news">News</a></nav>
    <article>
      <h1>Five questions about the old bridge</h1>
      <p class="byline">By R. Ellery, 3 March 2026</p>
      <p>The old bridge has been closed since Monday, and nobody seems to agree on why. We asked the engineer who wrote the report what it says, and what it does not say.</p>
      <h2>Who found the cracks?</h2>
      <p><strong>Engineer:</strong> Two of my colleagues, in February, during the yearly inspection. We wrote to the works department on the same day and asked them to close the bridge to lorries.</p>
      <h2>Is it true that they were known for three years?</h2>
      <p><strong>Engineer:</strong> No. The report of 2023 speaks of rust, not of cracks. I have read that it was three years in two newspapers, and both of them quote the same unnamed person.</p>
      <h2>Will it fall?</h2>
      <p><strong>Engineer:</strong> It carries cars without any danger. What it does not carry any more is a column of lorries, and that is why it was closed to all of them at once.</p>
      <h2>How long will the repair take?</h2>
      <p><strong>Engineer:</strong> Six weeks at least, if the steel arrives. The mayor has said four, and I do not know where that number comes from.</p>
      <figure><img src="bridge.jpg" alt=""><figcaption>The old bridge from the harbour side (Photo: Harborough archive)</figcaption></figure>
      <h2>Who pays?</h2>
      <p><strong>Engineer:</strong> That is a question for the council. The bridge belongs to the town, the road over it does not.</p>
    </article>
    <footer>Most popular: Ten walks by the river. Subscribe to our newsletter.</footer>
  </body>
</html>
`;
