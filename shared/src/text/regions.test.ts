import assert from 'node:assert/strict';
import { test } from 'node:test';
import { artefactsOf } from './artefacts.js';
import { CodePoints } from './code-points.js';
import { normaliseText } from './normalise.js';
import { randomFrom, randomText } from './random-text.test-data.js';
import { proposeTitle, regionsOf } from './regions.js';

const kinds = (lines: readonly string[]): string[] => regionsOf(lines.join('\n')).map(({ kind }) => kind);

const BODY =
  'The harbour board said on Friday that the two cranes had been bought with money meant for the school, according to three people.';

test('AR3 a page with everything around the story', () => {
  const page = [
    ['headline', 'Harbour said to have bought cranes with school money'],
    ['headline', 'Three people familiar with the sale tell a paper how it went, before the vote next week'],
    ['byline', 'By Ana Ruiz and Bo Lind'],
    ['byline', 'Published 14 April 2023, 9:12'],
    ['caption', 'The chair of the board, second right, opens the quay, Friday, April 14, 2023. (AP Photo/Nobody)'],
    ['caption', 'The chair of the board, second right, opens the quay, Friday, April 14, 2023. (AP Photo/Nobody)'],
    ['body', BODY],
    ['boilerplate', 'Read more: How the quay was built'],
    ['body', '“We saw nothing,” said the chair (who was there).'],
    ['caption', 'This photo released by Sky Eye on April 2, 2023, shows the quay. (Sky Eye)'],
    ['body', BODY],
    ['boilerplate', 'Ana Ruiz is a reporter at the Harbour Post.'],
    ['boilerplate', 'Most Popular'],
    ['boilerplate', 'read more:'],
  ] as const;
  assert.deepEqual(
    kinds(page.map(([, line]) => line)),
    page.map(([kind]) => kind),
  );
});

test('AR3 without a headline the story begins at once, and its first words are proposed as title', () => {
  const text = `${BODY} ${BODY}\n${BODY}`;
  assert.deepEqual(kinds(text.split('\n')), ['body', 'body']);
  const title = proposeTitle(text, regionsOf(text));
  assert.ok(title.length <= 95 && title.endsWith('…') && BODY.startsWith(title.slice(0, -1)), title);
});

test('AR3 the staff of a paper describing itself at the end is not the story', () => {
  assert.deepEqual(kinds(['Cranes bought with school money', BODY, 'The Harbour News Staff is a team of journalists in the north.']), [
    'headline',
    'body',
    'boilerplate',
  ]);
});

test('AR3 a sentence that begins like navigation is still a sentence', () => {
  assert.deepEqual(kinds([BODY, 'Follow us into the archive, the clerk said, and you will see that the cranes were never paid for.']), [
    'body',
    'body',
  ]);
});

test('AR3 a single line is the story', () => {
  assert.deepEqual(kinds(['Two cranes']), ['body']);
  assert.deepEqual(kinds([]), []);
});

test('AR3 regions cover every paragraph exactly, in order', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const text = normaliseText(randomText(randomFrom(seed)));
    const points = new CodePoints(text);
    const lines = regionsOf(text).map(({ start, end }) => points.slice(start, end));
    assert.equal(lines.join('\n'), text, `seed ${seed}`);
  }
});

test('AR3 subheads, block quotes, datelines and correction notes are told from the text alone', () => {
  const page = [
    ['headline', 'Harbour said to have bought cranes with school money'],
    ['byline', 'HAIFA, Israel (AP) —'],
    ['body', BODY],
    ['subhead', 'What the board knew'],
    ['body', BODY],
    ['quote', '“We had no idea that the money came from there, and nobody asked us at the time.”'],
    ['body', '“We had no idea that the money came from there,” the chair said. “Nobody asked.”'],
    ['correction', 'Correction: An earlier report named the wrong crane.'],
    ['correction', 'This article was amended on 3 May to say that the quay is older.'],
  ] as const;
  assert.deepEqual(
    kinds(page.map(([, line]) => line)),
    page.map(([kind]) => kind),
  );
});

test('AR3 what the markup of the page told goes before what the rules guess', () => {
  const text = `A line\n${BODY}\nA line under a picture of the quay that the rules cannot know`;
  const marked = [
    { kind: 'subhead', text: 'A line' },
    { kind: 'caption', text: 'A line under a picture of the quay that the rules cannot know' },
    { kind: 'quote', text: 'Nothing of the kind' },
  ] as const;
  assert.deepEqual(
    regionsOf(text, marked).map(({ kind }) => kind),
    ['subhead', 'body', 'caption'],
  );
});

