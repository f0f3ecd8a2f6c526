/**
 * Invented articles about four invented events, in nine languages: originals, translations, rewrites and reports of their own.
 * `from` is the right answer, judged by hand when the text was written: the articles that it may be said to have its story from.
 */
export interface ForeignArticle {
  readonly id: string;
  readonly language: string;
  readonly source: string;
  readonly publishedOn: string;
  readonly text: string;
  /** The words of the claim in it. */
  readonly claim: string;
  readonly how: 'original' | 'translation' | 'rewrite' | 'own report';
  readonly from: readonly string[];
}

const DAM: readonly ForeignArticle[] = [
  {
    id: 'dam-en',
    language: 'en',
    source: 'Ellis Herald (daily newspaper)',
    publishedOn: '2024-03-02',
    how: 'original',
    from: [],
    claim: 'About 12,000 people left 34 villages',
    text: `Engineers warned of the Ardavan dam weeks before it broke

About 12,000 people left 34 villages of the Shirvan valley after the Ardavan dam broke on 28 February 2024, two officials told the Ellis Herald. Farid Rahmani, the chief engineer, had asked for repairs in a letter of 14 January.

The letter, which the Herald has seen, speaks of 7.5 million cubic metres behind a wall built in 1961. “Nobody in Marvast answered me,” Rahmani said. Minister Leila Karimi sent 1,250 soldiers on the following night.

At 23:40 the last gate was opened, according to Daoud Sabeti, who has guarded it for 19 years.`,
  },
  {
    id: 'dam-fa',
    language: 'fa',
    source: 'روزنامه کرانه',
    publishedOn: '2024-03-03',
    how: 'translation',
    from: ['dam-en'],
    claim: 'حدود ۱۲٬۰۰۰ نفر ۳۴ روستای دره شیروان را ترک کردند',
    text: `مهندسان هفته‌ها پیش از شکستن سد اردوان هشدار داده بودند

به نوشته روزنامه الیس هرالد، حدود ۱۲٬۰۰۰ نفر ۳۴ روستای دره شیروان را ترک کردند، پس از آن که سد اردوان در ۹ اسفند ۱۴۰۲ شکست. فرید رحمانی، سرمهندس سد، در نامه‌ای به تاریخ ۱۴ ژانویه خواستار تعمیر شده بود.

در این نامه از ۷٫۵ میلیون متر مکعب آب پشت دیواری که در ۱۹۶۱ ساخته شده سخن رفته است. رحمانی گفت: «هیچ‌کس در مروست به من پاسخ نداد.» لیلا کریمی، وزیر، شب بعد ۱۲۵۰ سرباز فرستاد.

داوود ثابتی که ۱۹ سال نگهبان آن بوده گفت آخرین دریچه در ساعت ۲۳:۴۰ باز شد.`,
  },
  {
    id: 'dam-ar',
    language: 'ar',
    source: 'موقع الوادي',
    publishedOn: '2024-03-04',
    how: 'rewrite',
    from: ['dam-en', 'dam-fa'],
    claim: 'غادر نحو 12 ألف شخص 34 قرية في وادي شيروان',
    text: `انهيار سد أردوان: رسالة لم يجب عنها أحد

غادر نحو 12 ألف شخص 34 قرية في وادي شيروان بعد انهيار سد أردوان في 28 شباط 2024. وكان كبير المهندسين فريد رحماني قد طلب الإصلاح في رسالة مؤرخة في 14 كانون الثاني، تحدثت عن 7,5 مليون متر مكعب من المياه خلف جدار بني عام 1961.

وأرسلت الوزيرة ليلى كريمي ١٢٥٠ جنديا إلى المنطقة في الليلة التالية.`,
  },
  {
    id: 'dam-ru',
    language: 'ru',
    source: 'Речная газета',
    publishedOn: '2024-03-02',
    how: 'own report',
    from: [],
    claim: 'из долины Ширван выехали 12 тыс. человек',
    text: `Репортаж из долины Ширван: мост, лодки и хлеб

Корреспондент «Речной газеты» провёл в долине Ширван двое суток. По подсчётам пастора Гранта Мелояна, из долины Ширван выехали 12 тыс. человек; у моста стояли 60 лодок. Плотина Ардаван разрушилась 28 февраля 2024 года.

«Мы пекли по 900 буханок за ночь», – сказала Анна Вартан из деревни Сельма. В школе № 5 разместили 410 детей. Губернатор Тигран Овсепян приехал 1 марта и пробыл в деревне 25 минут.`,
  },
  {
    id: 'dam-de',
    language: 'de',
    source: 'Küstenbote (Tageszeitung)',
    publishedOn: '2024-03-03',
    how: 'translation',
    from: ['dam-en'],
    claim: 'Rund 12.000 Menschen haben 34 Dörfer',
    text: `Ingenieure warnten Wochen vor dem Bruch des Ardavan-Damms

Rund 12.000 Menschen haben 34 Dörfer im Schirwan-Tal verlassen, nachdem der Ardavan-Damm am 28. Februar 2024 gebrochen war. Das berichtete der Ellis Herald am Samstag. Der Chefingenieur Farid Rahmani habe in einem Brief vom 14. Januar um Reparaturen gebeten.

Der Brief spricht von 7,5 Millionen Kubikmetern hinter einer Mauer aus dem Jahr 1961. „Niemand in Marvast hat mir geantwortet“, sagte Rahmani. Ministerin Leila Karimi schickte in der folgenden Nacht 1250 Soldaten.

Um 23.40 Uhr wurde das letzte Tor geöffnet, so Daoud Sabeti, der es seit 19 Jahren bewacht.`,
  },
  {
    id: 'dam-he',
    language: 'he',
    source: 'אתר הנמל',
    publishedOn: '2024-03-04',
    how: 'rewrite',
    from: ['dam-en'],
    claim: 'כ-12 אלף בני אדם עזבו את עמק שירואן',
    text: `דיווח: אזהרה לפני קריסת הסכר

לפי עיתון אליס הראלד, כ-12 אלף בני אדם עזבו את עמק שירואן לאחר קריסת סכר ארדוואן ב-28 בפברואר. המהנדס הראשי פריד רחמאני ביקש תיקונים כבר בינואר.`,
  },
];

