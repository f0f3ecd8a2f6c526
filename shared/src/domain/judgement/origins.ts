import type { Attitude } from '../appearance.js';
import type { Appearance, Derivation, DerivationSource, DerivationTarget } from '../claim/claim.js';
import { standing } from '../claim/claim.js';

/** What the independence count says: articles that carry the claim, and the roots they all lead back to. */
export interface Origins {
  readonly articles: number;
  readonly independent: number;
  /** Names of the roots, sorted. */
  readonly roots: readonly string[];
}

/** Asserting and reporting carry a claim on; denying, questioning and retracting do not. */
export function carries(attitude: Attitude): boolean {
  return attitude === 'asserts' || attitude === 'reports';
}

/**
 * Counts origins, not outlets (OR1). A node is an article (on its carrying side) or a report outside the workspace, by its
 * name. Edges are the derivations that stand; a root derives from nothing known. An article that is shown to derive from
 * something is never an origin of its own through another sentence, and one whose source nobody knows is none: the count may be
 * too low, never too high.
 */
export function originsOf(appearances: readonly Appearance[], derivations: readonly Derivation[]): Origins {
  const graph = graphOf(appearances, derivations);
  const carrying = new Set(
    standing(appearances)
      .filter((appearance) => carries(appearance.attitude))
      .map(nodeOfAppearance),
  );
  const roots = new Set<string>();
  for (const node of carrying) for (const root of rootsFrom(node, graph.edges)) roots.add(root);
  return {
    articles: carrying.size,
    independent: roots.size,
    roots: [...roots].map((node) => graph.names.get(node) ?? node).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  };
}

/** Names along the circle that a new derivation would close, first and last alike; null when it closes none (OR3). */
export function circleThrough(
  appearances: readonly Appearance[],
  derivations: readonly Derivation[],
  from: DerivationSource,
  to: DerivationTarget,
): string[] | null {
  const graph = graphOf(appearances, derivations);
  const appearanceById = byId(appearances);
  const start = nodeOfSource(from, appearanceById);
  const target = nodeOfTarget(to, appearanceById);
  if (start === null || target === null) return null;
  const path = pathBetween(target, start, graph.edges);
  const nameAt = (node: string): string => graph.names.get(node) ?? ('report' in to && node === target ? to.report.trim() : node);
  return path === null ? null : [start, ...path].map(nameAt);
}

/** Whether what stands already leads from one to the other, however far round. */
export function leadsTo(
  appearances: readonly Appearance[],
  derivations: readonly Derivation[],
  from: DerivationSource,
  to: DerivationTarget,
): boolean {
  const graph = graphOf(appearances, derivations);
  const appearanceById = byId(appearances);
  const [start, target] = [nodeOfSource(from, appearanceById), nodeOfTarget(to, appearanceById)];
  return start !== null && target !== null && start !== target && pathBetween(start, target, graph.edges) !== null;
}

/** Names along a circle among these derivations; null where there is none. */
export function circleIn(appearances: readonly Appearance[], derivations: readonly Derivation[]): string[] | null {
  const known: Derivation[] = [];
  for (const derivation of standing(derivations)) {
    const circle = circleThrough(appearances, known, derivation.from, derivation.to);
    if (circle) return circle;
    known.push(derivation);
  }
  return null;
}

/** What is stated of an article or report: that it is an original, and the names of what it derives from. */
export function originStatedOf(
  appearances: readonly Appearance[],
  derivations: readonly Derivation[],
  from: DerivationSource,
): { readonly original: boolean; readonly derives: readonly string[] } {
  const appearanceById = byId(appearances);
  const graph = graphOf(appearances, derivations);
  const node = nodeOfSource(from, appearanceById);
  const own = standing(derivations).filter((other) => nodeOfSource(other.from, appearanceById) === node);
  return {
    original: own.some(({ to }) => 'origin' in to && to.origin === 'original'),
    derives: own.flatMap(({ to }) => {
      const target = nodeOfTarget(to, appearanceById);
      return target === null || 'origin' in to ? [] : [graph.names.get(target) ?? target];
    }),
  };
}

interface Graph {
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
  readonly names: ReadonlyMap<string, string>;
}

/** Where articles lead whose source nobody knows: it is no root. */
const UNKNOWN = 'unknown';

function graphOf(appearances: readonly Appearance[], derivations: readonly Derivation[]): Graph {
  const appearanceById = byId(appearances);
  const names = new Map(appearances.map((appearance) => [nodeOfAppearance(appearance), nameOf(appearance)]));
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of standing(derivations)) {
    const node = nodeOfSource(from, appearanceById);
    const target = nodeOfTarget(to, appearanceById);
    if (typeof from !== 'string' && node !== null && !names.has(node)) names.set(node, from.report.trim());
    if (node === null || target === null || (typeof from === 'string' && appearanceById.get(from)?.withdrawn)) continue;
    if ('report' in to && !names.has(target)) names.set(target, to.report.trim());
    edges.set(node, (edges.get(node) ?? new Set()).add(target));
  }
  return { edges, names };
}

function byId(appearances: readonly Appearance[]): ReadonlyMap<string, Appearance> {
  return new Map(appearances.map((appearance) => [appearance.id, appearance]));
}

/** Carrying and contradicting sentences of one article are two nodes: a denial may come from elsewhere than the claim. */
export function nodeOfAppearance(appearance: Pick<Appearance, 'attitude'> & { readonly span: { readonly articleId: string } }): string {
  return `${carries(appearance.attitude) ? 'carries' : 'contradicts'}:${appearance.span.articleId}`;
}

export function nodeOfReport(name: string): string {
  return `report:${foldReport(name)}`;
}

function nodeOfSource(from: DerivationSource, appearanceById: ReadonlyMap<string, Appearance>): string | null {
  if (typeof from !== 'string') return nodeOfReport(from.report);
  const appearance = appearanceById.get(from);
  return appearance ? nodeOfAppearance(appearance) : null;
}

/** Null where it leads nowhere: to an appearance that is not here, or, for an original, to nothing at all. */
function nodeOfTarget(to: DerivationTarget, appearanceById: ReadonlyMap<string, Appearance>): string | null {
  if ('report' in to) return nodeOfReport(to.report);
  if ('origin' in to) return to.origin === 'unknown' ? UNKNOWN : null;
  const appearance = appearanceById.get(to.appearanceId);
  return appearance ? nodeOfAppearance(appearance) : null;
}

/** "The Wall Street Journal" and "wall street journal" are one report. */
export function foldReport(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/g, ' ').trim().replace(/^the /, '');
}

function nameOf(appearance: Appearance): string {
  return appearance.span.source ?? appearance.span.title;
}

function rootsFrom(node: string, edges: Graph['edges']): Set<string> {
  const roots = new Set<string>();
  const seen = new Set<string>();
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next) || next === UNKNOWN) continue;
    seen.add(next);
    const targets = edges.get(next);
    if (!targets || targets.size === 0) roots.add(next);
    else waiting.push(...targets);
  }
  return roots;
}

function pathBetween(from: string, to: string, edges: Graph['edges']): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const waiting = [from];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === to) {
      const path: string[] = [];
      for (let at: string | null = next; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
      return path;
    }
    for (const target of edges.get(next) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, next);
      waiting.push(target);
    }
  }
  return null;
}
