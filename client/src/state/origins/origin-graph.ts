import type { OriginLedgerData } from '#shared/protocol/origins/views.js';
import type { ClaimData } from '#shared/protocol/views.js';

type Appearance = ClaimData['appearances'][number];
type Derivation = ClaimData['derivations'][number];
export type Proposal = OriginLedgerData['proposals'][number];

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  /** A report outside the workspace, an article, or the place that nobody knows. */
  readonly kind: 'report' | 'article' | 'unknown';
  /** Counts as an origin as things stand. */
  readonly root: boolean;
  /** Sentences that carry the claim, or those that speak against it. */
  readonly lane: 'carries' | 'contradicts';
  readonly attitudes: readonly string[];
  readonly day: string | null;
}

export interface GraphEdge {
  readonly id: string;
  /** Where the words come from, drawn left. */
  readonly source: string;
  readonly target: string;
  readonly word: string;
  readonly judged: Judged;
}

/** An edge as people judge it: a derivation that stands, or a proposal. */
export type Judged =
  | { readonly state: 'confirmed'; readonly derivation: Derivation }
  | { readonly state: 'proposed'; readonly proposal: Proposal };

export interface OriginGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function carries({ attitude }: Pick<Appearance, 'attitude'>): boolean {
  return attitude === 'asserts' || attitude === 'reports';
}

/** Proposals that nothing standing answers yet: the claim may be read again before its proposals are. */
export function openProposals(claim: Pick<ClaimData, 'derivations'>, proposals: readonly Proposal[]): Proposal[] {
  const ends = ({ from, to }: Pick<Proposal, 'from' | 'to'>): string => JSON.stringify([from, Object.entries(to)]);
  const stated = new Set(claim.derivations.filter(({ withdrawn }) => withdrawn === null).map(ends));
  return proposals.filter((proposal) => !stated.has(ends(proposal)));
}

/** Reports, articles and what joins them: a node for each side of an article, an edge for each derivation and proposal. */
export function originGraph(claim: Pick<ClaimData, 'appearances' | 'derivations'>, proposals: readonly Proposal[]): OriginGraph {
  const nodes = new Map<string, GraphNode>();
  const appearances = claim.appearances.filter((appearance) => appearance.withdrawn === null);
  const byId = new Map(claim.appearances.map((appearance) => [appearance.id, appearance]));
  for (const appearance of appearances) {
    const id = nodeOf(appearance);
    const before = nodes.get(id)?.attitudes ?? [];
    nodes.set(id, articleNode(appearance, [...new Set([...before, appearance.attitude])]));
  }
  const judged: Judged[] = [
    ...claim.derivations
      .filter((derivation) => derivation.withdrawn === null)
      .map((derivation) => ({ state: 'confirmed' as const, derivation })),
    ...proposals.map((proposal) => ({ state: 'proposed' as const, proposal })),
  ];
  const edges: GraphEdge[] = [];
  const derived = new Set<string>();
  for (const [index, one] of judged.entries()) {
    const { from, to, kind } = edgeOf(one);
    const target = sourceNode(from, byId, nodes);
    const lane = nodes.get(target ?? '')?.lane ?? 'carries';
    const source = targetNode(to, lane, byId, nodes);
    if (target === null || source === null || !nodes.has(target) || !nodes.has(source)) continue;
    if (one.state === 'confirmed') derived.add(target);
    edges.push({ id: one.state === 'confirmed' ? one.derivation.id : `proposal-${index}`, source, target, word: kind, judged: one });
  }
  const roots = [...nodes.values()].map((node) => ({
    ...node,
    root:
      node.lane === 'carries' && node.kind !== 'unknown' && !derived.has(node.id) && (node.kind === 'article' || reached(node.id, edges)),
  }));
  return { nodes: roots, edges };
}

/** A report is a root only where something that stands leads to it. */
function reached(id: string, edges: readonly GraphEdge[]): boolean {
  return edges.some((edge) => edge.source === id && edge.judged.state === 'confirmed');
}

export function edgeOf(judged: Judged): Pick<Proposal, 'from' | 'to' | 'kind'> {
  return judged.state === 'confirmed' ? judged.derivation : judged.proposal;
}

