import { useCallback, useMemo, useRef } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { FrozenText } from '../../reader/frozen-text.js';
import { Margin } from '../../reader/Margin.js';
import { countWords } from '../../state/words.js';
import type { DocumentSession } from '../../sync/session.js';
import { type ClaimSelection, OpenClaimDialog } from '../appearance/OpenClaimDialog.js';
import { EvidenceFromSpanDialog } from '../evidence/EvidenceFromSpanDialog.js';
import { Announcer } from './Announcer.js';
import { DraftCard } from './DraftCard.js';
import { useArticlePresence } from './live/use-article-presence.js';
import { useMarkActs } from './live/use-mark-acts.js';
import { useMarking } from './live/use-marking.js';
import { type Mark, useMarks } from './live/use-marks.js';
import { useMarkPainting, useMarkTops } from './live/use-painting.js';
import { useReaderKeys } from './live/use-reader-keys.js';
import { useReading, useSentences } from './live/use-reading.js';
import { MarkCard } from './MarkCard.js';
import { Paper } from './Paper.js';

interface ReadingTogetherProps {
  readonly article: ArticleData;
  readonly text: FrozenText;
  readonly session: DocumentSession | null;
  readonly others: readonly PresenceChange[];
}

const DRAFT = 'draft';

/** The article with everybody's marks, live. */
export function ReadingTogether({ article, text, session, others }: ReadingTogetherProps) {
  const paper = useRef<HTMLElement>(null);
  const sentences = useSentences(text);
  const { marks, malformed } = useMarks(session, article);
  const reading = useReading(text, sentences);
  const marking = useMarking(article, text, sentences);
  const { writable, acts, add, link } = useMarkActs(session, marking.makeClaim);
  const { active, activate, draft, dropDraft } = marking;
  useArticlePresence(session, text, reading.stretch);
  useMarkPainting(text, marks, active, reading.focused, draft?.anchor ?? null);
  useReaderKeys({ reading, marking, marks, text, writable });
  const placed = useMemo(() => withDraft(marks, draft?.anchor ?? null), [marks, draft]);
  const tops = useMarkTops(text, placed, paper);
  const cards = useMemo(
    () => placed.flatMap((mark) => (tops.has(mark.id) ? [{ id: mark.id, top: tops.get(mark.id) ?? 0 }] : [])),
    [placed, tops],
  );
  const send = useCallback(
    (words: string) => {
      if (draft === null) return;
      activate(add(draft.kind, draft.anchor, words));
      dropDraft();
      reading.leave();
    },
    [draft, add, activate, dropDraft, reading.leave],
  );
  const draw = (id: string, collapsed: boolean) => {
    if (id === DRAFT) return draft === null ? null : <DraftCard kind={draft.kind} send={send} cancel={dropDraft} />;
    const mark = marks.find((known) => known.id === id);
    return mark === undefined ? null : (
      <MarkCard mark={mark} active={id === active} collapsed={collapsed} activate={activate} acts={acts} />
    );
  };
  const { dialog, closeDialog } = marking;
  const onLinked = (claimId: string, selection: ClaimSelection): void => {
    link(claimId, selection);
    activate(selection.annotationId);
    reading.leave();
  };
  return (
    <div className="reading">
      <Paper {...{ article, text, marks, others, reading, marking, writable, paper }} />
      <Margin cards={cards} active={draft === null ? active : DRAFT} draw={draw} label="Marks in the margin" />
      {malformed > 0 && (
        <p className="soft">
          {countWords(malformed, 'mark')} could not be read and {malformed === 1 ? 'is' : 'are'} not shown.
        </p>
      )}
      {session?.ready === true && !session.writable && <p className="visually-hidden">You read along; your role does not mark.</p>}
      <Announcer text={text} focused={reading.focused} marks={marks} />
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

function withDraft(
  marks: readonly Mark[],
  draft: { readonly start: number; readonly end: number; readonly exact: string } | null,
): readonly Mark[] {
  if (draft === null) return marks;
  const card: Mark = {
    id: DRAFT,
    kind: 'note',
    start: draft.start,
    end: draft.end,
    exact: draft.exact,
    resolved: false,
    author: null,
    messages: [],
    claim: null,
    hasThread: false,
  };
  return [...marks, card].sort((a, b) => a.start - b.start || a.end - b.end);
}
