import '@xyflow/react/dist/base.css';
import './origins.css';
import dagre from '@dagrejs/dagre';
import {
  BaseEdge,
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getBezierPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useMemo } from 'react';
import type { GraphEdge, GraphNode, Judged, OriginGraph } from '../../state/origins/origin-graph.js';
import { dayWords } from '../../state/words.js';

const WIDTH = 196;
const HEIGHT = 62;
const LANE_GAP = 44;
/** No smaller than this; where that is wider than the panel, it scrolls sideways. */
const READABLE = 0.8;

type ArticleNode = Node<{ node: GraphNode }, 'article'>;
type LaneNode = Node<{ label: string }, 'lane'>;
type DerivationEdge = Edge<{ edge: GraphEdge; judge: (judged: Judged) => void; label: string }, 'derivation'>;

const nodeTypes = { article: ArticleBox, lane: LaneLabel };
const edgeTypes = { derivation: DerivationLine };

/** Origins on the left, what derives from them to the right; what speaks against the claim in a lane of its own. The table below says the same. */
export default function OriginFlow({ graph, judge }: { graph: OriginGraph; judge: (judged: Judged) => void }) {
  const placed = useMemo(() => layout(graph), [graph]);
  const names = useMemo(() => new Map(graph.nodes.map(({ id, name }) => [id, name])), [graph]);
  const edges = graph.edges.map(
    (edge): DerivationEdge => ({
      id: edge.id,
      type: 'derivation',
      source: edge.source,
      target: edge.target,
      focusable: false,
      data: { edge, judge, label: `${names.get(edge.target) ?? ''} ${edge.word} ${names.get(edge.source) ?? ''}, ${edge.judged.state}` },
    }),
  );
  return (
    <section className="origin-scroll" aria-label="Graph of origins">
      <div
        className="origin-flow"
        style={{ height: `min(560px, ${Math.max(120, placed.height + 32)}px)`, minWidth: Math.round(placed.width * READABLE) }}
      >
        <ReactFlow
          nodes={placed.nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          zoomOnDoubleClick={false}
          minZoom={0.2}
          maxZoom={1.4}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.06 }}
          key={`${placed.nodes.length} ${edges.length} ${placed.height}`}
          proOptions={{ hideAttribution: true }}
        >
          <Controls showInteractive={false} position="bottom-right" />
        </ReactFlow>
      </div>
    </section>
  );
}

function ArticleBox({ data: { node } }: NodeProps<ArticleNode>) {
  const said = node.attitudes.join(', ');
  return (
    <div className="origin-node" data-kind={node.kind} data-root={node.root} data-lane={node.lane} title={node.name}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <bdi className="name">{node.name.replace(/ \([^)]*\)$/, '')}</bdi>
      <span className="detail">
        {[node.root ? 'origin' : '', node.kind === 'report' ? 'not in the workspace' : said, node.day === null ? '' : dayWords(node.day)]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function LaneLabel({ data }: NodeProps<LaneNode>) {
  return <div className="origin-lane">{data.label}</div>;
}

function DerivationLine(props: EdgeProps<DerivationEdge>) {
  const [path, x, y] = getBezierPath(props);
  const { data } = props;
  if (data === undefined) return null;
  return (
    <>
      <BaseEdge id={props.id} path={path} className="origin-edge" data-state={data.edge.judged.state} />
      <EdgeLabelRenderer>
        <button
          type="button"
          className="origin-word nopan nodrag"
          data-state={data.edge.judged.state}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          aria-label={`${data.label}. Look at it`}
          onClick={() => data.judge(data.edge.judged)}
        >
          {data.edge.word}
          {data.edge.judged.state === 'proposed' ? '?' : ''}
        </button>
      </EdgeLabelRenderer>
    </>
  );
}

function layout({ nodes, edges }: OriginGraph): { nodes: (ArticleNode | LaneNode)[]; height: number; width: number } {
  const lanes = (['carries', 'contradicts'] as const).map((lane) => nodes.filter((node) => node.lane === lane));
  const placed: (ArticleNode | LaneNode)[] = [];
  let top = 0;
  let width = 0;
  for (const [index, lane] of lanes.entries()) {
    if (lane.length === 0) continue;
    if (index === 1) {
      placed.push({ id: 'lane', type: 'lane', position: { x: 0, y: top }, data: { label: 'Speaks against it' }, draggable: false });
      top += 26;
    }
    const graph = new dagre.graphlib.Graph().setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 92 }).setDefaultEdgeLabel(() => ({}));
    for (const { id } of lane) graph.setNode(id, { width: WIDTH, height: HEIGHT });
    for (const { source, target } of edges) if (graph.hasNode(source) && graph.hasNode(target)) graph.setEdge(source, target);
    dagre.layout(graph);
    for (const node of lane) {
      const { x, y } = graph.node(node.id);
      placed.push({
        id: node.id,
        type: 'article',
        position: { x: x - WIDTH / 2, y: top + y - HEIGHT / 2 },
        data: { node },
        width: WIDTH,
        height: HEIGHT,
      });
    }
    top += (graph.graph().height ?? 0) + LANE_GAP;
    width = Math.max(width, graph.graph().width ?? 0);
  }
  return { nodes: placed, height: Math.max(0, top - LANE_GAP), width };
}
