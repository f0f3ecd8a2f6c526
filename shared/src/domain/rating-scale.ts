/** One label of a scale. `order` ranks labels from 0 (least true); null where the label does not lie on that line. */
export interface Rating {
  readonly id: string;
  readonly label: string;
  readonly order: number | null;
  readonly meaning: string;
}

/** Versioned data: a verdict keeps the scale, and the version of it, that it was given on. */
export interface RatingScale {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly ratings: readonly Rating[];
}

const OUTCOMES: readonly Rating[] = [
  {
    id: 'unverified-single-origin',
    label: 'Unverified, single origin',
    order: null,
    meaning: 'All reports lead back to one origin that could not be confirmed.',
  },
  {
    id: 'disputed-conflicting-denials',
    label: 'Disputed, conflicting denials',
    order: null,
    meaning: 'Credible sources assert it and credible sources deny it.',
  },
];

export const SIX_STEP: RatingScale = {
  id: 'six-step',
  version: 1,
  name: 'Six steps of truth',
  ratings: [
    { id: 'false-outrageous', label: 'Outrageously false', order: 0, meaning: 'Not accurate, and a ridiculous claim.' },
    { id: 'false', label: 'False', order: 1, meaning: 'Not accurate.' },
    {
      id: 'mostly-false',
      label: 'Mostly false',
      order: 2,
      meaning: 'Holds some truth but ignores facts that would give another impression.',
    },
    { id: 'half-true', label: 'Half true', order: 3, meaning: 'Partly accurate, leaves out details or takes them out of context.' },
    { id: 'mostly-true', label: 'Mostly true', order: 4, meaning: 'Accurate, needs clarification or more information.' },
    { id: 'true', label: 'True', order: 5, meaning: 'Accurate, nothing significant missing.' },
    ...OUTCOMES,
  ],
};

export const FOUR_LABELS: RatingScale = {
  id: 'four-labels',
  version: 1,
  name: 'Four labels',
  ratings: [
    { id: 'refuted', label: 'Refuted', order: 0, meaning: 'The evidence contradicts the claim.' },
    { id: 'supported', label: 'Supported', order: 1, meaning: 'The evidence bears the claim out.' },
    {
      id: 'not-enough-evidence',
      label: 'Not enough evidence',
      order: null,
      meaning: 'The evidence reachable neither bears it out nor contradicts it.',
    },
    {
      id: 'conflicting-evidence',
      label: 'Conflicting evidence',
      order: null,
      meaning: 'Evidence of comparable weight stands on both sides.',
    },
    ...OUTCOMES,
  ],
};

/** For teams that publish claim and conclusion without a label. */
export const NO_SCALE: RatingScale = {
  id: 'no-scale',
  version: 1,
  name: 'No scale: claim and conclusion',
  ratings: [{ id: 'conclusion', label: 'Conclusion', order: null, meaning: 'The conclusion stands in words only.' }],
};

export const RATING_SCALES: readonly RatingScale[] = [FOUR_LABELS, SIX_STEP, NO_SCALE];

/** The scale of that id and version, or null where there is none. */
export function ratingScale(id: string, version: number): RatingScale | null {
  return RATING_SCALES.find((scale) => scale.id === id && scale.version === version) ?? null;
}

/** The rating of that id on the scale, or null. */
export function ratingOn(scale: RatingScale, ratingId: string): Rating | null {
  return scale.ratings.find((rating) => rating.id === ratingId) ?? null;
}