test('AR3 where the page told its headline, no paragraph is taken for what stands around a story by its place', () => {
  const lines = ['Cranes bought', 'Three words more', 'No full stop here', 'read more:', BODY, 'Nor at the end'];
  assert.deepEqual(
    regionsOf(lines.join('\n'), [{ kind: 'headline', text: 'Cranes bought' }]).map(({ kind }) => kind),
    ['headline', 'body', 'body', 'boilerplate', 'body', 'body'],
  );
});

const STORIES: Record<
  string,
  { readonly story: readonly [string, string]; readonly around: Readonly<Record<string, readonly string[]>>; readonly twice: string }
> = {
  German: {
    story: [
      'Die Stadt hat im Mai zwei neue Kräne für den Hafen gekauft, wie der Rat am Montag mitteilte.',
      'Der Sprecher sagte, dass die Kosten nicht aus dem Haushalt der Schule bezahlt wurden und das Geld da war.',
    ],
    around: {
      boilerplate: [
        'Anzeige',
        'Lesen Sie auch…',
        'Lesen Sie auch: Wie die Stadt ihre Brücken verkaufte und niemand etwas merkte.',
        'Alle Rechte vorbehalten',
      ],
      byline: ['9. Oktober 2023', 'Montag, 9. Oktober 2023, 10:30 Uhr', 'Von Anna Schmidt', 'Aktualisiert am 10.10.2023'],
      caption: ['Foto: dpa', 'Der neue Kran im Hafen. Foto: Anna Schmidt', 'Der neue Kran im Hafen am Abend (Foto: Müller)'],
    },
    twice: 'Die, die die Kräne kauften, wussten, dass das das Ende war; der der Stadt gehörende Kran fiel.',
  },
  French: {
    story: [
      'La ville a acheté deux grues pour le port en mai, selon le conseil qui est dans la mairie.',
      'Le porte-parole dit que les frais ne sont pas pris sur le budget de l’école, et que la ville est riche.',
    ],
    around: {
      boilerplate: [
        'Publicité',
        'Lire aussi : Comment la ville a vendu ses ponts sans que personne ne le remarque.',
        'Tous droits réservés',
      ],
      byline: ['Publié le 9 octobre 2023 à 10h30', 'lundi 9 octobre 2023', 'Par Anne Dupont'],
      caption: ['Photo : AFP', 'La grue du port, le soir (Crédit : Mairie)'],
    },
    twice: 'Nous nous sommes vus, et vous vous souvenez.',
  },
  Spanish: {
    story: [
      'La ciudad compró dos grúas para el puerto en mayo, según el consejo que se reunió en la sala.',
      'El portavoz dijo que los gastos no se pagaron con el dinero de la escuela, y que las cuentas están claras.',
    ],
    around: {
      boilerplate: [
        'Publicidad',
        'Lea también: Cómo la ciudad vendió sus puentes sin que nadie se diera cuenta.',
        'Todos los derechos reservados',
      ],
      byline: ['Publicado el 9 de octubre de 2023', '9 de octubre de 2023', 'Por Ana Ruiz'],
      caption: ['Foto: EFE', 'La grúa del puerto por la noche (Fotografía: Ayuntamiento)'],
    },
    twice: 'Era muy muy grande, y no no lo vieron.',
  },
  Russian: {
    story: [
      'Город купил в мае два новых крана для порта, сообщил в понедельник городской совет на заседании.',
      'Представитель сказал, что расходы не были оплачены из бюджета школы, и что деньги у города были.',
    ],
    around: {
      boilerplate: ['Реклама', 'Читайте также: Как город продал мосты, и никто этого не заметил.', 'Все права защищены'],
      byline: ['9 октября 2023 г.', '9 октября 2023 года в 10:30', 'Автор: Анна Шмидт', 'Опубликовано 09.10.2023'],
      caption: ['Фото: ТАСС', 'Новый кран в порту вечером (Фото: Иванов)'],
    },
    twice: 'Он был очень очень большой и еле еле стоял.',
  },
  Ukrainian: {
    story: [
      'Місто купило у травні два нові крани для порту, повідомила в понеділок міська рада на засіданні.',
      'Речник сказав, що витрати не були оплачені з бюджету школи, і що гроші у міста були.',
    ],
    around: {
      boilerplate: ['Реклама', 'Читайте також: Як місто продало мости, і ніхто цього не помітив.', 'Усі права захищено'],
      byline: ['9 жовтня 2023 року', 'Автор: Анна Шмідт', 'Опубліковано 09.10.2023'],
      caption: ['Фото: Укрінформ', 'Новий кран у порту ввечері (Фото: Іваненко)'],
    },
    twice: 'Він був дуже дуже великий і ледь ледь стояв.',
  },
  Arabic: {
    story: [
      'اشترت المدينة رافعتين جديدتين للميناء في مايو، كما أعلن المجلس يوم الاثنين في جلسته الأخيرة.',
      'وقال المتحدث إن التكاليف لم تدفع من ميزانية المدرسة وإن المال كان متوفرا لدى المدينة منذ سنوات.',
    ],
    around: {
      boilerplate: ['إعلان', 'اقرأ أيضا', 'اقرأ أيضا: كيف باعت المدينة جسورها ولم ينتبه أحد إلى ذلك.', 'جميع الحقوق محفوظة'],
      byline: ['بقلم: محمد علي', '9 أكتوبر 2023', 'الاثنين، ٩ أكتوبر ٢٠٢٣', 'نُشر في 9/10/2023'],
      caption: ['تصوير: رويترز', 'الرافعة الجديدة في الميناء مساء (صورة أرشيفية)'],
    },
    twice: 'كانت كبيرة جدا جدا، ثم سقطت رويدا رويدا.',
  },
  Hebrew: {
    story: [
      'העירייה רכשה במאי שני עגורנים חדשים לנמל, כך מסרה המועצה ביום שני בישיבתה האחרונה.',
      'הדובר אמר כי ההוצאות לא שולמו מתקציב בית הספר וכי הכסף היה בידי העירייה כבר שנים.',
    ],
    around: {
      boilerplate: ['פרסומת', 'קראו גם: איך מכרה העירייה את הגשרים שלה ואיש לא שם לב.', 'כל הזכויות שמורות'],
      byline: ['מאת: דני לוי', '9 באוקטובר 2023', 'פורסם: 09.10.23', 'עודכן ב-10.10.2023'],
      caption: ['צילום: רויטרס', 'העגורן החדש בנמל בערב (צילום: דובר העירייה)'],
    },
    twice: 'הוא הלך לאט לאט, מאוד מאוד בזהירות.',
  },
  Persian: {
    story: [
      'شهرداری در ماه مه دو جرثقیل تازه برای بندر خرید، شورا روز دوشنبه در نشست خود چنین گفت.',
      'سخنگو گفت که هزینه‌ها از بودجهٔ مدرسه پرداخت نشده و پول از سال‌ها پیش در اختیار شهر بوده است.',
    ],
    around: {
      boilerplate: ['تبلیغات', 'بیشتر بخوانید: چگونه شهر پل‌هایش را فروخت و کسی متوجه نشد.', 'تمامی حقوق محفوظ است'],
      byline: ['نویسنده: علی رضایی', '۹ اکتبر ۲۰۲۳', 'تاریخ انتشار: ۹ اکتبر ۲۰۲۳'],
      caption: ['عکس: ایرنا', 'جرثقیل تازه در بندر هنگام شب (عکس: شهرداری)'],
    },
    twice: 'کم کم و آرام آرام آمد.',
  },
};
for (const [language, { story, around, twice }] of Object.entries(STORIES)) {
  test(`AR3 what stands around a story is told in ${language}, and the story is not taken for it`, () => {
    for (const [kind, lines] of Object.entries(around)) {
      for (const line of lines) {
        const told = kinds([story[0].slice(0, 40), line, ...story, line, story[0]]);
        assert.equal(told[1], kind, line);
        assert.equal(told[4], kind, line);
        assert.deepEqual([told[2], told[3]], ['body', 'body'], line);
      }
    }
    const text = [...story, twice].join('\n');
    assert.deepEqual(
      artefactsOf(text, regionsOf(text)).filter(({ kind }) => kind === 'doubled-words'),
      [],
    );
    assert.deepEqual(kinds([story[0].slice(0, 40), ...story, twice]).slice(1), ['body', 'body', 'body']);
  });
}

