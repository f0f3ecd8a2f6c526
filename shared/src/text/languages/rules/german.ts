import { capitalOutlet, type LanguageRules, pageRules } from './language-rules.js';

const SAID =
  '(?:sagte|sagt|sagten|erklärte|erklärten|teilte|berichtete|behauptete|bestritt|dementierte|räumte|bestätigte|warnte|fügte|betonte|habe)';

const MONTHS = [
  'Januar|Jänner',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];
const WEEKDAYS = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag|Sonnabend'];

export const GERMAN: LanguageRules = {
  language: 'de',
  outlet: capitalOutlet(
    '(?:Tages)?[Zz]eitung|(?:Nachrichten)?[Aa]gentur|Sender|Magazin|Blatt|Wochenblatt|Radio',
    String.raw`(?:\p{Lu}[\p{L}-]*(?:zeitung|Zeitung|kurier|Kurier|anzeiger|Anzeiger|bote|Bote|blatt|Blatt|rundschau|Rundschau|nachrichten|Nachrichten)|Spiegel|Zeitung|Rundschau|Presse|dpa|DPA|ARD|ZDF|Reuters|AFP|AP|BBC|CNN|Tagesschau|Herald|Courier|Times|Post|Wire|Journal|Standard|Al[- ]Dschasira)`,
    'der|des|von|of|the',
  ),
  lead: /^(?:(?:Der|Die|Das|Den|Dem|Laut|Wie|Auch|Nach) )+/u,
  anaphor: /(?<![\p{L}])(?:[Dd]ie|[Dd]as|[Dd]er) (?:Zeitung|Blatt|Sender|Agentur|Magazin)(?![\p{L}])(?! (?:[„"]|\p{Lu}))/gu,
  before:
    /(?:[Ll]aut|[Nn]ach Angaben|[Nn]ach Informationen|[Ww]ie|berichtete[nt]?|berichtet|meldete[nt]?|meldet|schrieb|schreibt|[Uu]nter Berufung auf|zitierte|zitiert|gegenüber|im Gespräch mit|[Bb]erichts?|sagte)\s+(?:(?:ein|eine|einem|einer|der|die|das|den|dem|des|Bericht|Berichts|in|im|von)\s+)*$/u,
  after: /^[“"]?,?\s+(?:[\p{L}-]+ ){0,2}?(?:berichtete?n?|meldete?n?|schrieb|schreibt|zitierte?|veröffentlichte|zufolge|enthüllte)/u,
  through:
    /^[“"]?,?\s*(?:[\p{L}-]+ )?(?:unter Berufung auf|zitierte?|beruft sich auf|berief sich auf)\s+(?:(?:der|die|das|den|einen Bericht|in|des)\s+)*$/u,
  named: new RegExp(
    String.raw`(?<![\p{L}])${SAID} (?:(?:der|die|das|den|dem) )?(?:\p{Lu}[\p{L}-]+ ){1,3}|(?:\p{Lu}[\p{L}-]+ )\p{Lu}[\p{L}-]+,?(?: [^,.;„“]{1,80},)? ${SAID}(?![\p{L}])|[Ll]aut (?:\p{Lu}[\p{L}-]+ )\p{Lu}`,
    'u',
  ),
  unnamed: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ll]aut|zufolge|angeblich|[Bb]erichten|[Qq]uellen|[Kk]reise[n]?|mutmaßlich|soll|sollen)(?![\p{L}])`,
    'u',
  ),
  vague: /(?<![\p{L}])(?:[Mm]edienberichten zufolge|[Mm]edienberichte|[Bb]erichten zufolge|angeblich|laut Berichten|mehrere Medien)/u,
  told: String.raw`(?<![\p{L}])(?:sagte|sagten|erklärte|gegenüber)(?: [\p{L}-]+){0,4}? (?:dem|der|den) `,
  speech: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ll]aut|zufolge|beschuldigte|bezweifelte|wies .{0,40} zurück|leugnete|gestand)(?![\p{L}])`,
    'u',
  ),
  months: MONTHS,
  weekdays: WEEKDAYS,
  that: 'dass',
  scales: { '1e3': 'Tausend|tausend|Tsd\\.?', '1e6': 'Millionen|Million|Mio\\.?', '1e9': 'Milliarden|Milliarde|Mrd\\.?' },
  page: pageRules(
    {
      labels:
        'Anzeige|Werbung|Newsletter|Teilen|Drucken|Merken|Kommentare?|Anmelden|Registrieren|Abonnieren|Schlagw(?:ö|oe)rter|Themen|Schlagworte|Impressum|Datenschutz|Startseite|Video|Bildergalerie|Mehr|Weiterlesen',
      furniture:
        'Mehr (?:zum Thema|lesen|aus|dazu)|Weiterlesen|Meistgelesen|Am meisten gelesen|Das könnte (?:Sie|dich|Ihnen) auch|Jetzt (?:abonnieren|anmelden|lesen|testen)|Folgen Sie (?:uns|mir)|Abonnieren Sie|Melden Sie sich|Zur Startseite|Empfohlene[rs]? (?:redaktionelle[rs]? )?Inhalte?|Externe[rs]? Inhalte?|Artikel (?:teilen|drucken|merken)|Verwandte (?:Artikel|Themen)|Schlagw(?:ö|oe)rter:|Themen:|Hier geht es zu[rm]?',
      readAlso: 'Lesen Sie (?:auch|hier|mehr|dazu|hierzu|außerdem)|Lies auch|Auch interessant|Mehr zum Thema|Siehe auch|Zum Weiterlesen',
      rights: 'alle rechte vorbehalten|^©',
      corrected:
        'Korrektur(?:en|hinweis)?|Berichtigung|Richtigstellung|Klarstellung|Anmerkung der Redaktion|Anm\\. d\\. Red\\.?|Hinweis der Redaktion|In eigener Sache',
      by: 'Autor(?:in|en)?:|Text:|Ein (?:Bericht|Gastbeitrag|Kommentar|Interview) von|Von unserem Korrespondenten|Aus .{3,30} berichtet',
      published: 'Veröffentlicht|Aktualisiert|Zuletzt aktualisiert|Stand|Erschienen|Publiziert',
      picture: 'Fotos?|Bild(?:er|quelle|nachweis)?|Symbolbild|Symbolfoto|Archivbild|Archivfoto|Grafik|Illustration',
      twice: 'die|der|das|den|dem|sie|sich|nein|ja|sehr|so|nun|immer|wieder|mehr|weit|lange|viel|doch',
    },
    MONTHS,
    WEEKDAYS,
  ),
};
