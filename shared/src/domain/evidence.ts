export const STANCES = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];

/** Admiralty code, first axis. F means "cannot be judged": unknown, not worst. */
export const SOURCE_RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type SourceReliability = (typeof SOURCE_RELIABILITIES)[number];

/** Admiralty code, second axis. 6 means "cannot be judged": unknown, not worst. */
export const INFORMATION_CREDIBILITIES = ['1', '2', '3', '4', '5', '6'] as const;
export type InformationCredibility = (typeof INFORMATION_CREDIBILITIES)[number];

/** The two axes are judged apart and never averaged. */
export interface Grade {
  readonly sourceReliability: SourceReliability;
  readonly informationCredibility: InformationCredibility;
}

export const SOURCE_RELIABILITY_WORDS: Record<SourceReliability, string> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
};

export const INFORMATION_CREDIBILITY_WORDS: Record<InformationCredibility, string> = {
  '1': 'confirmed by independent sources',
  '2': 'probably true',
  '3': 'possibly true',
  '4': 'doubtful',
  '5': 'improbable',
  '6': 'credibility cannot be judged',
};

export const EVIDENCE_KINDS = ['link', 'quote', 'file', 'article-span'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
