import { consonants } from './name-keys.js';
import { compareNames, nameWords } from './name-variants.js';

/** What somebody judged of two printed names. */
export interface NameJudgement {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly same: boolean;
}

/** One person, place or body: every printed name that people judged to mean it. */
export interface NamedEntity {
  /** The name that is printed most. */
  readonly name: string;
  readonly spellings: readonly { readonly name: string; readonly times: number }[];
}

export interface NameSuggestion {
  readonly one: string;
  readonly other: string;
  readonly score: number;
  readonly reason: string;
}

/** Suggested from this score on. */
const SUGGESTED_FROM = 0.6;
const SUGGESTIONS_MAX = 60;
/** Entities of one last name that are compared with each other, the most printed. */
const GROUP_MAX = 60;

/** Entities as the judgements leave them: what is judged the same is together, however it was judged one by one. */
export function entitiesOf(printed: ReadonlyMap<string, number>, judgements: readonly NameJudgement[]): NamedEntity[] {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    let at = name;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const name of printed.keys()) leader.set(name, name);
  for (const { one, other, same } of judgements) {
    if (!same) continue;
    for (const name of [one, other]) if (!leader.has(name)) leader.set(name, name);
    const [a, b] = [find(one), find(other)];
    if (a < b) leader.set(b, a);
    else if (b < a) leader.set(a, b);
  }
  const groups = new Map<string, string[]>();
  for (const name of leader.keys()) groups.set(find(name), [...(groups.get(find(name)) ?? []), name]);
  return [...groups.values()]
    .map((names) => {
      const spellings = names
        .map((name) => ({ name, times: printed.get(name) ?? 0 }))
        .sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
      return { name: spellings[0]?.name ?? '', spellings };
    })
    .sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
}

function total(entity: NamedEntity): number {
  return entity.spellings.reduce((sum, { times }) => sum + times, 0);
}

/** Pairs of entities that may be one, each with the reason; nothing that was judged either way already. */
export function suggestMerges(entities: readonly NamedEntity[], judgements: readonly NameJudgement[]): NameSuggestion[] {
  const apart = new Set(judgements.filter(({ same }) => !same).map(({ one, other }) => pairKey(one, other)));
  const suggestions: NameSuggestion[] = [];
  for (const group of alikeAtTheEnd(entities)) {
    for (const [index, entity] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        if (entity.spellings.some((a) => other.spellings.some((b) => apart.has(pairKey(a.name, b.name))))) continue;
        const best = bestPair(entity, other);
        if (best !== null && best.score >= SUGGESTED_FROM) suggestions.push(best);
      }
    }
  }
  const once = [...new Map(suggestions.map((one) => [pairKey(one.one, one.other), one])).values()];
  return once.sort((a, b) => b.score - a.score || (a.one < b.one ? -1 : 1)).slice(0, SUGGESTIONS_MAX);
}

/** Names whose last words share their consonants: no others can be spellings of one, so no others are compared. */
function alikeAtTheEnd(entities: readonly NamedEntity[]): NamedEntity[][] {
  const groups = new Map<string, NamedEntity[]>();
  for (const entity of entities) {
    for (const key of new Set(entity.spellings.map(({ name }) => consonants(nameWords(name).at(-1) ?? '')))) {
      groups.set(key, [...(groups.get(key) ?? []), entity]);
    }
  }
  return [...groups.values()].map((group) => group.slice(0, GROUP_MAX));
}

function bestPair(a: NamedEntity, b: NamedEntity): NameSuggestion | null {
  let best: NameSuggestion | null = null;
  for (const { name: one } of a.spellings) {
    for (const { name: other } of b.spellings) {
      const { score, reason } = compareNames(one, other);
      if (score > (best?.score ?? 0)) best = { one, other, score, reason };
    }
  }
  return best;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
