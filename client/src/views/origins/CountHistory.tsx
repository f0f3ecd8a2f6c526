import type { OriginLedgerData } from '#shared/protocol/origins/views.js';
import { countWords, momentWords, originsWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';

type Step = OriginLedgerData['history'][number];

const WIDTH = 260;
const HEIGHT = 44;

/** How the number of origins changed, by which acts: a small line of steps, and the same as a list. */
export function CountHistory({ history }: { history: readonly Step[] }) {
  if (history.length < 2) return null;
  return (
    <details style={{ marginTop: 8 }}>
      <summary>How the count came about: {countWords(history.length, 'step')}</summary>
      <StepLine history={history} />
      <ol className="plain-list" style={{ fontSize: '0.8125rem' }}>
        {history.map((step) => (
          <li key={`${step.at} ${step.sentence}`} style={{ borderTop: '1px solid var(--hair)', padding: '5px 0' }}>
            <strong style={{ fontWeight: 500 }}>{originsWords(step.origins)}</strong>
            <span className="soft">
              {' '}
              after <Name person={step.by} /> <bdi>{step.sentence}</bdi>, {momentWords(step.at, Date.now())}
              {step.detail !== null && (
                <>
                  : <bdi>{step.detail}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function StepLine({ history }: { history: readonly Step[] }) {
  const most = Math.max(1, ...history.map(({ origins }) => origins.independent));
  const x = (index: number): number => 18 + (index * (WIDTH - 24)) / history.length;
  const y = (step: Step): number => HEIGHT - 6 - (step.origins.independent * (HEIGHT - 14)) / most;
  const path = history
    .map((step, index) => `${index === 0 ? 'M' : 'V'}${index === 0 ? `${x(0)} ` : ''}${y(step)} H${x(index + 1)}`)
    .join(' ');
  return (
    <svg className="count-line" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden focusable="false">
      <text x={0} y={12}>
        {most}
      </text>
      <text x={0} y={HEIGHT - 3}>
        0
      </text>
      <path d={path} />
    </svg>
  );
}
