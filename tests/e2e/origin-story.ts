/** An article of the browser test of origins. `own` stands in where the real one is not beside the project. */
export interface Story {
  readonly name: string;
  readonly day: string;
  /** The real article; null for texts that are ours anyway. */
  readonly file: string | null;
  readonly own: string;
  /** Where it carries the claim: found by pattern, in the real article and in ours. */
  readonly asserts: RegExp;
  readonly denies?: RegExp;
  /** Where it tells of the general's visit. */
  readonly visit?: RegExp;
  /** Another sentence with the same claim. */
  readonly twin?: RegExp;
}

const STATEMENT = '“We were neither asked nor told about the plans of that morning, and we gave no orders to anybody,”';

/** Traps: a newspaper cited through another, a denial within the article that asserts, a report of half a year before. */
export const ORIGIN_STORY = {
  daily: {
    name: 'Quotidiano',
    day: '2023-10-09',
    file: '000_78a65836ffeeafa8.txt',
    own: `Iran is behind it, writes an American newspaper

Iran gave Hamas a go-ahead last Monday, the Wall Street Journal reports. Commander Ismail Qaani sat at the table, it is said.

Iran has denied its part in it.`,
    asserts: /gave \w+ (?:the green light|a go-ahead)/,
    denies: /denied its (?:\w+ involvement|part in it)/,
  },
  site: {
    name: 'All Israel News',
    day: '2023-10-26',
    file: '002_f593feaa83f8bfcb.txt',
    own: `Training before the attack

Some 500 fighters were drilled in Iran in September, the Wall Street Journal wrote.

The commanders agreed to the raid at a table in Beirut on Oct. 2, the WSJ wrote.

Commander Esmail Qaani was in Lebanon not long ago, the WSJ wrote. “More than 40 instructors went with him,” a minister said on Monday.`,
    asserts: /(?:greenlighted|agreed to) [^.]*on Oct\. 2/,
    visit: /recently visited \w+|was in Lebanon not long ago/,
  },
  april: {
    name: 'Times of Israel',
    day: '2023-04-14',
    file: '003_409da1cd2e85d3ac.txt',
    own: `Allies said to be rallied

A Friday report in the Wall Street Journal has General Esmail Ghaani travel from one ally to the next.

Ghaani had come to Beirut to see the heads of Hamas and Hezbollah, the Wall Street Journal wrote.`,
    asserts: /Ghaani (?:was in|had come to) Beirut to \w+/,
  },
  rewrite: {
    name: 'Harbour Post',
    day: '2023-10-27',
    file: null,
    own: `Commanders agreed to the attack in Beirut, site says

Commanders of the Quds Force said yes to the attack when they sat with Hamas in Beirut on 2 October 2023, All Israel News reported, citing an American newspaper. General Isma'il Qa'ani had come for it.

Hundreds of men had been trained in Iran a month before, the site wrote.

${STATEMENT} Iran’s mission to the United Nations said.`,
    asserts: /said yes to the attack/,
    twin: /sat with Hamas in Beirut on 2 October 2023/,
  },
  independent: {
    name: 'Meridian Observer',
    day: '2023-11-05',
    file: null,
    own: `Diplomat says he was there when the attack was approved

A diplomat who served in Beirut told the Meridian Observer that Iranian officers approved the attack in his presence on 2 October 2023. He showed his notes of that evening, which the Observer has read.

${STATEMENT} Iran’s mission to the United Nations said again.`,
    asserts: /approved the attack in his presence/,
  },
  sixth: {
    name: 'Evening Sheet',
    day: '2023-10-28',
    file: null,
    own: `Attack was agreed in Beirut

The attack was agreed in Beirut early in October, the Harbour Post reported on Friday. The Sheet could not check it.`,
    asserts: /was agreed in Beirut early/,
  },
  second: {
    name: 'Cedar Gazette',
    day: '2023-11-20',
    file: null,
    own: `Driver tells of the night of the meeting

A driver who brought the guests told the Cedar Gazette that the attack was approved at the table that night. His logbook, seen by the Gazette, has the hour and the street.`,
    asserts: /the attack was approved at the table/,
  },
} satisfies Record<string, Story>;
