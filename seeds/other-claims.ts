import type { Acts, Attribution } from './acts.js';
import type { DemoDesk } from './desk.js';

/** What else is on the desk: a proposal that waits for a lead, work in progress, and a claim that cannot be checked. */
export async function tellOtherClaims(acts: Acts, desk: DemoDesk): Promise<void> {
  await waitingProposal(acts, desk);
  await workInProgress(acts, desk);
  await openQuestion(acts, desk);
  await prediction(acts, desk);
}

async function waitingProposal(acts: Acts, { amal, bo, leila }: DemoDesk): Promise<void> {
  const attribution: Attribution = [
    ['Wall Street Journal', false],
    ['people familiar with intelligence about the matter', true],
  ];
  const claim = await acts.openClaim(
    bo,
    {
      wording: 'About 500 fighters of Hamas and Islamic Jihad trained in Iran in September 2023',
      claimant: 'people familiar with intelligence, not named',
    },
    {
      passage: {
        brief: 'magazine',
        words: 'Some 500 fighters of Hamas and Palestinian Islamic Jihad took part in combat exercises in Iran in September',
      },
      attitude: 'reports',
      attribution,
    },
  );
  await acts.assign(leila, claim, bo);
  const magazine = await acts.firstAppearance(bo, claim);
  await acts.derive(bo, claim, {
    from: magazine,
    to: { report: 'Wall Street Journal, 25 October 2023' },
    kind: 'rewrites',
    reason: 'Names the newspaper throughout.',
  });
  await acts.attachPassage(
    bo,
    claim,
    { brief: 'magazine', words: 'The exercises were led by officers of the Quds Force' },
    {
      stance: 'supports',
      source: 'Wall Street Journal, as Meridian reports it',
      grade: { sourceReliability: 'B', informationCredibility: '3' },
      gradeReason: 'Detailed, from unnamed people; no other origin is known.',
    },
  );
  await acts.attachPassage(
    amal,
    claim,
    { brief: 'magazine', words: 'it knows of training, money and weapons from Iran, but has not said that Iran ordered the attack' },
    {
      stance: 'context',
      source: 'Israel’s army, as Meridian reports it',
      note: 'Speaks of training in general, not of these exercises.',
      grade: { sourceReliability: 'C', informationCredibility: '3' },
      gradeReason: 'A party to the war.',
    },
  );
  await acts.attach(bo, claim, {
    kind: 'contact',
    stance: 'context',
    source: 'Meridian (weekly magazine)',
    note: 'The claimants are not named; the magazine is the nearest that we could ask.',
    contact: {
      asked: 'Does the magazine have a source of its own for the number?',
      askedOn: new Date().toISOString().slice(0, 10),
      reply: 'No. All of it is the newspaper’s, as we say in the text.',
    },
  });
  await acts.answerChecklist(bo, claim, {
    item: 'both-sides',
    done: false,
    note: 'We looked for a denial of these exercises in particular and found none.',
  });
  await acts.rationale(bo, claim, [
    'The number, the month and the place come from one newspaper, which cites people familiar with intelligence. Every article that we found with these details leads back to it.',
    'Israel’s army speaks of training by Iran over the years, but does not confirm these exercises. We found nobody who denies them in particular.',
  ]);
  await acts.opine(bo, claim, 'unverified-single-origin', 'One origin, unnamed sources.');
  await acts.opine(amal, claim, 'unverified-single-origin', 'The same report each time.');
  await acts.propose(bo, claim, 'unverified-single-origin');
}

async function workInProgress(acts: Acts, { amal, bo, mikael }: DemoDesk): Promise<void> {
  const claim = await acts.openClaim(
    amal,
    {
      wording: 'Esmail Qaani met leaders of Hamas and Hezbollah in Lebanon in spring 2023',
      claimant: 'people familiar with the discussions, not named',
    },
    {
      passage: {
        brief: 'daily',
        words: 'The commander of Iran’s Quds Force, Esmail Qaani, met leaders of Hamas and Hezbollah in Lebanon this spring',
      },
      attitude: 'reports',
      attribution: [
        ['Wall Street Journal', false],
        ['people familiar with the discussions', true],
      ],
    },
  );
  await acts.assign(mikael, claim, amal);
  await acts.attachPassage(
    amal,
    claim,
    {
      brief: 'daily',
      words: 'according to a report that the Wall Street Journal published in April, citing people familiar with the discussions',
    },
    {
      stance: 'supports',
      source: 'Wall Street Journal, April 2023, as the Capital Courier reports it',
      note: 'Find the report itself: we have only the Courier’s summary.',
    },
  );
  await acts.attach(bo, claim, {
    kind: 'quote',
    quote: 'I know of no such meeting, and it would not have been mine to know.',
    stance: 'context',
    source: 'A diplomat who was posted in Beirut that spring',
    note: 'Spoke to us once nobody but the team would learn who it was.',
    interests: 'Still in the service; to be recognised would end that.',
    protectedSource: true,
    grade: { sourceReliability: 'F', informationCredibility: '6' },
    gradeReason: 'We have not worked with this person before, and nothing here can be checked.',
  });
  await acts.rationale(amal, claim, [
    'So far one report, seen at second hand. To do: find the April report; look for named witnesses; ask whether any of the three sides denied it.',
  ]);
  await acts.opine(bo, claim, 'not-enough-evidence', 'We have not seen the report itself yet.');
}

async function openQuestion(acts: Acts, { bo, mikael }: DemoDesk): Promise<void> {
  const claim = await acts.openClaim(
    bo,
    { wording: 'Key Iranian leaders were surprised when the attack began', claimant: 'American officials, not named' },
    {
      passage: { brief: 'daily', words: 'key Iranian leaders had been surprised when the attack began' },
      attitude: 'reports',
      attribution: [
        ['New York Times', false],
        ['several officials', true],
      ],
    },
  );
  await acts.assign(mikael, claim, bo);
}

async function prediction(acts: Acts, { amal }: DemoDesk): Promise<void> {
  const claim = await acts.openClaim(
    amal,
    { wording: 'The war will spread to Lebanon within a month' },
    {
      passage: { brief: 'daily', words: 'expects the war to spread to Lebanon within a month' },
      attitude: 'reports',
      attribution: [['one retired general', true]],
    },
  );
  await acts.closeAsPrediction(amal, claim, 'It says what will happen. When it was made, nothing could show it to be true or false.');
}
