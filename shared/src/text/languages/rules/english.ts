import { MONTHS } from '../../../lib/day-words.js';
import type { LanguageRules } from './language-rules.js';

const MEDIA =
  'Journal|Times|Post|News|Guardian|Observer|Courier|Tribune|Gazette|Herald|Wire|Radio|Telegraph|Press|Magazine|Review|Standard|Chronicle|Globe|Mirror|Agency|Television|Independent|Mail|Monitor|Weekly|Register|Dispatch|Examiner|Inquirer|Bulletin|Zeitung|Spiegel';
const KNOWN =
  'CNN|BBC|Reuters|AP|AFP|Axios|Bloomberg|Al[- ]Jazeera|Haaretz|NPR|NBC|CBS|ABC|Politico|Ynet|Tasnim|Fars|IRNA|Le Monde|Le Figaro|El País|dpa|TASS|Xinhua|Al[- ]Arabiya|Al[- ]Mayadeen|Newsweek|WSJ|NYT';
const CAPITAL = String.raw`(?:\p{Lu}[\p{L}\p{M}’'-]*|of|&)`;
const VERB = '(?:said|says|told|added|admitted|acknowledged|claimed|denied|stated|announced|insisted|warned|vowed|testified)';

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
};
