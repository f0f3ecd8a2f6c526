import { useCallback, useMemo, useRef } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { FrozenText } from '../../reader/frozen-text.js';
import { scrollToBox } from '../../reader/scrolling.js';
import { marksHolding } from '../../state/reading/marks-holding.js';
import { countWords, shortened } from '../../state/words.js';
import type { DocumentSession } from '../../sync/session.js';
import { type ClaimSelection, OpenClaimDialog } from '../appearance/OpenClaimDialog.js';
import { EvidenceFromSpanDialog } from '../evidence/EvidenceFromSpanDialog.js';
import { useFinder } from '../frame/finders.js';
import { Suggestions } from '../suggestions/Suggestions.js';
import { Announcer, NewMarksSaid } from './Announcer.js';
import { focusCard } from './live/focus-card.js';
import { useArticlePresence } from './live/use-article-presence.js';
import { useMarkActs } from './live/use-mark-acts.js';
import { useDrawn } from './live/use-mark-tops.js';
import { useMarking } from './live/use-marking.js';
import { inTextOrder, type Mark, useMarks } from './live/use-marks.js';
import { useMarkPainting } from './live/use-painting.js';
import { useReaderKeys } from './live/use-reader-keys.js';
import { useReading, useSentences } from './live/use-reading.js';
import { ReadingMargin } from './margin/ReadingMargin.js';
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

/** Marks that the palette offers at most, and letters of a quote there. */
const FOUND_MOST = 20;
const QUOTED_MAX = 80;

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
  const complete = own.complete && (carried.done || carried.stretches.length === 0);
  useArticlePresence(session, text, reading.stretch);
  const drawn = useDrawn(text, paper);
  useMarkPainting(text, marks, drawn.near, active, reading.focused, draft?.anchor ?? null);
  const pointed = useReaderKeys({ reading, marking, marks, text, writable });
  useArrival(text, marks, activate);
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
  const show = useShownMark(text, activate);
  useFinder('Marks of this article', (words) =>
    marksHolding(marks, words, FOUND_MOST).map((mark) => ({
      id: mark.id,
      label: mark.messages[0]?.text ?? mark.claim?.wording ?? `“${mark.exact}”`,
      description: [mark.kind, mark.author?.name ?? '', `“${shortened(mark.exact, QUOTED_MAX)}”`].filter((part) => part !== '').join(' · '),
      go: () => show(mark),
    })),
  );
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
      <ReadingMargin {...{ text, marks, complete, drawn, paper, marking, acts, writable, send }} />
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

/** Goes to a mark: its words on the screen, its card in focus. */
function useShownMark(text: FrozenText, activate: (id: string) => void): (mark: Mark) => void {
  return useCallback(
    (mark) => {
      activate(mark.id);
      const box = text.boxOf(mark);
      if (box !== null) scrollToBox(box);
      focusCard(mark.id);
    },
    [text, activate],
  );
}
