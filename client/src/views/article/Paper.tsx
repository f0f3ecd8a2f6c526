import { type MouseEvent, type RefObject, useCallback, useMemo } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { Region, RegionKind } from '#shared/text/region.js';
import { Artefacts } from '../../reader/Artefacts.js';
import { FrozenArticle } from '../../reader/FrozenArticle.js';
import type { FrozenText } from '../../reader/frozen-text.js';
import { SelectionBar } from '../../reader/SelectionBar.js';
import { TextMap } from '../../reader/TextMap.js';
import { cycled, IntervalIndex } from '../../state/reading/intervals.js';
import { Refusal } from '../../ui/feedback.js';
import { useRight } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { useFollowing } from './live/use-following.js';
import type { Marking } from './live/use-marking.js';
import type { Mark } from './live/use-marks.js';
import { useOthersSelections } from './live/use-painting.js';
import type { Reading } from './live/use-reading.js';

interface PaperProps {
  readonly article: ArticleData;
  readonly text: FrozenText;
  readonly marks: readonly Mark[];
  readonly others: readonly PresenceChange[];
  readonly reading: Reading;
  readonly marking: Marking;
  readonly writable: boolean;
  readonly paper: RefObject<HTMLElement | null>;
}

/** The bar stands under the head of the page, in pixels. */
const HEAD = 100;

/** The frozen text with what is painted over it. */
export function Paper({ article, text, marks, others, reading, marking, writable, paper }: PaperProps) {
  const { correct, error } = useCorrection(article.id, article.version.id);
  const flags = useOthersSelections(text, others, paper);
  const { following, follow } = useFollowing(text, others);
  const index = useMemo(() => new IntervalIndex(marks), [marks]);
  const onClick = (event: MouseEvent): void => {
    if (document.getSelection()?.isCollapsed === false) return;
    const offset = text.offsetAtPoint(event.clientX, event.clientY);
    if (offset !== null) marking.activate(cycled(index.at(offset), marking.active)?.id ?? null);
  };
  const readers = others.flatMap((other) =>
    typeof other.state?.reading === 'number' ? [{ person: other.user, reading: other.state.reading }] : [],
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard the keys [ and ] and the list of cards do the same
    <section className="reading-paper" ref={paper} aria-label="The article" lang={article.language ?? undefined} onClick={onClick}>
      <TextMap length={text.points.length} marks={marks} readers={uniqueReaders(readers)} following={following} follow={follow} />
      <FrozenArticle text={text} regions={article.regions} correct={correct} />
      <Artefacts text={text} artefacts={article.artefacts} />
      <Refusal error={error} />
      {flags.map((flag) => (
        <span key={flag.key} className={`name-flag person-${flag.colour}`} style={{ top: flag.top, left: flag.left }}>
          {flag.name}
        </span>
      ))}
      {reading.stretch !== null && writable && marking.mayBegin(reading.stretch) && (
        <BarAt text={text} reading={reading} marking={marking} paper={paper} />
      )}
    </section>
  );
}

function BarAt({ text, reading, marking, paper }: Pick<PaperProps, 'text' | 'reading' | 'marking' | 'paper'>) {
  const { stretch } = reading;
  const box = stretch === null ? null : text.boxOf(stretch);
  const origin = paper.current?.getBoundingClientRect();
  if (stretch === null || box === null || origin === undefined) return null;
  const left = Math.max(8, Math.min(box.left - origin.left, origin.width - 500));
  // What begins above the screen and reaches into it has its bar at the head of the screen.
  const reaches = (text.boxOf({ start: stretch.end - 1, end: stretch.end })?.bottom ?? 0) > HEAD;
  const top = reaches ? Math.max(box.top, HEAD) : box.top;
  return <SelectionBar top={top - origin.top} left={left} act={(action) => marking.act(action, stretch)} />;
}

function useCorrection(articleId: string, versionId: string) {
  const right = useRight('article.correct-region');
  const { run, error } = useCommand(routes.correctRegion);
  const correct = useCallback(
    (region: Region, kind: RegionKind) =>
      void run({ params: { id: articleId }, body: { start: region.start, end: region.end, kind, versionId } }),
    [run, articleId, versionId],
  );
  return { correct: right.allowed ? correct : null, error };
}

function uniqueReaders<T extends { readonly person: { readonly id: string } }>(readers: readonly T[]): T[] {
  return [...new Map(readers.map((reader) => [reader.person.id, reader])).values()];
}
