import type { Acts, Attribution } from './acts.js';
import type { DemoDesk } from './desk.js';

const JOURNAL = 'Wall Street Journal, 8 October 2023';
const TIMES = 'New York Times, 12 October 2024';
const MEMBERS: Attribution = [
  ['Wall Street Journal', false],
  ['senior members of Hamas and Hezbollah', true],
];

/** The claim everything is about: five articles, two origins, published as disputed, with a dissent on record. */
export async function tellMainClaim(acts: Acts, desk: DemoDesk): Promise<void> {
  const { amal, bo, leila } = desk;
  const claim = await acts.openClaim(
    amal,
    { wording: 'Iran approved the attack of 7 October 2023 before it happened', claimant: 'members of Hamas and Hezbollah, not named' },
    {
      passage: { brief: 'wire', words: 'approved it at a meeting in Beirut last Monday' },
      attitude: 'reports',
      attribution: MEMBERS,
    },
  );
  await acts.assign(leila, claim, amal);
  await acts.assign(leila, claim, bo);
  await traceAppearances(acts, desk, claim);
  const evidence = await attachEvidence(acts, desk, claim);
  await answerForSources(acts, desk, claim);
  await acts.rationale(amal, claim, [
    'One newspaper reported the day after the attack that Iranian officers had approved it in Beirut on 2 October 2023. It named members of Hamas and Hezbollah as its sources, but none of them by name. Four of the five articles in this file lead back to that report or repeat it.',
    'A second, independent origin is the set of minutes that another newspaper described a year later. They show that Hamas told an Iranian commander of its plan in July 2023. According to the report he welcomed it in principle and asked for time; the minutes do not speak of an approval.',
  ]);
  await acts.rationale(bo, claim, [
    'Against the claim stand Iran’s denials, the statement of a named Hamas official, and the American secretary of state, who said that he had not seen evidence of it. A spokesman of the Israeli army said that he could not tell. Those who deny it have an interest in denying it. Whoever reads this should know that neither side can be checked from outside.',
  ]);
  await acts.opine(
    amal,
    claim,
    'disputed-conflicting-denials',
    'Two newspapers point one way, named officials of three countries another.',
  );
  await acts.opine(bo, claim, 'unverified-single-origin', 'Only the first report speaks of an approval.');
  const first = await acts.propose(amal, claim, 'disputed-conflicting-denials');
  const dissent = await acts.dissent(
    bo,
    first,
    'unverified-single-origin',
    'Only one of the two origins says that Iran approved the attack, and its sources are unnamed. The minutes show knowledge and sympathy, not approval. To call the claim disputed gives a single unconfirmed report the weight of two. It should be rated as unverified, from a single origin.',
    [evidence.report, evidence.minutes],
  );
  await acts.returnProposal(leila, first, 'Say what the minutes of 2024 show and what they do not. Then propose it again.');
  await acts.answer(
    leila,
    dissent,
    'The point about the minutes is right, and the rationale now says so. The denials come from named officials of several states; a label that leaves them out would tell readers less than we know.',
  );
  await acts.rationale(amal, claim, [
    'If the minutes are genuine, a commander of Iran’s knew of a plan. Whether Iran approved the attack, and on which day, rests on the first report alone.',
  ]);
  const second = await acts.propose(amal, claim, 'disputed-conflicting-denials');
  await acts.approveAndPublish(
    leila,
    claim,
    second,
    'The dissent stands and is published. The label names the conflict that readers will meet in the reports.',
  );
  await acts.askForCorrection(leila, claim, {
    wrong:
      'You write that the first report named none of its sources. The same report quotes an official of Hamas by name, Mahmoud Mirdawi, and he contradicts it. The first paragraph should say so, and not only the third.',
    evidence: 'World Wire, 8 October 2023, third paragraph.',
    contact: 'reader@example.org',
  });
}

/** What the team owes its readers and could not do, said in words. */
async function answerForSources(acts: Acts, { amal, bo }: DemoDesk, claim: string): Promise<void> {
  await acts.attach(amal, claim, {
    kind: 'contact',
    stance: 'context',
    source: 'The claimants: members of Hamas and Hezbollah',
    contact: {
      asked: 'Whether they stand by what the newspaper reported.',
      askedOn: null,
      whyNot: 'No report names them, so there is nobody whom we could ask.',
    },
  });
  await acts.answerChecklist(bo, claim, {
    item: 'primary-source',
    done: false,
    note: 'Neither newspaper’s own report is in this file: we have what five articles say of them.',
  });
  await acts.answerChecklist(amal, claim, {
    item: 'interests-noted',
    done: false,
    note: 'What unnamed sources stand to gain cannot be known; it is noted for those who are named.',
  });
}