const kindsOfPage = (page: readonly (readonly [string, string])[]): void =>
  assert.deepEqual(
    kinds(page.map(([, line]) => line)),
    page.map(([kind]) => kind),
  );

test('AR3 who speaks in a transcript speaks the story, in however few words', () => {
  kindsOfPage([
    ['headline', 'Transcript: the clerk of the town'],
    ['body', 'INTERVIEWER: Did you approve it?'],
    ['body', 'CLERK: No.'],
    ['body', 'INTERVIEWER: Did you know about it?'],
    ['body', '[APPLAUSE]'],
    ['body', 'CLERK: Thank you.'],
  ]);
  kindsOfPage([
    ['headline', 'Fragen an die Hafenchefin'],
    ['body', 'Harbour Post: Wussten Sie es?'],
    ['body', 'Lind: Nein.'],
    ['body', 'Harbour Post: Und der Rat?'],
    ['body', 'Lind: Auch nicht.'],
  ]);
  // Negative control: one label above a story is none who speaks.
  kindsOfPage([
    ['headline', 'LIVE: the vote of the harbour board'],
    ['headline', 'ANALYSIS: what it means for the school'],
    ['body', BODY],
  ]);
});

test('AR3 the entries of a live blog are the story, and their hours are of one kind', () => {
  kindsOfPage([
    ['headline', 'Harbour live: the board denies it'],
    ['byline', 'Updated 9 Oct 2023 17.20 BST'],
    ['subhead', '15.02 BST'],
    ['body', 'Five people were injured, police said.'],
    ['boilerplate', 'Share'],
    ['subhead', '14.32 BST'],
    ['body', 'The board meets behind closed doors. Reporters wait outside.'],
    ['subhead', '14.10'],
    ['body', BODY],
  ]);
});

