import type { Attitude } from '../appearance.js';
import type { Appearance, Derivation, DerivationTarget } from '../claim/claim.js';
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
 * something is never an origin of its own through another sentence: the count may be too low, never too high.
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
  from: Appearance,
  to: DerivationTarget,
): string[] | null {
  const graph = graphOf(appearances, derivations);
  const start = nodeOfAppearance(from);
  const target = nodeOfTarget(to, byId(appearances));
  if (target === null) return null;
  const path = pathBetween(target, start, graph.edges);
  return path === null ? null : [start, ...path].map((node) => graph.names.get(node) ?? node);
}

interface Graph {
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
  readonly names: ReadonlyMap<string, string>;
}

function graphOf(appearances: readonly Appearance[], derivations: readonly Derivation[]): Graph {
  const appearanceById = byId(appearances);
  const names = new Map(appearances.map((appearance) => [nodeOfAppearance(appearance), nameOf(appearance)]));
  const edges = new Map<string, Set<string>>();
  for (const derivation of standing(derivations)) {
    const from = appearanceById.get(derivation.from);
    const target = nodeOfTarget(derivation.to, appearanceById);
    if (!from || from.withdrawn !== null || target === null) continue;
    if ('report' in derivation.to && !names.has(target)) names.set(target, derivation.to.report.trim());
    const node = nodeOfAppearance(from);
    edges.set(node, (edges.get(node) ?? new Set()).add(target));
  }
  return { edges, names };
}

function byId(appearances: readonly Appearance[]): ReadonlyMap<string, Appearance> {
  return new Map(appearances.map((appearance) => [appearance.id, appearance]));
}

/** Carrying and contradicting sentences of one article are two nodes: a denial may come from elsewhere than the claim. */
function nodeOfAppearance(appearance: Appearance): string {
  return `${carries(appearance.attitude) ? 'carries' : 'contradicts'}:${appearance.span.articleId}`;
}

function nodeOfTarget(to: DerivationTarget, appearanceById: ReadonlyMap<string, Appearance>): string | null {
  if ('report' in to) return `report:${foldName(to.report)}`;
  const appearance = appearanceById.get(to.appearanceId);
  return appearance ? nodeOfAppearance(appearance) : null;
}

/** "The Wall Street Journal" and "wall street journal" are one report. */
function foldName(name: string): string {
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
    if (seen.has(next)) continue;
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
