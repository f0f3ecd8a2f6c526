import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClaimStory, evidenceCommand, PEOPLE, type PersonName, span } from '../../../tests/support/claim-story.js';
import { claimActSentence } from './act-sentences.js';
import { articleActSentence } from './article-act-sentences.js';

function told(story: ClaimStory, hideOpinion = false): string[] {
  const nameOf = (id: string): string => PEOPLE[id as PersonName].name;
  return story.events.map(({ event, by }) => {
    const { sentence, detail } = claimActSentence(event, { state: story.state, nameOf, hideOpinion });
    return `${nameOf(by)} ${sentence}${detail === null ? '' : ` (${detail})`}`;
  });
}

test('HI3 every act is told as a sentence a newsroom would write, without an id', () => {
  const story = ClaimStory.worked();
  const attribution = [
    { name: 'the Journal', anonymous: false },
    { name: 'people familiar', anonymous: true },
  ];
  story.do('amal', { type: 'AddAppearance', appearance: { span: span('Courier'), annotationId: null, attitude: 'reports', attribution } });
  const from = story.state.appearances[0]?.id ?? '';
  story.do('amal', { type: 'AddDerivation', from, to: { report: 'the Journal' }, kind: 'rewrites', reason: 'Names it.' });
  story.do('bo', evidenceCommand({ stance: 'refutes', source: 'A spokesman', note: 'On the record.' }));
  const evidenceId = story.state.evidence.at(-1)?.id ?? '';
  story.do('bo', {
    type: 'GradeEvidence',
    evidenceId,
    grade: { sourceReliability: 'F', informationCredibility: '6' },
    reason: 'Unknown to us.',
  });
  const proposal = story.propose('amal');
  const dissentId = story.dissent('bo', proposal);
  story.do('leila', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  story.approve('leila', 'All the same.');
  story.publish('leila');
  const sentences = told(story);
  assert.deepEqual(sentences, [
    'Amal opened the claim “Officials approved the plan”',
    'Amal attached evidence for the claim: The Gazette (approved the plan)',
    'Amal gave the opinion “Supported”',
    'Amal added an appearance: Courier reports it, according to the Journal, citing people familiar (“words”)',
    'Amal noted that Courier rewrites the Journal (Names it.)',
    'Bo attached evidence against the claim: A spokesman (On the record.)',
    'Bo graded A spokesman F6 (reliability cannot be judged; credibility cannot be judged) (Unknown to us.)',
    'Amal made proposal 1, “Supported”',
    'Bo dissented from proposal 1: “Refuted” (I see it otherwise.)',
    'Leila answered Bo’s dissent (Considered.)',
    'Leila approved proposal 1, “Supported” (All the same.)',
    'Leila published version 1: “Supported” (As of 1 January 2026.)',
  ]);
  assert.ok(sentences.every((sentence) => !/[0-9a-f]{8}-/.test(sentence)));
});

test('HI3 captures, stances, sources, obligations, quorums and requests are told as sentences too', () => {
  const story = ClaimStory.worked();
  story.changePolicy({ approvalsNeeded: 2 });
  const from = story.events.length;
  story.do('bo', evidenceCommand({ kind: 'link', url: 'https://example.org/', source: 'The Courier' }));
  const evidenceId = story.state.evidence.at(-1)?.id ?? '';
  story.do('bo', { type: 'CapturePage', evidenceId, outcome: { failure: 'The site cannot be reached.' } });
  story.do('bo', { type: 'ChangeStance', evidenceId, stance: 'refutes', reason: 'Read to the end.' });
  story.do('bo', { type: 'NoteSource', evidenceId, interests: 'Owned by a party.', protectedSource: false, reason: 'Looked up.' });
  story.do('bo', { type: 'NoteSource', evidenceId, interests: 'Owned by a party.', protectedSource: true, reason: 'They asked.' });
  story.do('bo', { type: 'AnswerChecklist', item: 'primary-source', done: true, note: 'The minutes.' });
  story.do('bo', { type: 'AnswerChecklist', item: 'interests-noted', done: false, note: 'Nobody answers the phone.' });
  const contact = { asked: 'Is it so?', askedOn: '2025-12-30', reply: '', whyNot: '' };
  story.do('bo', evidenceCommand({ kind: 'contact', contact, source: 'The claimant' }));
  const proposalId = story.propose('amal');
  story.do('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: 'Clear.' });
  story.approve('mikael');
  story.publish('mikael');
  story.do('leila', { type: 'DecideRequest', requestId: 'r', outcome: 'declined', reason: 'It is right.', sha256: '00'.repeat(32) });
  story.do('bo', { type: 'AskPublisher', publisher: 'The Gazette', request: 'Please correct it.' });
  const requestId = story.state.publisherRequests[0]?.id ?? '';
  story.do('bo', { type: 'RecordPublisherAnswer', requestId, outcome: 'no-answer', note: 'Asked twice.' });
  assert.deepEqual(told(story).slice(from), [
    'Bo attached evidence for the claim: The Courier (approved the plan)',
    'Bo could not capture the page of The Courier (The site cannot be reached.)',
    'Bo turned The Courier into evidence against the claim (Read to the end.)',
    'Bo noted the interests of The Courier (Looked up.)',
    'Bo protected the source of The Courier (They asked.)',
    'Bo noted on the checklist: primary source (The minutes.)',
    'Bo said why it is not met: interests of sources noted (Nobody answers the phone.)',
    'Bo noted a contact with the claimant (Is it so?)',
    'Amal made proposal 1, “Supported”',
    'Leila gave an approval of proposal 1, “Supported”; more are needed (Clear.)',
    'Mikael approved proposal 1, “Supported”',
    'Mikael published version 1: “Supported” (As of 1 January 2026.)',
    'Leila declined a reader’s request for a correction (It is right.)',
    'Bo asked The Gazette for a correction (Please correct it.)',
    'Bo noted that The Gazette gave no answer (Asked twice.)',
  ]);
});

test('HI3 a hidden opinion is told without its rating and reason', () => {
  assert.ok(told(ClaimStory.worked(), true).includes('Amal gave an opinion (Shown once you have given yours.)'));
});

test('HI3 acts on articles are told too, and an unknown one is named, never left out', () => {
  assert.equal(
    articleActSentence('ArticleImported', { title: 'A report', source: 'The Gazette' }).sentence,
    'imported the article “A report”',
  );
  assert.equal(articleActSentence('RegionCorrected', { from: 'body', to: 'caption' }).sentence, 'corrected a region from body to caption');
  assert.equal(articleActSentence('SomethingNew', {}).sentence, 'something new');
});