test('AR3 notes of correction, bylines and days are told in many languages', () => {
  const notes = [
    ['de', 'Anmerkung der Redaktion: In einer früheren Version stand drei Kräne.'],
    ['de', 'Korrektur vom 10.10.2023: In einer früheren Fassung hieß es drei.'],
    ['es', 'Fe de errores: una versión anterior decía tres grúas.'],
    ['fr', 'Correction : une version précédente disait trois grues.'],
    ['fr', 'Rectificatif du 10 octobre 2023 : il y en avait deux.'],
    ['he', 'תיקון טעות: בגרסה קודמת נכתב שלושה.'],
    ['fa', 'اصلاحیه: در نسخه پیشین این خبر عدد اشتباه بود.'],
    ['ru', 'Исправлено: в предыдущей версии было три.'],
    ['ja', '【訂正】以前の記事では六月としていました。'],
    ['zh', '更正：此前版本有误。'],
  ] as const;
  const stories: Readonly<Record<string, readonly [string, string]>> = {
    de: ['09.10.2023, 17:20 Uhr', 'Der Hafen hat im Mai zwei Kräne gekauft, sagten drei Personen, die im Raum waren, am Montag.'],
    es: [
      '9 de octubre de 2023 – 10:34',
      'El consejo del puerto compró dos grúas en mayo, según tres personas que estaban en la sala del consejo.',
    ],
    fr: ['Publié le 9 octobre 2023', 'Le port a acheté deux grues en mai, selon trois personnes qui étaient dans la salle du conseil.'],
    he: ['עמית סגל | 09.10.23 | 17:20', 'השר אישר את התוכנית במאי, כך אמרו שלושה אנשים שהיו בחדר הישיבות של המועצה בעיר.'],
    fa: ['۱۷ مهر ۱۴۰۲', 'وزیر روز دوشنبه گفت که طرح را در ماه مه تصویب کرده است و هزینه آن چهار میلیون بوده است.'],
    ru: ['9 октября 2023, 17:20', 'Порт купил в мае два крана, сообщили в понедельник три человека, которые были в комнате.'],
    ja: ['2023年10月9日 17時20分', '知事は五月に計画を承認したと、会議室にいた三人が月曜日に明らかにした。費用は四百万円だった。'],
    zh: ['新华社记者 王明', '北京时间周一，伊朗官员表示，他们批准了该计划。以色列否认了这一说法，并表示将展开调查。'],
  };
  for (const [language, note] of notes) {
    const [day = '', story = ''] = stories[language] ?? [];
    assert.deepEqual(kinds([story.slice(0, 14), day, story, note]), ['headline', 'byline', 'body', 'correction'], note);
  }
});