const PORT: readonly ForeignArticle[] = [
  {
    id: 'port-ar',
    language: 'ar',
    source: 'صحيفة المرسى',
    publishedOn: '2024-05-10',
    how: 'original',
    from: [],
    claim: 'حملت السفينة 2750 طنا من النترات',
    text: `وثائق: سفينة «سلفانا» كانت تحمل شحنة غير مصرح بها

قال موظفان في الجمارك لصحيفة المرسى إن السفينة سلفانا رست في ميناء بندر كمال يوم 3 أيار 2024. وحملت السفينة 2750 طنا من النترات، بحسب وثيقة اطلعت عليها الصحيفة.

وقال مدير الميناء حسين الطاهر إن الشحنة كلفت 1,8 مليون دولار ودفعتها شركة نورمار. وأضاف الطاهر: «وقعت على 16 صفحة دون أن أقرأها».

واحتجز 23 بحارا، بينهم القبطان أندريه كوفال، وفق المدعية سميرة ناصر التي فتحت ملفا برقم 4471.`,
  },
  {
    id: 'port-en',
    language: 'en',
    source: 'Harbour Post (daily newspaper)',
    publishedOn: '2024-05-11',
    how: 'translation',
    from: ['port-ar'],
    claim: 'The ship carried 2,750 tonnes of nitrate',
    text: `Documents: the Silvana carried a cargo that nobody declared

The Silvana moored in the port of Bandar Kamal on 3 May 2024, two customs officers said. The ship carried 2,750 tonnes of nitrate, a document shows.

The director of the port, Hussein al-Taher, said that the cargo had cost 1.8 million dollars, paid by the company Normar. “I signed 16 pages without reading them,” Taher added.

The prosecutor Samira Nasser, who opened file 4471, holds 23 sailors, among them the captain, Andriy Koval.`,
  },
  {
    id: 'port-uk',
    language: 'uk',
    source: 'Чорноморський вісник',
    publishedOn: '2024-05-12',
    how: 'own report',
    from: [],
    claim: 'на борту було 2750 тонн нітрату',
    text: `Дружина капітана: «Він не знав, що везе»

Капітан Андрій Коваль подзвонив дружині 4 травня. Оксана Коваль розповіла нашій газеті, що на борту було 2750 тонн нітрату, але капітан дізнався про це тільки в порту Бандар-Камаль.

Він виходив у море 31 рік і отримував 1900 доларів на місяць. Профспілка моряків Одеси надіслала 3 листи до консула Петра Гнатюка, відповіді немає.`,
  },
  {
    id: 'port-fr',
    language: 'fr',
    source: 'Le Courrier du Large (quotidien)',
    publishedOn: '2024-05-13',
    how: 'rewrite',
    from: ['port-en', 'port-ar'],
    claim: 'Le navire transportait 2 750 tonnes de nitrate',
    text: `La cargaison secrète du Silvana

Le navire transportait 2 750 tonnes de nitrate, selon le quotidien Harbour Post. Le Silvana était arrivé à Bandar Kamal le 3 mai 2024.

La cargaison aurait coûté 1,8 million de dollars à la société Normar, a dit le directeur du port, Hussein al-Taher. La procureure Samira Nasser détient 23 marins dans les dossiers 4471, dont le capitaine Andriy Koval.`,
  },
  {
    id: 'port-es',
    language: 'es',
    source: 'La Voz del Puerto (diario)',
    publishedOn: '2024-05-14',
    how: 'own report',
    from: [],
    claim: 'una carga de 2.750 toneladas de nitrato',
    text: `La aseguradora del Silvana niega haber firmado la póliza

La aseguradora Mutua Austral niega haber cubierto una carga de 2.750 toneladas de nitrato. Su portavoz, Inés Carranza, declaró a La Voz del Puerto que la póliza 88-310 es falsa y que el Silvana fue dado de baja en 2019.

El armador Julián Ferrer debe 640.000 euros a la aseguradora desde hace 5 años, según un juzgado de Cádiz.`,
  },
];