async function traceAppearances(acts: Acts, { amal, bo }: DemoDesk, claim: string): Promise<void> {
  const wire = await acts.firstAppearance(amal, claim);
  const broadcaster = await acts.appear(
    bo,
    claim,
    { brief: 'broadcaster', words: 'Iranian officers gave the go-ahead for the attack at a meeting in Beirut on 2 October' },
    'reports',
    [['Wall Street Journal', false]],
  );
  const daily = await acts.appear(
    bo,
    claim,
    { brief: 'daily', words: 'Iranian officers had approved the attack of 7 October at a later meeting in Beirut' },
    'reports',
    [['World Wire', false], ...MEMBERS],
  );
  const magazine = await acts.appear(
    amal,
    claim,
    { brief: 'magazine', words: 'Iran had approved the attack at a meeting in Beirut' },
    'reports',
    [
      ['broadcasters', true],
      ['Wall Street Journal', false],
    ],
  );
  const regional = await acts.appear(
    amal,
    claim,
    { brief: 'regional', words: 'told an Iranian commander of its plan in July 2023' },
    'reports',
    [
      ['New York Times', false],
      ['minutes found in Gaza', false],
    ],
  );
  const mission: Attribution = [['Iran’s mission to the United Nations', false]];
  await acts.appear(bo, claim, { brief: 'broadcaster', words: 'Tehran was not involved in the attack' }, 'denies', mission);
  await acts.appear(
    amal,
    claim,
    { brief: 'regional', words: 'planning, decision and command had been the work of the armed wing of Hamas in Gaza alone' },
    'denies',
    mission,
  );
  await acts.appear(
    bo,
    claim,
    { brief: 'broadcaster', words: 'Washington has not seen evidence that Iran directed the attack or was behind it' },
    'questions',
    [
      ['Antony Blinken', false],
      ['CNN', false],
    ],
  );
  await acts.derive(amal, claim, {
    from: wire,
    to: { report: JOURNAL },
    kind: 'rewrites',
    reason: 'Names the newspaper and gives its account in other words.',
  });
  await acts.derive(bo, claim, {
    from: broadcaster,
    to: { report: JOURNAL },
    kind: 'cites',
    reason: '“A report in the Wall Street Journal had said”.',
  });
  await acts.derive(bo, claim, { from: daily, to: { appearanceId: wire }, kind: 'quotes', reason: '“World Wire quoted the newspaper”.' });
  await acts.derive(amal, claim, {
    from: magazine,
    to: { appearanceId: broadcaster },
    kind: 'aggregates',
    reason: '“Broadcasters carried the same newspaper’s account”.',
  });
  await acts.derive(amal, claim, {
    from: regional,
    to: { report: TIMES },
    kind: 'rewrites',
    reason: 'Names the newspaper and its documents.',
  });
}

async function attachEvidence(acts: Acts, { amal, bo }: DemoDesk, claim: string): Promise<{ report: string; minutes: string }> {
  const report = await acts.attachPassage(
    amal,
    claim,
    {
      brief: 'wire',
      words:
        'approved it at a meeting in Beirut last Monday, the Wall Street Journal reported on Sunday, citing senior members of Hamas and Hezbollah',
    },
    {
      stance: 'supports',
      source: 'Wall Street Journal, as World Wire reports it',
      note: 'The only account that speaks of an approval. No source is named.',
      grade: { sourceReliability: 'B', informationCredibility: '3' },
      gradeReason: 'A careful newspaper; its sources are unnamed and have an interest.',
    },
  );
  const minutes = await acts.attachPassage(
    amal,
    claim,
    { brief: 'regional', words: 'the commander, Mohammed Said Izadi, welcomed the plan in principle but asked for time' },
    {
      stance: 'supports',
      source: 'New York Times, as the Levant Observer reports it',
      note: 'Shows that a commander knew of a plan. Does not show an approval.',
      grade: { sourceReliability: 'B', informationCredibility: '2' },
      gradeReason: 'The newspaper had the documents checked; a party to the war provided them.',
    },
  );
  await acts.attachPassage(
    bo,
    claim,
    { brief: 'broadcaster', words: 'Washington has not seen evidence that Iran directed the attack or was behind it' },
    {
      stance: 'refutes',
      source: 'Antony Blinken, on CNN',
      interests: 'A government that wants to keep the war from spreading.',
      note: 'He says that evidence is missing, not that the claim is false.',
      grade: { sourceReliability: 'B', informationCredibility: '2' },
      gradeReason: 'On the record, and against what his government might have wished to say.',
    },
  );
  await acts.attachPassage(
    bo,
    claim,
    { brief: 'wire', words: 'the group had planned the attack on its own' },
    {
      stance: 'refutes',
      source: 'Mahmoud Mirdawi, Hamas',
      interests: 'Speaks for the group that carried out the attack.',
      grade: { sourceReliability: 'D', informationCredibility: '3' },
      gradeReason: 'Named and close to the matter, with an interest of his own.',
    },
  );
  await acts.attachPassage(
    bo,
    claim,
    { brief: 'broadcaster', words: 'Iran’s mission to the United Nations said that Tehran was not involved in the attack' },
    {
      stance: 'refutes',
      source: 'Iran’s mission to the United Nations',
      interests: 'Its government is the one accused.',
      grade: { sourceReliability: 'D', informationCredibility: '6' },
      gradeReason: 'A party to the matter; the denial cannot be checked.',
    },
  );
  await acts.attachPassage(
    bo,
    claim,
    { brief: 'daily', words: 'key Iranian leaders had been surprised when the attack began' },
    {
      stance: 'context',
      source: 'New York Times, 11 October 2023, as the Capital Courier reports it',
      note: 'Surprise at the hour is not the same as ignorance of the plan.',
      grade: { sourceReliability: 'B', informationCredibility: '3' },
      gradeReason: 'Several officials, none of them named.',
    },
  );
  return { report, minutes };
}
