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

/** How the claimant, or whoever speaks for them, was asked: what was asked and when, what came back, or why nobody asked. */
export interface Contact {
  readonly asked: string;
  /** Day, ISO 8601; null where nobody was asked. */
  readonly askedOn: string | null;
  /** What they answered; empty while there is no answer. */
  readonly reply: string;
  /** Why nobody was asked; empty where somebody was. */
  readonly whyNot: string;
}

/** A page as it answered when its link was captured. The readable text is a capture of its own. */
export interface CapturedPage {
  readonly askedUrl: string;
  readonly finalUrl: string;
  readonly status: number;
  /** SHA-256 over the canonical JSON of the headers, which are kept beside the bytes. */
  readonly headersSha256: string;
  readonly title: string | null;
  readonly text: { readonly sha256: string; readonly words: number } | null;
  /** Why there is no readable text, as a sentence; null where there is. */
  readonly whyNoText: string | null;
  /** Whether the words quoted from the page stand in its text; null where none were quoted or there is no text. */
  readonly wordsFound: boolean | null;
}

export const EVIDENCE_KINDS = ['link', 'quote', 'file', 'article-span', 'contact'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