const TRIAL: readonly ForeignArticle[] = [
  {
    id: 'trial-de',
    language: 'de',
    source: 'Nordsee-Anzeiger (Tageszeitung)',
    publishedOn: '2024-06-20',
    how: 'original',
    from: [],
    claim: 'er habe 4,2 Millionen Euro auf 11 Konten verteilt',
    text: `Bankier Hollander zu sechs Jahren verurteilt

Das Landgericht Varelsund hat den Bankier Viktor Hollander am 19. Juni 2024 verurteilt: er habe 4,2 Millionen Euro auf 11 Konten verteilt, sagte die Richterin Johanna Petri dem Nordsee-Anzeiger.

Der Prozess dauerte 47 Tage. 138 Zeugen wurden gehört, darunter der frühere Senator Bogdan Malinski. „Ich habe 300 Briefe geschrieben und keinen abgeschickt“, sagte Hollander.

Sein Anwalt Reza Tavakoli will bis zum 5. Juli Revision einlegen. In Varelsund verloren 860 Sparer ihr Geld.`,
  },
  {
    id: 'trial-ru',
    language: 'ru',
    source: 'Северный курьер',
    publishedOn: '2024-06-21',
    how: 'translation',
    from: ['trial-de'],
    claim: 'он распределил 4,2 млн евро по 11 счетам',
    text: `Банкир Холландер приговорён к шести годам

Суд Варельсунда 19 июня 2024 года признал банкира Виктора Холландера виновным: он распределил 4,2 млн евро по 11 счетам, сказала судья Йоханна Петри.

Процесс длился 47 дней. Были заслушаны 138 свидетелей, среди них бывший сенатор Богдан Малинский. «Я написал 300 писем и не отправил ни одного», – сказал Холландер.

Его адвокат Реза Таваколи намерен подать жалобу до 5 июля. В Варельсунде 860 вкладчиков потеряли деньги.`,
  },
  {
    id: 'trial-uk',
    language: 'uk',
    source: 'Вечірній лист',
    publishedOn: '2024-06-22',
    how: 'translation',
    from: ['trial-ru', 'trial-de'],
    claim: 'він розподілив 4,2 млн євро між 11 рахунками',
    text: `Банкіра Голландера засудили до шести років

Суд Варельсунда 19 червня 2024 року визнав банкіра Віктора Голландера винним: він розподілив 4,2 млн євро між 11 рахунками, повідомила газета «Северный курьер».

Процес тривав 47 днів, було вислухано 138 свідків, серед них колишній сенатор Богдан Малінський. «Я написав 300 листів і не надіслав жодного», – сказав Голландер.

Його адвокат Реза Тавакколі має час до 5 липня. У Варельсунді 860 вкладників втратили гроші.`,
  },
  {
    id: 'trial-en',
    language: 'en',
    source: 'City Ledger (weekly)',
    publishedOn: '2024-06-24',
    how: 'own report',
    from: [],
    claim: 'the bank moved 4.2 million euros',
    text: `What the Hollander trial never asked

Papers of the auditor Margaret Quill show how the bank moved 4.2 million euros through 2 firms in Tarnow and 1 in Limassol. Quill told the City Ledger that she had written 22 memos since 2017, and that nobody at the court had asked for them.

Viktor Hollander was convicted on 19 June 2024. The firm in Limassol had 3 owners and a post box, number 7715, and paid 95,000 euros in rent.`,
  },
  {
    id: 'trial-fa',
    language: 'fa',
    source: 'خبرگزاری آوند',
    publishedOn: '2024-06-21',
    how: 'translation',
    from: ['trial-de', 'trial-ru'],
    claim: 'او ۴٫۲ میلیون یورو را در ۱۱ حساب پخش کرده است',
    text: `هولاندر، بانکدار، به شش سال زندان محکوم شد

دادگاه وارلسوند ویکتور هولاندر، بانکدار، را در ۳۰ خرداد ۱۴۰۳ محکوم کرد: یوهانا پتری، قاضی، گفت او ۴٫۲ میلیون یورو را در ۱۱ حساب پخش کرده است.

دادرسی ۴۷ روز طول کشید و ۱۳۸ شاهد، از جمله بوگدان مالینسکی، سناتور پیشین، شنیده شدند. هولاندر گفت: «۳۰۰ نامه نوشتم و هیچ‌کدام را نفرستادم.»

رضا توکلی، وکیل او، تا ۵ ژوئیه فرصت دارد. در وارلسوند ۸۶۰ سپرده‌گذار پول خود را از دست دادند.`,
  },
];