function nodeOf(appearance: Appearance): string {
  return `${carries(appearance) ? 'a' : 'd'} ${appearance.articleId}`;
}

function articleNode(appearance: Appearance, attitudes: readonly string[]): GraphNode {
  return {
    id: nodeOf(appearance),
    name: appearance.articleSource ?? appearance.articleTitle,
    kind: 'article',
    root: false,
    lane: carries(appearance) ? 'carries' : 'contradicts',
    attitudes,
    day: appearance.publishedOn,
  };
}

function reportNode(name: string, lane: GraphNode['lane'], nodes: Map<string, GraphNode>): string {
  const id = `r ${name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/^the /, '')}`;
  const known = nodes.get(id);
  if (known === undefined) nodes.set(id, { id, name: name.trim(), kind: 'report', root: false, lane, attitudes: [], day: null });
  else if (known.lane !== lane && lane === 'carries') nodes.set(id, { ...known, lane });
  return id;
}

function sourceNode(from: Derivation['from'], byId: ReadonlyMap<string, Appearance>, nodes: Map<string, GraphNode>): string | null {
  if (typeof from !== 'string') return reportNode(from.report, 'carries', nodes);
  const appearance = byId.get(from);
  return appearance === undefined ? null : nodeOf(appearance);
}

function targetNode(
  to: Derivation['to'],
  lane: GraphNode['lane'],
  byId: ReadonlyMap<string, Appearance>,
  nodes: Map<string, GraphNode>,
): string | null {
  if ('report' in to) return reportNode(to.report, lane, nodes);
  if ('origin' in to) {
    if (to.origin === 'original') return null;
    nodes.set('unknown', {
      id: 'unknown',
      name: 'source not known',
      kind: 'unknown',
      root: false,
      lane: 'carries',
      attitudes: [],
      day: null,
    });
    return 'unknown';
  }
  const appearance = byId.get(to.appearanceId);
  return appearance === undefined ? null : nodeOf(appearance);
}

/** "Courier", or the name of the report. */
function endName(claim: Pick<ClaimData, 'appearances'>, end: Derivation['from'] | Exclude<Derivation['to'], { origin: string }>): string {
  if (typeof end === 'object' && 'report' in end) return end.report;
  const id = typeof end === 'string' ? end : end.appearanceId;
  const found = claim.appearances.find((appearance) => appearance.id === id);
  return found?.articleSource ?? found?.articleTitle ?? 'an article that is no longer here';
}

/** An edge in words: who, does what, from whom; a statement about an article alone has no third part. */
export function edgeWords(
  claim: Pick<ClaimData, 'appearances'>,
  { from, kind, to }: Pick<Proposal, 'from' | 'kind' | 'to'>,
): [string, string, string] {
  if ('origin' in to) {
    return [endName(claim, from), to.origin === 'original' ? 'is an original report' : 'has it from somewhere that nobody knows', ''];
  }
  return [endName(claim, from), kind, endName(claim, to)];
}

/** What the count says, with the articles that speak against the claim. */
export function originSentence(claim: Pick<ClaimData, 'origins' | 'appearances'>): string {
  const { articles, independent, roots } = claim.origins;
  const against = new Set(
    claim.appearances.filter((appearance) => appearance.withdrawn === null && !carries(appearance)).map(({ articleId }) => articleId),
  ).size;
  const denies = against === 0 ? '' : ` ${against === 1 ? 'One article speaks' : `${against} articles speak`} against it.`;
  if (articles === 0) return `No article carries this claim yet.${denies}`;
  const carry = `${articles === 1 ? 'One article carries' : `${articles} articles carry`} this claim.`;
  if (independent === 0) return `${carry} Where ${articles === 1 ? 'it has' : 'they have'} it from is not known.${denies}`;
  const lead = `${articles === 1 ? 'It leads' : 'They lead'} back to ${independent === 1 ? 'one independent origin' : `${independent} independent origins`}: ${roots.join('; ')}.`;
  return `${carry} ${lead}${denies}`;
}
