import type { ClaimToTrace, DerivationProposal } from '#shared/domain/origins/proposals.js';
import type { DerivationEvidenceData, MatchesData, RelativesData } from '#shared/protocol/origins/views.js';

/** What is asked of the tracing thread, and what it answers. */
export interface TracingTasks {
  /** Derivations to propose for a claim. */
  proposals: { ask: { teamId: string; claim: ClaimToTrace; versionIds: readonly string[] }; answer: DerivationProposal[] };
  /** What speaks for one derivation, side by side. */
  evidence: {
    ask: {
      teamId: string;
      from: { versionId: string; anchors: readonly { start: number; end: number }[] };
      to: { versionId: string; anchors: readonly { start: number; end: number }[] } | null;
      report: string | null;
    };
    answer: DerivationEvidenceData | null;
  };
  /** Articles that share text with one; null where there is no such article. */
  relatives: { ask: { teamId: string; articleId: string }; answer: RelativesData | null };
  /** Claims that may mean the same as a text. */
  matches: { ask: { teamId: string; text: string; not: string | null }; answer: MatchesData };
  /** Names as printed in the team's claims and marks, and how often. */
  names: { ask: { teamId: string }; answer: [string, number][] };
  /** An article was imported or its regions changed; or a claim did, in its acts or its words. */
  changed: { ask: { teamId: string; type: 'article' | 'claim'; id: string }; answer: null };
}

export type TracingTask = keyof TracingTasks;
export type AskedOf<T extends TracingTask> = TracingTasks[T]['ask'];
export type AnswerOf<T extends TracingTask> = TracingTasks[T]['answer'];

export interface TracingMessage<T extends TracingTask = TracingTask> {
  readonly id: number;
  readonly task: T;
  readonly ask: AskedOf<T>;
}
/** An answer, why there is none, or a text that was left out, for the log. */
export type TracingReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: string }
  | { readonly id: null; readonly problem: string };