const LETTERS: readonly ForeignArticle[] = [
  {
    id: 'letters-uk',
    language: 'uk',
    source: 'Подільський оглядач',
    publishedOn: '2024-09-03',
    how: 'original',
    from: [],
    claim: 'генерал отримав 640 тис. доларів',
    text: `Листи генерала Саїді знайшли в архіві в Хоролі

Архівістка Марта Левчук розповіла газеті «Подільський оглядач», що 27 серпня 2024 року знайшла 58 листів генерала Касема Саїді. З них випливає, що генерал отримав 640 тис. доларів від фірми «Барзін».

Листи написано між 12 березня 2011 року та 30 листопада 2013 року. У 14 з них згадано полковника Надіра Ходжаті. «Я прочитала всі 58 за 3 ночі», – сказала Левчук.

Адвокат фірми Пол Гестерберг заперечує платежі.`,
  },
  {
    id: 'letters-es',
    language: 'es',
    source: 'El Correo de Levante (diario)',
    publishedOn: '2024-09-05',
    how: 'rewrite',
    from: ['letters-uk'],
    claim: 'el general recibió 640.000 dólares',
    text: `Un archivo ucraniano guarda las cartas del general Saidi

Según las cartas, el general recibió 640.000 dólares de la firma Barzin. Las halló el 27 de agosto Marta Levchuk, archivera de Jorol: son 58, y Qasem Saidi las escribió entre el 12 de marzo de 2011 y el 30 de noviembre de 2013.

En 14 aparece el coronel Nader Hoyati. El abogado Paul Hesterberg niega los pagos.`,
  },
  {
    id: 'letters-ar',
    language: 'ar',
    source: 'جريدة السهل',
    publishedOn: '2024-09-06',
    how: 'own report',
    from: [],
    claim: 'تلقى الجنرال 640 ألف دولار',
    text: `ابنة الجنرال سعيدي: أبي لم ير هذا المال

نفت مريم سعيدي، ابنة الجنرال، في حديث لجريدة السهل ما قيل عن أبيها، أي أنه تلقى الجنرال 640 ألف دولار من شركة أجنبية. وقالت إن أباها عاش في بيت من 3 غرف في كرمان حتى وفاته في 2016.

وعرضت الابنة 21 وصلا من مصرف ملت، أكبرها بمبلغ 1,450 دولارا، وقالت إنها سلمتها إلى القاضي هادي مظفر يوم 2 أيلول 2024.`,
  },
  {
    id: 'letters-fa',
    language: 'fa',
    source: 'هفته‌نامه دشت',
    publishedOn: '2024-09-07',
    how: 'translation',
    from: ['letters-ar'],
    claim: 'ژنرال ۶۴۰ هزار دلار گرفته است',
    text: `دختر ژنرال سعیدی: پدرم این پول را ندید

مریم سعیدی، دختر ژنرال، به روزنامه السهل گفت این حرف که ژنرال ۶۴۰ هزار دلار گرفته است دروغ است. او گفت پدرش تا مرگش در ۲۰۱۶ در خانه‌ای ۳ اتاقه در کرمان زندگی کرد.

او ۲۱ رسید بانک ملت را نشان داد که بزرگ‌ترین آن‌ها ۱۴۵۰ دلار است، و گفت آن‌ها را در ۲ سپتامبر ۲۰۲۴ به قاضی هادی مظفر داده است.`,
  },
  {
    id: 'letters-fr',
    language: 'fr',
    source: 'La Gazette du Port (quotidien)',
    publishedOn: '2024-09-08',
    how: 'own report',
    from: [],
    claim: 'le général a reçu 640 000 dollars',
    text: `Barzin, une firme qui ne paie personne

Que le général a reçu 640 000 dollars, Klara Wendt ne peut ni le dire ni le nier. L'ancienne comptable de Barzin a montré à La Gazette du Port 9 relevés de 2012, sans aucun nom iranien.

Un seul virement, de 77 500 euros, le 4 juin 2012, est allé à un cabinet de Téhéran. Barzin a fermé ses 6 bureaux en 2018.`,
  },
  {
    id: 'letters-he',
    language: 'he',
    source: 'אתר המישור',
    publishedOn: '2024-09-09',
    how: 'rewrite',
    from: ['letters-fa', 'letters-ar'],
    claim: 'הגנרל קיבל 640 אלף דולר',
    text: `בתו של הגנרל סעידי מכחישה

מרים סעידי מכחישה שאביה, הגנרל קיבל 640 אלף דולר. לדבריה הוא גר בבית בן 3 חדרים בכרמאן עד מותו ב-2016.

היא הציגה 21 קבלות של בנק מלת, הגדולה שבהן על 1,450 דולר, ומסרה אותן ב-2 בספטמבר לשופט האדי מוזפר.`,
  },
];

/** By event. The rules were made with the first three in sight; the fourth was written when they were done. */
export const ACROSS_LANGUAGES: Readonly<Record<'dam' | 'port' | 'trial' | 'letters', readonly ForeignArticle[]>> = {
  dam: DAM,
  port: PORT,
  trial: TRIAL,
  letters: LETTERS,
};
