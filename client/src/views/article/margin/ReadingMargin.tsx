import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { Margin } from '../../../reader/Margin.js';
import { MarginList, PrintedList } from '../../../reader/MarginList.js';
import { isUncovered, scrollToBox } from '../../../reader/scrolling.js';
import { countWords } from '../../../state/words.js';
import { focusCard } from '../live/focus-card.js';
import { type Drawn, useMarkTops } from '../live/use-mark-tops.js';
import type { Marking } from '../live/use-marking.js';
import { inTextOrder, type Mark, plainMark } from '../live/use-marks.js';
import { DraftCard } from './DraftCard.js';
import { type MarkActs, MarkCard } from './MarkCard.js';
import { MarkSheet } from './MarkSheet.js';
import { useGoneReplies } from './use-gone-replies.js';

interface ReadingMarginProps {
  readonly text: FrozenText;
  readonly marks: readonly Mark[];
  /** Whether all marks are there that stood there from the beginning. */
  readonly complete: boolean;
  readonly drawn: Drawn;
  readonly paper: RefObject<HTMLElement | null>;
  readonly marking: Marking;
  readonly acts: MarkActs | null;
  readonly writable: boolean;
  readonly send: (words: string) => void;
}

const DRAFT = 'draft';
const LABEL = 'Marks in the margin';
/** As in the style sheet: there is no room beside the text. */
const NARROW = '(max-width: 1160px)';

/** The cards of the marks: beside the text; on a narrow screen as a list below it, with the chosen one over the foot of the screen. */
export function ReadingMargin({ text, marks, complete, drawn, paper, marking, acts, writable, send }: ReadingMarginProps) {
  const { active, activate, draft, dropDraft } = marking;
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const placed = useMemo(() => withDraft(marks, draft?.anchor ?? null), [marks, draft]);
  const tops = useMarkTops(text, placed, drawn, paper);
  const cards = useMemo(
    () => placed.flatMap((mark) => (tops.has(mark.id) ? [{ id: mark.id, top: tops.get(mark.id) ?? 0 }] : [])),
    [placed, tops],
  );
  const ids = useMemo(() => marks.map(({ id }) => id), [marks]);
  const byId = useMemo(() => new Map(marks.map((mark) => [mark.id, mark])), [marks]);
  useGoneReplies(active, ids);
  const show = useShow(text, byId, activate, narrow);
  const cancel = (): void => {
    if (draft !== null) text.regionOf(draft.anchor)?.focus({ preventScroll: true });
    dropDraft();
  };
  const draftCard = draft === null ? null : <DraftCard key={draft.about} draft={draft} writable={writable} send={send} cancel={cancel} />;
  const draw = (id: string, how: 'beside' | 'line' | 'apart', isActive: boolean) => {
    const mark = byId.get(id);
    if (mark === undefined) return id === DRAFT ? draftCard : null;
    return <MarkCard mark={mark} active={isActive} collapsed={how === 'line'} apart={how === 'apart'} {...{ activate, show, acts }} />;
  };
  const drawApart = (id: string) => draw(id, 'apart', false);
  const printed = drawn.printing && <PrintedList ids={ids} draw={drawApart} label={LABEL} />;
  if (narrow)
    return (
      <>
        <ChosenMark
          text={text}
          chosen={draft?.anchor ?? byId.get(active ?? '') ?? null}
          close={draft === null ? () => activate(null) : cancel}
        >
          {draftCard ?? (active !== null && draw(active, 'apart', true))}
        </ChosenMark>
        <MarginList ids={ids} draw={drawApart} label={LABEL} />
        {printed}
      </>
    );
  return (
    <>
      <Margin
        cards={cards}
        complete={complete}
        active={draft === null ? active : DRAFT}
        draw={(id, inLine) => draw(id, inLine ? 'line' : 'beside', id === active)}
        countOf={(some) => countedKinds(some.flatMap((id) => byId.get(id)?.kind ?? []))}
        label={LABEL}
      />
      {printed}
    </>
  );
}

/** Makes a mark the active one and brings its words to the screen; always the same function, so that no card is drawn anew for it. */
function useShow(text: FrozenText, byId: ReadonlyMap<string, Mark>, activate: (id: string) => void, narrow: boolean) {
  const latest = useRef(byId);
  useEffect(() => {
    latest.current = byId;
  });
  return useCallback(
    (id: string): void => {
      activate(id);
      const mark = latest.current.get(id);
      const box = mark === undefined ? null : text.boxOf(mark);
      if (box !== null && !isUncovered(box, 0)) scrollToBox(box);
      if (narrow) focusCard(id);
    },
    [text, activate, narrow],
  );
}

interface ChosenMarkProps {
  readonly text: FrozenText;
  readonly chosen: { readonly start: number; readonly end: number } | null;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The sheet of the chosen mark, which never lies over the words that it is about. */
function ChosenMark({ text, chosen, close, children }: ChosenMarkProps) {
  useEffect(() => {
    const box = chosen === null ? null : text.boxOf(chosen);
    if (box !== null && isOnScreen(box) && !isUncovered(box, 0)) scrollToBox(box);
  }, [text, chosen]);
  if (chosen === null) return null;
  const goBack = (opener: HTMLElement | null): void => {
    const box = text.boxOf(chosen);
    const fromElsewhere = opener !== null && (box === null || !isOnScreen(box));
    (fromElsewhere ? opener : text.regionOf(chosen))?.focus({ preventScroll: true });
  };
  return (
    <MarkSheet label="The chosen mark" close={close} goBack={goBack}>
      {children}
    </MarkSheet>
  );
}

function isOnScreen(box: DOMRect): boolean {
  return box.bottom > 0 && box.top < window.innerHeight;
}

/** "14 notes, 1 question". */
function countedKinds(kinds: readonly Mark['kind'][]): string {
  const counts = new Map<Mark['kind'], number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (kind === 'evidence' ? `${count} evidence` : countWords(count, kind))).join(', ');
}

function withDraft(
  marks: readonly Mark[],
  draft: { readonly start: number; readonly end: number; readonly exact: string } | null,
): readonly Mark[] {
  if (draft === null) return marks;
  const card = plainMark(DRAFT, 'note', draft);
  return [...marks, card].sort(inTextOrder);
}
