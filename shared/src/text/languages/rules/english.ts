import { MONTHS } from '../../../lib/day-words.js';
import { correctionNotes, type LanguageRules, NAME } from './language-rules.js';

const MEDIA =
  'Journal|Times|Post|News|Guardian|Observer|Courier|Tribune|Gazette|Herald|Wire|Radio|Telegraph|Press|Magazine|Review|Standard|Chronicle|Globe|Mirror|Agency|Television|Independent|Mail|Monitor|Weekly|Register|Dispatch|Examiner|Inquirer|Bulletin|Zeitung|Spiegel';
const KNOWN =
  'CNN|BBC|Reuters|AP|AFP|Axios|Bloomberg|Al[- ]Jazeera|Haaretz|NPR|NBC|CBS|ABC|Politico|Ynet|Tasnim|Fars|IRNA|Le Monde|Le Figaro|El País|dpa|TASS|Xinhua|Al[- ]Arabiya|Al[- ]Mayadeen|Newsweek|WSJ|NYT';
const CAPITAL = String.raw`(?:\p{Lu}[\p{L}\p{M}’'-]*|of|&)`;
const VERB = '(?:said|says|told|added|admitted|acknowledged|claimed|denied|stated|announced|insisted|warned|vowed|testified)';

/** Bylines begin so in languages without rules too; credits name agencies, whatever the language. */
const PAGE = {
  furniture: [
    /^(?:the )?(?:most (?:popular|read|viewed|shared|commented)|popular (?:now|stories|posts)|trending(?: now)?|editor[’']?s[’']? picks?)\b/i,
    /^(?:read|see|watch|learn|find out|view|load|show) (?:more|also|next|this|full|all)\b/i,
    /^(?:also (?:read|see)|related(?: (?:articles?|stories|posts|topics|content|news))?|more (?:from|on|about|stories|news)|recommended|you (?:may|might) (?:also )?like|up next|don[’']?t miss|in case you missed it)\b/i,
    /^(?:advertis(?:e|ing|ement)s?|sponsored|promoted|paid (?:post|content)|continue reading|story continues|article continues|skip (?:to|advert))\b/i,
    /^(?:subscribe|sign (?:up|in)|log ?in|register|join (?:us|our|the)|become a (?:member|subscriber)|support (?:us|our)|donate|newsletter|get (?:the|our) )/i,
    /^(?:share(?: (?:this|on|via))?|follow (?:us|me)|tweet|facebook|twitter|whatsapp|telegram|linkedin|e-?mail|print|copy link|comments?|leave a (?:reply|comment)|click here|download (?:the|our) app)\b/i,
    /^(?:©|\(c\)|copyright\b|all rights reserved|terms (?:of|and)|privacy policy|cookie)/i,
    /\ball rights reserved\b/i,
    /^(?:tags?|topics?|filed under|categories|keywords)\s*:/i,
  ],
  readAlso: /^(?:read (?:more|also|next|this)|see also|also read|related(?: (?:story|article|reading))?)\s*[:：»›→|–—]/i,
  rights: /\ball rights reserved\b|^©/i,
  byline: new RegExp(`^(?:by|von|par|por|di|written by|reported by|text by)[: ]+${NAME}`, 'iu'),
  by: /^(?:by|von|par|por|di|written by|reported by|text by)[: ]+/iu,
  correction: [
    ...correctionNotes(
      "corrections?|corrected|clarifications?|editor[’']?s?[’']? note|korrektur|berichtigung|rectificatif|corrección|fe de erratas|rettifica|errata corrige|исправление|תיקון|הבהרה|تصحيح|توضيح|更正|勘误|訂正|おわびと訂正|お詫びと訂正|정정|바로잡습니다",
    ),
    /^(?:an earlier|a previous|the original) version of this (?:article|story|report|post|headline|caption)\b/i,
    /^this (?:article|story|report|post|headline) (?:was|has been) (?:amended|corrected|updated|changed|edited)\b/i,
    /^an? (?:correction|clarification) (?:was|has been) (?:made|added|appended)\b/i,
  ],
  date: [
    /^[\p{L}\p{M}’'"״׳. -]{3,60}\s[|·•]\s*\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d(?:\D{1,4}\d{1,2}[:.]\d{2})?$/u,
    /^(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?[（(][^()（）]{1,3}[）)])?(?:\s?(?:午前|午後|上午|下午|오전|오후)?\s?\d{1,2}\s?[:：時时시](?:\s?\d{1,2}\s?[分분]?)?)?(?:\s?(?:更新|配信|公開|发布|發佈|入力|수정))?$/u,
    /^(?:[\p{L}\p{M}’'-]+ ){0,2}?(?:新华社|中新社)?(?:特约|本报|特派)?(?:记者|記者|编辑|通讯员)\s?[:：]?\s?\p{Script=Han}{2,4}(?:[ 、]\p{Script=Han}{2,4}){0,3}$/u,
    /^\p{Script=Han}{2,8}(?:新聞|通信|日报|日報|时报|時報)(?:社)?\s\p{Script=Han}{2,6}$/u,
    /^(?:(?:published|updated|posted|last (?:updated|modified)|first published)\b.*\d|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)/i,
    /^(?:staff (?:writer|reporter)|\d+ min(?:ute)?s? read)\b/i,
  ],
  caption: [
    /\((?:[^()]*\b(?:AP|AFP|Reuters|EPA|DPA|UPI|ANSA|TASS|Xinhua|IRNA|SANA|Getty(?: Images)?|Flash ?90|Shutterstock|iStock|Alamy|Wikimedia|Maxar|Planet Labs|photos?|images?|picture|screen ?(?:shot|grab|capture)|courtesy|handout|file|pool|via|credit|illustrati(?:on|ve)|Twitter|Facebook|Telegram|YouTube|CC BY)\b[^()]*)\)["”’.]?$/i,
    /^(?:photos?|pictures?|images?|captions?|credits?|illustrative(?: photo| image)?|file(?: photo)?|archive)(?: (?:credits?|by|courtesy))?\s*:/i,
  ],
  shown: {
    first:
      /^(?:in )?(?:this|an?|the) (?:undated |handout |file |satellite |aerial |illustrative |combination )*(?:photo(?:graph)?|picture|image|screen ?(?:shot|grab)|frame|video still|combination)\b/i,
    posed:
      /\b(?:second (?:from )?(?:right|left)|(?:far|back|front|top|bottom) (?:right|left)|cent(?:er|re),|\((?:L|R|C|left|right|cent(?:er|re))\)|pictured (?:here|above|left|right)|seen here)\b/,
  },
  twice:
    /^(?:had|that|very|so|no|yes|ha|bye|is|really|many|far|again|more|never|now|oh|ja|nein|sehr|très|muy|nous|vous|se|si|new york|walla|bora|pago|baden|duran|boutros)$/iu,
} as const;

export const ENGLISH: LanguageRules = {
  language: 'en',
  outlet: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:${CAPITAL} ){0,4}(?:${MEDIA})(?: of \p{Lu}\p{L}+)?|${KNOWN})(?![\p{L}\p{N}])`, 'gu'),
  lead: /^(?:(?:The|A|An|And|But|As|In|According|Another|Meanwhile|of|&) )+/u,
  anaphor: /\b[Tt]he (?:same )?(?:newspaper|paper|daily|magazine|broadcaster|news agency|outlet)(?![\p{L}’'])/gu,
  before:
    /(?:according to|report(?:ed|s)? (?:by|in|of|from)|told|citing|cited|quot(?:ed|ing)(?: by)?|interview with|speaking to|(?:seen|obtained|published|confirmed|consulted|revealed|carried) (?:by|in)|as)\s+(?:(?:a|an|the|its|some|\p{Lu}?\p{L}+day)\s+|(?:report|account|story|article)\s+(?:in|by|from|of|that)\s+)*$/iu,
  after:
    /^(?:[’']s)?,?\s+(?:[\p{L}-]+ ){0,2}?(?:report(?:ed|s|ing)?|sa(?:id|ys)|wrote|writes|reveal(?:ed|s)|quot(?:ed|es)|carried|published|cit(?:ed|es|ing)|account|instead|which (?:exclusively )?report)/u,
  through:
    /^\s*(?:has |had )?(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)|reported,? citing|said,? citing|,\s*(?:quoting|citing))\s+(?:a report (?:in|by) )?(?:the )?$/iu,
  // "Hagari said", "Iran, for its part, has acknowledged"; "Iran said to be rallying" says nothing of Iran's own words.
  named: new RegExp(
    String.raw`\p{Lu}[\p{L}\p{M}’'-]+,?(?: [^,.;“”"]{1,80},)? (?:has |had |have |also |then |later |himself |herself ){0,2}${VERB}(?! to be)\b` +
      String.raw`|${VERB} \p{Lu}[\p{L}\p{M}’'-]+(?=[,.]|$)|\b[Aa]ccording to (?:\p{Lu}[\p{L}.’'-]+ )?\p{Lu}[\p{L}\p{M}’'-]+`,
    'u',
  ),
  unnamed: new RegExp(
    String.raw`\b(?:${VERB}|[Aa]ccording to|reported|reportedly|[Rr]eports|sources|familiar with|alleged|allegedly)\b`,
    'u',
  ),
  vague: /\b(?:media reports|reportedly|reports say|it (?:is|was) reported|according to reports|several outlets)\b/iu,
  told: String.raw`\b(?:told|spoke to|speaking to|seen by|obtained by|reviewed by) (?:the )?`,
  speech:
    /\baccording to\b|\b(?:said|says|claims?|claimed|denied|denies|told|announced|confirmed|admitted|acknowledged|alleged|insisted|warned)\b/u,
  months: MONTHS.map((name) => `${name}|${name.slice(0, 3)}\\.?`),
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  that: 'that',
  scales: { '1e3': 'thousand', '1e6': 'million', '1e9': 'billion' },
  page: PAGE,
};
