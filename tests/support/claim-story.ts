import type { Actor, Role } from '#shared/domain/actor.js';
import type { ArticleSpan, ClaimState } from '#shared/domain/claim/claim.js';
import type { ClaimCommand } from '#shared/domain/claim/claim-commands.js';
import { contentOf, type Policy, type Sheet } from '#shared/domain/claim/content-of.js';
import type { ClaimEvent, SignedEvent } from '#shared/domain/claim/events.js';
import { evolve, openedClaim } from '#shared/domain/claim/evolve.js';
import type { TeamMember } from '#shared/domain/publication/snapshot.js';
import { decide } from '#shared/domain/workflow/decide.js';
import { must } from '#shared/lib/must.js';
import type { Refusal } from '#shared/lib/result.js';
import { contentHash } from '#shared/log/hash.js';

export const CLAIM_ID = '00000000-0000-4000-8000-000000000001';

export const PEOPLE = {
  amal: { name: 'Amal', role: 'checker', removed: false },
  bo: { name: 'Bo', role: 'checker', removed: false },
  carol: { name: 'Carol', role: 'checker', removed: false },
  leila: { name: 'Leila', role: 'lead', removed: false },
  mikael: { name: 'Mikael', role: 'lead', removed: false },
  ines: { name: 'Ines', role: 'auditor', removed: false },
  tomas: { name: 'Tomas', role: 'admin', removed: false },
} as const satisfies Record<string, TeamMember>;
export type PersonName = keyof typeof PEOPLE;

/** One claim played through in memory: the sheet is a value, time and ids are counted. */
export class ClaimStory {
  readonly events: SignedEvent[] = [];
  readonly writers = new Set<string>();
  sheet: Sheet = { wording: 'Officials approved the plan', rationale: [] };
  policy: Policy = {
    version: 1,
    scale: { id: 'four-labels', version: 1 },
    blindOpinions: true,
    opinionsNeeded: 1,
    approvalsNeeded: 1,
    approvers: 'leads',
    groupApprovals: [],
    evidenceNeeded: 1,
    twoOrigins: true,
    claimantContact: false,
    checklist: false,
    publicNames: 'names',
  };
  /** Who is in the team, as what, at this moment. */
  readonly people = new Map<string, TeamMember>(Object.entries(PEOPLE));
  /** Negative controls switch it off: the rules are then not told who wrote into the sheet. */
  tellsWriters = true;
  private folded: ClaimState | null = null;
  private clock = 0;
  private ids = 1;

  /** Another id, and other ids of its parts, where two claims meet. */
  constructor(private readonly claimId = CLAIM_ID) {}

  get state(): ClaimState {
    return must(this.folded, 'an opened claim');
  }

  /** Carries the command out, or answers why not. */
  try(person: PersonName, command: ClaimCommand): Refusal | null {
    const at = new Date(Date.UTC(2026, 0, 1) + this.clock++ * 1000).toISOString();
    const decision = decide(this.folded, command, {
      actor: { ...actorOf(person), role: must(this.people.get(person), person).role },
      now: at,
      newId: () => this.newId(),
      sheet: this.sheet,
      policy: this.policy,
      writers: this.tellsWriters ? [...this.writers] : [],
      people: this.people,
    });
    if (!decision.ok) return decision.refusal;
    for (const event of decision.value) {
      const signed = { event, by: person, at };
      this.events.push(signed);
      this.folded = event.type === 'ClaimOpened' ? openedClaim(this.claimId, event, signed) : evolve(this.folded, signed);
    }
    if (command.type === 'OpenClaim') this.writers.add(person);
    return null;
  }

  /** Carries the command out; a refusal is an error of the test. Answers the events. */
  do(person: PersonName, command: ClaimCommand): ClaimEvent[] {
    const before = this.events.length;
    const refusal = this.try(person, command);
    if (refusal) throw new Error(`${person} could not ${command.type}: ${refusal.code}, ${refusal.message}`);
    return this.events.slice(before).map(({ event }) => event);
  }

  write(person: PersonName, rationale: string): void {
    this.writers.add(person);
    this.sheet = { ...this.sheet, rationale: [{ type: 'paragraph', depth: 0, ordered: false, runs: [{ text: rationale, marks: [] }] }] };
  }

  reword(person: PersonName, wording: string): void {
    this.writers.add(person);
    this.sheet = { ...this.sheet, wording };
  }

  changePolicy(fields: Partial<Policy>): void {
    this.policy = { ...this.policy, ...fields };
  }

  /** Hash of what is stored now, with this rating in it. */
  hash(rating: string | null): string {
    return contentHash(contentOf(this.state, this.sheet, rating, this.policy));
  }

  open(person: PersonName = 'amal'): this {
    this.do(person, { type: 'OpenClaim', number: 1, wording: this.sheet.wording, claimant: null, appearance: null });
    return this;
  }

  attach(person: PersonName = 'amal'): string {
    this.do(person, evidenceCommand());
    return must(this.state.evidence.at(-1), 'the evidence').id;
  }

  propose(person: PersonName, rating = 'supported'): string {
    this.do(person, { type: 'ProposeVerdict', rating, contentHash: this.hash(rating) });
    return must(this.state.proposals.at(-1), 'the proposal').id;
  }

  dissent(person: PersonName, proposalId: string, rating = 'refuted'): string {
    this.do(person, { type: 'FileDissent', proposalId, rating, reason: 'I see it otherwise.', evidence: [] });
    return must(this.state.dissents.at(-1), 'the dissent').id;
  }

  approve(person: PersonName, reason = ''): void {
    const proposal = must(
      this.state.proposals.find(({ state }) => state === 'open'),
      'an open proposal',
    );
    this.do(person, { type: 'ApproveProposal', proposalId: proposal.id, contentHash: this.hash(proposal.rating), reason });
  }

  publish(person: PersonName): void {
    const proposal = must(this.state.proposals.at(-1), 'a proposal');
    this.do(person, { type: 'PublishClaim', contentHash: this.hash(proposal.rating), asOf: null });
  }

  /** Opened, written, evidenced and opined by Amal. */
  static worked(): ClaimStory {
    const story = new ClaimStory().open('amal');
    story.attach('amal');
    story.write('amal', 'One report says so.');
    story.do('amal', { type: 'GiveOpinion', rating: 'supported', reason: '' });
    return story;
  }

  private newId(): string {
    this.ids += 1;
    return `${this.claimId.slice(0, 8)}-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  }
}

export function actorOf(person: PersonName): Actor {
  const { name, role } = PEOPLE[person];
  return { userId: person, teamId: 'team', name, role: role as Role, sessionHash: 'ab'.repeat(32) };
}

export function evidenceCommand(fields: Partial<Extract<ClaimCommand, { type: 'AttachEvidence' }>> = {}): ClaimCommand {
  return {
    type: 'AttachEvidence',
    kind: 'quote',
    stance: 'supports',
    source: 'The Gazette',
    note: '',
    url: null,
    excerpt: 'approved the plan',
    span: null,
    capture: { sha256: '11'.repeat(32), bytes: 17, mediaType: 'text/plain', fileName: null, capturedAt: '2026-01-01T00:00:00.000Z' },
    contact: null,
    interests: '',
    protectedSource: false,
    grade: null,
    gradeReason: '',
    ...fields,
  };
}

export function span(article: string, start = 0): ArticleSpan {
  const anchor = { start, end: start + 5, exact: 'words', prefix: '', suffix: '' };
  return {
    articleId: article,
    articleNumber: 1,
    versionId: `${article}-v1`,
    title: `Article ${article}`,
    source: article,
    publishedOn: null,
    anchor,
  };
}
