// Texts of our own in the shapes that make anchors hard: names that come again and again, sentences that are much alike.

const pick = (random, list) => list[Math.floor(random() * list.length)];

const PEOPLE = [
  'the mayor',
  'Ana Ruiz',
  'the harbour board',
  'a clerk',
  'Deputy Minister Odeh',
  'the supplier',
  'two officials',
  'the auditor',
  'Karim Haddad',
  'a spokesman',
];
const SAID = ['said', 'told reporters', 'denied', 'insisted', 'wrote in a letter', 'confirmed', 'would not say', 'repeated'];
const WHAT = [
  'the cranes were paid for',
  'the school had lost its money',
  'the vote was lawful',
  'no contract had been signed',
  'the minutes were complete',
  'three meetings took place',
  'the supplier had been warned',
  'the harbour would close',
];
const WHEN = [
  'on Friday',
  'in May',
  'last week',
  'on 3 March',
  'before the vote',
  'in a statement',
  'at a meeting in Varna',
  'two years ago',
];
const MORE = [
  'according to people familiar with the matter',
  'although nobody had asked',
  'as the newspaper first reported',
  'without giving a reason',
  'because the budget ran out',
  'and nobody objected',
];

export function sentenceOf(random) {
  const who = pick(random, PEOPLE);
  const parts = [who.charAt(0).toUpperCase() + who.slice(1), pick(random, SAID), 'that', pick(random, WHAT)];
  if (random() < 0.7) parts.push(pick(random, WHEN));
  const more = random() < 0.4 ? `, ${pick(random, MORE)}` : '';
  return `${parts.join(' ')}${more}.`;
}

/** An article of so many sentences from the same few words. */
export function formulaicArticle(random, sentences) {
  let text = '';
  for (let n = 0; n < sentences; n++) text += `${sentenceOf(random)}${random() < 0.25 ? '\n' : ' '}`;
  return text.trim().replaceAll(' \n', '\n');
}

export const VOCABULARY = [...PEOPLE, ...WHAT, ...MORE].join(' ').toLowerCase().split(/\s+/);

/** The same short report in other scripts, written for this bench. */
const LEADS = ['A spokesman said', 'Officials told reporters that', 'The harbour board insisted that', 'Ana Ruiz wrote that'];
const STATED = [
  ['the supplier did not', ['pay for', 'order', 'insure', 'repair'], ['the two cranes in the harbour', 'the roof of the school']],
  ['the council had', ['approved', 'seen', 'delayed', 'refused'], ['the contract with the supplier', 'the budget for the school']],
  ['the mayor would', ['answer', 'publish', 'read', 'forget'], ['the letter of the harbour board', 'the minutes of the meeting']],
];

/** Statements that differ in one word and stand close together, as in a list of denials: the marked one goes, its neighbour stays. */
export function parallelArticle(random, sentences) {
  const all = [];
  for (const lead of LEADS)
    for (const [who, verbs, things] of STATED)
      for (const thing of things) for (const verb of verbs) all.push(`${lead} ${who} ${verb} ${thing}.`);
  let text = '';
  let at = Math.floor(random() * 8);
  for (let n = 0; n < sentences; n++) {
    text += `${all[at++ % all.length]}${random() < 0.2 ? '\n' : ' '}`;
    if (random() < 0.25) text += `${sentenceOf(random)} `;
  }
  return text.trim().replaceAll(' \n', '\n');
}

export const OTHER_SCRIPTS = {
  Arabic: `رافعات بأموال المدرسة
اشترى مجلس الميناء رافعتين في شهر مايو، بحسب ثلاثة أشخاص كانوا في القاعة. ونفى كاتب أن تكون أموال المدرسة قد استخدمت.
لم يجب المورد عن الأسئلة. كان مكتبه في مبنى الجمارك القديم مغلقا طوال الأسبوع. وقالت رئيسة المجلس إن التصويت كان قانونيا.
لم يتوقع أحد أن تكون النتيجة متقاربة إلى هذا الحد. وطلب عضوان من المعارضة نشر محضر الجلسة كاملا. وسينشر المحضر يوم الجمعة، كما جاء في رسالة إلى الصحيفة.
تقف الرافعتان اليوم على الرصيف الشمالي بلا عمل. ويقول العمال إن أحدا لم يدربهم على استعمالهما.`,
  Hebrew: `עגורנים בכספי בית הספר
הנהלת הנמל רכשה שני עגורנים בחודש מאי, לדברי שלושה אנשים שהיו בחדר. פקיד הכחיש שכספי בית הספר שימשו לתשלום.
הספק לא השיב לשאלות. משרדו בבית המכס הישן היה סגור כל השבוע. יושבת ראש ההנהלה אמרה שההצבעה הייתה חוקית.
איש לא ציפה שהתוצאה תהיה כל כך צמודה. שני חברי אופוזיציה ביקשו לפרסם את הפרוטוקול המלא. הפרוטוקול יפורסם ביום שישי, נמסר במכתב לעיתון.
העגורנים עומדים היום ברציף הצפוני ללא שימוש. העובדים אומרים שאיש לא הדריך אותם בהפעלתם.`,
  Chinese: `用学校的钱买起重机
据在场的三人说，港口委员会五月买了两台起重机。一名职员否认使用了学校的资金。
供应商没有回答问题。它在旧海关大楼的办公室整个星期都关着门。委员会主席说投票是合法的。
没有人预料到结果会如此接近。两名反对派成员要求公布完整的会议记录。会议记录将于星期五公布，一封给报社的信这样写道。
两台起重机今天停在北码头，没有人使用。工人们说没有人教过他们怎么操作。`,
};
