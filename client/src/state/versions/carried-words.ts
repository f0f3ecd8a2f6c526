import { FLOOR, type Found } from '#shared/text/anchors.js';
import type { Carried } from '#shared/text/versions/carry.js';
import { countWords } from '../words.js';

/** What became of a mark, in a word or two, as its card says it. */
export function carriedWords(carried: Carried): string {
  if (carried.by === 'person') return carried.placement.place === null ? 'orphan' : 'placed';
  const { found } = carried;
  switch (found.state) {
    case 'exact':
      return 'exact';
    case 'moved':
      return 'moved';
    case 'changed':
      return `changed, ${percent(found.score)} alike`;
    case 'ambiguous':
      return `ambiguous, ${countWords(found.candidates.length, 'place')}`;
    case 'orphan':
      return 'orphan';
  }
}

/**
 * Why a person should look at it, or what a person said, as a sentence. `saidIn` is the number of the earlier version in which
 * they said it; null where it was said of the version that is shown, or nobody said anything.
 */
export function carriedReason(carried: Carried, byName: string | null, saidIn: number | null): string {
  const who = byName ?? 'Somebody';
  if (carried.by === 'person') {
    if (carried.placement.place !== null) return `${who} said that it stands here.`;
    if (saidIn === null) return `${who} left it as an orphan here.`;
    return `${who} left it as an orphan in version ${saidIn}, and nothing that is like it has come since.`;
  }
  const reason = foundReason(carried.found, carried.base.exact);
  if (carried.placed === null || carried.found.state === 'orphan') return reason;
  const version = saidIn === null ? 'an earlier version' : `version ${saidIn}`;
  return `${who} placed it in ${version}, and the words of that place were looked for. ${reason}`;
}

function foundReason(found: Found, sought: string): string {
  switch (found.state) {
    case 'exact':
      return 'The same words stand at the same place.';
    case 'moved':
      return `The same words stand at another place; with their sentence they are ${percent(found.score)} alike.`;
    case 'changed':
      return changedReason(found, sought);
    case 'ambiguous':
      return found.candidates.length === 1
        ? 'The same words stood in several places of the old version, and not all of them are left. A person must say whether this is the one.'
        : `It fits ${countWords(found.candidates.length, 'place')} about equally well. A person must choose.`;
    case 'orphan':
      return 'No place in this version is like it. The words stand in the old version only.';
  }
}

function changedReason({ confirm, score, exact }: Found & { readonly state: 'changed' }, sought: string): string {
  if (!confirm) return `The words or their sentence changed; they are ${percent(score)} alike.`;
  if (exact === sought) {
    return score >= FLOOR.certain
      ? `The words are the same, but the sentence around them changed and may make another statement of them: a denial, a figure or a name. A person must confirm.`
      : `The words are the same, but what stands around them changed; together they are only ${percent(score)} alike. A person must confirm.`;
  }
  return score >= FLOOR.certain
    ? `What changed may state something else: a word was replaced, or a figure, a name or a denial came or went. It is ${percent(score)} alike. A person must confirm.`
    : `The words or their sentence changed; they are only ${percent(score)} alike. A person must confirm.`;
}

function percent(score: number): string {
  return `${Math.floor(score * 100)} %`;
}
