import type { DerivationEvidenceData } from '#shared/protocol/origins/views.js';
import { dayWords } from '../../state/words.js';

type Side = DerivationEvidenceData['from'];
type Paragraph = Side['paragraphs'][number];

const LEGEND = [
  { kind: 'shared', words: 'in both texts' },
  { kind: 'names', words: 'names the source' },
  { kind: 'claim', words: 'the claim' },
] as const;

/** The passages of both texts that speak for a derivation: shared words, words that name the source, and the claim itself. */
export function SideBySide({ evidence }: { evidence: DerivationEvidenceData }) {
  const kinds = new Set(
    [evidence.from, ...(evidence.to === null ? [] : [evidence.to])].flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ marks }) => marks.map(({ kind }) => kind)),
    ),
  );
  return (
    <div>
      <p className="soft side-legend" style={{ margin: '0 0 8px', fontSize: '0.8125rem' }}>
        {evidence.sharedWords > 0 && `${evidence.sharedWords} words stand in both, in runs of five or more. `}
        {LEGEND.filter(({ kind }) => kinds.has(kind)).map(({ kind, words }) => (
          <mark key={kind} data-kind={kind} style={{ marginInlineEnd: 12 }}>
            {words}
          </mark>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is read by keyboard too */}
      <section className="side-by-side" aria-label="The passages" tabIndex={0}>
        <Column side={evidence.from} label="What derives" />
        {evidence.to !== null && <Column side={evidence.to} label="What it derives from" />}
      </section>
    </div>
  );
}

function Column({ side, label }: { side: Side; label: string }) {
  return (
    <section aria-label={`${label}: ${side.source ?? side.title}`} dir="auto">
      <h3 style={{ margin: '0 0 2px', fontSize: '0.875rem' }}>
        <bdi>{side.source ?? side.title}</bdi>
      </h3>
      <p className="soft" style={{ fontFamily: 'inherit', fontSize: '0.8125rem' }}>
        {label}
        {side.publishedOn === null ? '; its date is not known' : `; ${dayWords(side.publishedOn)}`}
      </p>
      {side.paragraphs.map((paragraph) => (
        <div key={`${paragraph.text.slice(0, 60)} ${paragraph.marks[0]?.start ?? 0}`}>
          {paragraph.after && (
            <p className="soft" aria-hidden>
              …
            </p>
          )}
          <p dir="auto">
            {pieces(paragraph).map(({ text, kind, start }) =>
              kind === null ? (
                <span key={start}>{text}</span>
              ) : (
                <mark key={start} data-kind={kind}>
                  {text}
                </mark>
              ),
            )}
          </p>
        </div>
      ))}
      {side.paragraphs.length === 0 && <p className="soft">Nothing in this text speaks for it.</p>}
    </section>
  );
}

/** The paragraph cut where marks begin and end; where several cover a stretch, the strongest is shown. */
function pieces({ text, marks }: Paragraph): { start: number; text: string; kind: Paragraph['marks'][number]['kind'] | null }[] {
  const characters = [...text];
  const cuts = [...new Set([0, characters.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? characters.length;
    const here = marks.filter((mark) => mark.start <= start && end <= mark.end).map(({ kind }) => kind);
    const kind = (['shared', 'names', 'claim'] as const).find((one) => here.includes(one)) ?? null;
    return { start, text: characters.slice(start, end).join(''), kind };
  });
}
