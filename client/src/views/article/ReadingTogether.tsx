import { useCallback, useMemo, useRef } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { FrozenText } from '../../reader/frozen-text.js';
import { Margin } from '../../reader/Margin.js';
import { marksHolding } from '../../state/reading/marks-holding.js';
import { shortened } from '../../state/reading/new-marks.js';
import { countWords } from '../../state/words.js';
import type { DocumentSession } from '../../sync/session.js';
import { type ClaimSelection, OpenClaimDialog } from '../appearance/OpenClaimDialog.js';
import { EvidenceFromSpanDialog } from '../evidence/EvidenceFromSpanDialog.js';
import { useFinder } from '../frame/finders.js';
import { Suggestions } from '../suggestions/Suggestions.js';
import { Announcer, NewMarksSaid } from './Announcer.js';
import { DraftCard } from './DraftCard.js';
import { focusCard } from './live/focus-card.js';
import { useArticlePresence } from './live/use-article-presence.js';
import { useMarkActs } from './live/use-mark-acts.js';
import { useDrawn, useMarkTops } from './live/use-mark-tops.js';
import { useMarking } from './live/use-marking.js';
import { inTextOrder, type Mark, plainMark, useMarks } from './live/use-marks.js';
import { useMarkPainting } from './live/use-painting.js';
import { useReaderKeys } from './live/use-reader-keys.js';
import { useReading, useSentences } from './live/use-reading.js';
import { MarkCard } from './MarkCard.js';
import { Paper } from './Paper.js';
import { useArrival } from './use-arrival.js';
import type { CarriedMarks } from './versions/use-carried-marks.js';

interface ReadingTogetherProps {
  readonly article: ArticleData;
  readonly text: FrozenText;
  readonly session: DocumentSession | null;
  readonly others: readonly PresenceChange[];
  readonly carried: CarriedMarks;
}

const DRAFT = 'draft';
/** Marks that the palette offers at most. */
const FOUND_MOST = 20;

/** The article with everybody's marks, live. */
export function ReadingTogether({ article, text, session, others, carried }: ReadingTogetherProps) {
  const paper = useRef<HTMLElement>(null);
  const sentences = useSentences(text);
  const own = useMarks(session, article);
  const ownMarks = useMemo(() => own.marks.map(({ mark }) => mark), [own]);
  const marks = useMemo(() => [...ownMarks, ...carried.marks].sort(inTextOrder), [ownMarks, carried.marks]);
  const { malformed } = own;
  const reading = useReading(text, sentences);
  const marking = useMarking(article, text, sentences);
  const { writable, acts, add, link } = useMarkActs(session, carried.sessions, marking.makeClaim);
  const { active, activate, draft, dropDraft } = marking;
  useArticlePresence(session, text, reading.stretch);
  const drawn = useDrawn(text, paper);
  useMarkPainting(text, marks, drawn.near, active, reading.focused, draft?.anchor ?? null);
  const pointed = useReaderKeys({ reading, marking, marks, text, writable });
  useArrival(text, marks, activate);
  const placed = useMemo(() => withDraft(marks, draft?.anchor ?? null), [marks, draft]);
  const tops = useMarkTops(text, placed, drawn, paper);
  const cards = useMemo(
    () => placed.flatMap((mark) => (tops.has(mark.id) ? [{ id: mark.id, top: tops.get(mark.id) ?? 0 }] : [])),
    [placed, tops],
  );
  const send = useCallback(
    (words: string) => {
      if (draft === null || !writable) return;
      const made = add(draft.kind, draft.anchor, words);
      activate(made);
      dropDraft();
      reading.leave();
      focusCard(made);
    },
    [draft, writable, add, activate, dropDraft, reading.leave],
  );
  const cancel = (): void => {
    if (draft !== null) text.regionOf(draft.anchor)?.focus({ preventScroll: true });
    dropDraft();
  };
  const show = useShownMark(text, activate);
  useFinder('Marks of this article', (words) =>
    marksHolding(marks, words, FOUND_MOST).map((mark) => ({
      id: mark.id,
      label: mark.messages[0]?.text ?? mark.claim?.wording ?? `“${mark.exact}”`,
      description: [mark.kind, mark.author?.name ?? '', `“${shortened(mark.exact)}”`].filter((part) => part !== '').join(' · '),
      go: () => show(mark),
    })),
  );
  const byId = useMemo(() => new Map(marks.map((mark) => [mark.id, mark])), [marks]);
  const countOf = (ids: readonly string[]): string => countedKinds(ids.flatMap((id) => byId.get(id)?.kind ?? []));
  const draw = (id: string, collapsed: boolean) => {
    if (id === DRAFT)
      return draft === null ? null : <DraftCard key={draft.about} draft={draft} writable={writable} send={send} cancel={cancel} />;
    const mark = byId.get(id);
    return mark === undefined ? null : (
      <MarkCard mark={mark} active={id === active} collapsed={collapsed} activate={activate} acts={acts} />
    );
  };
  const { dialog, closeDialog } = marking;
  const onLinked = (claimId: string, selection: ClaimSelection): void => {
    link(claimId, selection);
    activate(selection.annotationId);
    reading.leave();
    focusCard(selection.annotationId);
  };
  return (
    <div className="reading">
      <Suggestions article={article} text={text} claim={(stretch) => marking.act('claim', stretch)} />
      <Paper {...{ article, text, marks, others, reading, marking, writable, paper }} />
      <Margin cards={cards} active={draft === null ? active : DRAFT} draw={draw} countOf={countOf} label="Marks in the margin" />
      {malformed > 0 && (
        <p className="soft">
          {countWords(malformed, 'mark')} could not be read and {malformed === 1 ? 'is' : 'are'} not shown.
        </p>
      )}
      {session?.ready === true && !session.writable && <p className="visually-hidden">You read along; your role does not mark.</p>}
      <Announcer text={text} focused={reading.focused} pointed={pointed} marks={marks} writable={writable} />
      <NewMarksSaid marks={own.complete ? ownMarks : null} />
      <OpenClaimDialog
        opened={dialog !== null && dialog.kind !== 'evidence'}
        start={dialog?.kind === 'link' ? 'link' : 'new'}
        close={closeDialog}
        selection={dialog?.selection ?? null}
        onLinked={onLinked}
      />
      <EvidenceFromSpanDialog selection={dialog?.kind === 'evidence' ? dialog.selection : null} close={closeDialog} />
    </div>
  );
}

/** Goes to a mark: its words in the middle of the screen, its card in focus. */
function useShownMark(text: FrozenText, activate: (id: string) => void): (mark: Mark) => void {
  return useCallback(
    (mark) => {
      activate(mark.id);
      const box = text.boxOf(mark);
      if (box !== null) window.scrollBy({ top: box.top - window.innerHeight / 3 });
      focusCard(mark.id);
    },
    [text, activate],
  );
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
