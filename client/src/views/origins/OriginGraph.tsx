import type { OriginPicture, PictureNode } from '../../state/origin-picture.js';

const WIDTH = 164;
const HEIGHT = 30;
const GAP_X = 72;
const GAP_Y = 12;

const leftOf = (node: PictureNode): number => node.column * (WIDTH + GAP_X) + 1;
const topOf = (node: PictureNode): number => node.row * (HEIGHT + GAP_Y) + 1 + (node.kind === 'denial' ? 10 : 0);

/** The small picture of origins. The sentence above and the table below say the same for those who do not see it. */
export function OriginGraph({ picture }: { picture: OriginPicture }) {
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const width = picture.columns * (WIDTH + GAP_X) - GAP_X + 2;
  const height = picture.rows * (HEIGHT + GAP_Y) + 12;
  return (
    <div style={{ overflowX: 'auto' }}>
      <svg className="origin-graph" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false">
        {picture.edges.map((edge) => {
          const from = byId.get(edge.from);
          const to = byId.get(edge.to);
          if (from === undefined || to === undefined) return null;
          const [x1, y1] = [leftOf(from) + WIDTH, topOf(from) + HEIGHT / 2];
          const [x2, y2] = [leftOf(to), topOf(to) + HEIGHT / 2];
          return (
            <g key={edge.id}>
              <path className="edge" d={`M${x1} ${y1} C${x1 + GAP_X / 2} ${y1} ${x2 - GAP_X / 2} ${y2} ${x2} ${y2}`} />
              <text className="edge-word" x={x2 - 5} y={y2 - 4} textAnchor="end">
                {edge.word}
              </text>
            </g>
          );
        })}
        {picture.nodes.map((node) => (
          <g key={node.id} className={node.kind}>
            <title>{node.name}</title>
            <rect x={leftOf(node)} y={topOf(node)} width={WIDTH} height={HEIGHT} rx={5} />
            <text x={leftOf(node) + 8} y={topOf(node) + HEIGHT / 2 + 4}>
              {shortened(node.name, node.kind === 'denial' ? 17 : 24)}
              {node.kind === 'denial' && <tspan fill="var(--ink-soft)"> denies</tspan>}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function shortened(name: string, most: number): string {
  const characters = [...name];
  return characters.length <= most
    ? name
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
