import type { ClaimData } from '#shared/protocol/views.js';

export interface PictureNode {
  readonly id: string;
  readonly name: string;
  readonly kind: 'root' | 'article' | 'denial';
  readonly column: number;
  readonly row: number;
}
export interface PictureEdge {
  readonly id: string;
  /** The source of the words, drawn left. */
  readonly from: string;
  readonly to: string;
  readonly word: string;
}
export interface OriginPicture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly columns: number;
  readonly rows: number;
}

/** Reports and origins on the left, what derives from them to the right; denials in a lane of their own below. */
export function originPicture(claim: Pick<ClaimData, 'appearances' | 'derivations'>): OriginPicture {
  const appearances = claim.appearances.filter((appearance) => appearance.withdrawn === null);
  const byId = new Map(appearances.map((appearance) => [appearance.id, appearance]));
  const derivations = claim.derivations.filter((derivation) => derivation.withdrawn === null && byId.has(derivation.from));
  const names = new Map<string, string>();
  const denials = new Set<string>();
  const nodeOf = (appearanceId: string): string | null => {
    const appearance = byId.get(appearanceId);
    if (appearance === undefined) return null;
    const carries = appearance.attitude === 'asserts' || appearance.attitude === 'reports';
    const id = `${carries ? 'a' : 'd'} ${appearance.articleId}`;
    names.set(id, appearance.articleSource ?? appearance.articleTitle);
    if (!carries) denials.add(id);
    return id;
  };
  for (const appearance of appearances) nodeOf(appearance.id);
  const edges = derivations.flatMap((derivation): PictureEdge[] => {
    const to = nodeOf(derivation.from);
    const from = 'report' in derivation.to ? `r ${derivation.to.report.toLowerCase()}` : nodeOf(derivation.to.appearanceId);
    if (to === null || from === null) return [];
    if ('report' in derivation.to) names.set(from, derivation.to.report);
    return [{ id: derivation.id, from, to, word: derivation.kind }];
  });
  return placed(names, denials, edges);
}

function placed(names: ReadonlyMap<string, string>, denials: ReadonlySet<string>, edges: readonly PictureEdge[]): OriginPicture {
  const columnOf = new Map<string, number>();
  const depth = (node: string, seen: readonly string[]): number => {
    if (seen.includes(node)) return 0;
    const known = columnOf.get(node);
    if (known !== undefined) return known;
    const sources = edges.filter((edge) => edge.to === node);
    const column = sources.length === 0 ? 0 : 1 + Math.max(...sources.map((edge) => depth(edge.from, [...seen, node])));
    columnOf.set(node, column);
    return column;
  };
  const order = [...names.keys()].sort((a, b) => Number(denials.has(a)) - Number(denials.has(b)) || depth(a, []) - depth(b, []));
  const used: number[] = [];
  const firstDenialRow = Math.max(
    0,
    ...rowsPerColumn(
      order.filter((node) => !denials.has(node)),
      depth,
    ),
  );
  const nodes = order.map((id): PictureNode => {
    const column = depth(id, []);
    const denial = denials.has(id);
    const row = Math.max(used[column] ?? 0, denial ? firstDenialRow : 0);
    used[column] = row + 1;
    return { id, name: names.get(id) ?? '', kind: denial ? 'denial' : column === 0 ? 'root' : 'article', column, row };
  });
  return {
    nodes,
    edges,
    columns: Math.max(0, ...nodes.map((node) => node.column + 1)),
    rows: Math.max(0, ...nodes.map((node) => node.row + 1)),
  };
}

function rowsPerColumn(nodes: readonly string[], depth: (node: string, seen: readonly string[]) => number): number[] {
  const counts = new Map<number, number>();
  for (const node of nodes) counts.set(depth(node, []), (counts.get(depth(node, [])) ?? 0) + 1);
  return [...counts.values()];
}
