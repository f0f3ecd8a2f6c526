/**
 * Five short briefs in our own words. They say what was publicly reported, by whom and when, about one question: whether
 * Iran approved or directed the attack of 7 October 2023. The damage in them (a glued word, a caption, boilerplate) is
 * what real articles bring along.
 */
export interface Brief {
  readonly title: string;
  readonly source: string;
  readonly publishedOn: string;
  readonly text: string;
}

export const BRIEFS = {
  wire: {
    title: 'Newspaper: Iranian officers approved the attack at a Beirut meeting',
    source: 'World Wire (news agency)',
    publishedOn: '2023-10-08',
    text: `Newspaper: Iranian officers approved the attack at a Beirut meeting

By the World Wire staff

BEIRUT. Iranian security officials helped to plan Saturday’s attack on Israel and approved it at a meeting in Beirut last Monday, the Wall Street Journal reported on Sunday, citing senior members of Hamas and Hezbollah.

Officers of Iran’s Revolutionary Guards had worked with Hamas since August on an assault by land, sea and air, the newspaper said, adding that details were settled over several meetings in the Lebanese capital.

A Hamas official, Mahmoud Mirdawi, told the same newspaper that the group had planned the attack on its own.

A European official and an adviser to the Syrian government gave the newspaper the same account as the members of the two groups, it said. None of its other sources was named.
`,
  },
  broadcaster: {
    title: 'No proof yet that Tehran gave the order, officials say',
    source: 'Northern Public Radio (broadcaster)',
    publishedOn: '2023-10-09',
    text: `No proof yet that Tehran gave the order, officials say

Washington has not seen evidence that Iran directed the attack or was behind it, Secretary of State Antony Blinken told CNN on Sunday, though there was, he said, a long relationship between theIran leadership and Hamas.

A report in the Wall Street Journal had said that Iranian officers gave the go-ahead for the attack at a meeting in Beirut on 2 October.

(Photo: the United Nations headquarters in New York, where Iran’s mission issued its statement)

Iran’s mission to the United Nations said that Tehran was not involved in the attack. It called the decisions of the armed groups independent.

A spokesman of the Israeli army said on Monday that Iran was a major player, but that he could not say whether it had taken part in planning or training.

Read more: Five questions about the border fence
`,
  },
  daily: {
    title: 'Months of meetings before the attack',
    source: 'The Capital Courier (daily newspaper)',
    publishedOn: '2023-10-13',
    text: `Months of meetings before the attack

By our diplomatic correspondent

The commander of Iran’s Quds Force, Esmail Qaani, met leaders of Hamas and Hezbollah in Lebanon this spring, according to a report that the Wall Street Journal published in April, citing people familiar with the discussions.

World Wire quoted the newspaper last Sunday as saying that Iranian officers had approved the attack of 7 October at a later meeting in Beirut. Two diplomats in the region told the Courier that they considered the account plausible, but neither could confirm it.

American intelligence pointed the other way, the New York Times reported on Wednesday: key Iranian leaders had been surprised when the attack began, according to several officials who were not named.

Ayatollah Ali Khamenei said on Tuesday that those who called the attack the work of Iran were mistaken.

One retired general expects the war to spread to Lebanon within a month.

Most Popular
`,
  },
  magazine: {
    title: 'Hundreds of fighters trained in Iran, newspaper says',
    source: 'Meridian (weekly magazine)',
    publishedOn: '2023-10-26',
    text: `Hundreds of fighters trained in Iran, newspaper says

Some 500 fighters of Hamas and Palestinian Islamic Jihad took part in combat exercises in Iran in September, the Wall Street Journal reported on Wednesday, citing people familiar with intelligence about the matter.

The exercises were led by officers of the Quds Force; its commander Ismail Ghaani was present as well, the newspaper said.

Earlier this month broadcasters carried the same newspaper’s account that Iran had approved the attack at a meeting in Beirut. Officials in Washington have said since that they have no proof of it.

(Photo: a parade ground outside Tehran, archive)

Israel’s army has said that it knows of training, money and weapons from Iran, but has not said that Iran ordered the attack.
`,
  },
  regional: {
    title: 'Captured minutes describe talks with an Iranian commander',
    source: 'Levant Observer (news site)',
    publishedOn: '2024-10-13',
    text: `Captured minutes describe talks with an Iranian commander

Hamas sought the support of Iran and Hezbollah for the attack and told an Iranian commander of its plan in July 2023, the New York Times reported on Saturday, on the basis of minutes of ten meetings that the Israeli army says it found in Gaza.

According to the minutes the commander, Mohammed Said Izadi, welcomed the plan in principle but asked for time, and Hamas later decided to go ahead without waiting. The newspaper said that it had checked the documents with experts and with people who know Hamas from within.

Iran’s mission to the United Nations rejected the report: planning, decision and command had been the work of the armed wing of Hamas in Gaza alone, it said.

Hezbollah and Hamas did not answer the newspaper’s questions.
`,
  },
} as const satisfies Record<string, Brief>;

export type BriefName = keyof typeof BRIEFS;
