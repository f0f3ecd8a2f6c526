import { useCallback, useState } from 'react';
import type { ArticleData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { newId } from '../../../api/new-id.js';
import type { FrozenText } from '../../../reader/frozen-text.js';
import type { MarkAction } from '../../../reader/SelectionBar.js';
import { anchorAt } from '../../../state/reading/anchor-at.js';
import type { Interval } from '../../../state/reading/intervals.js';
import type { ClaimSelection } from '../../appearance/OpenClaimDialog.js';
import { useLive } from '../../session/Live.js';
import { focusDraft } from './focus-card.js';
import type { Mark } from './use-marks.js';

export interface DraftMark {
  readonly kind: 'note' | 'question';
  readonly anchor: Anchor;
  /** Its words are kept under this while they are not sent. */
  readonly about: string;
}

export interface OpenDialog {
  readonly kind: 'claim' | 'link' | 'evidence';
  readonly selection: ClaimSelection;
}

export interface Marking {
  readonly active: string | null;
  readonly activate: (id: string | null) => void;
  readonly draft: DraftMark | null;
  readonly dropDraft: () => void;
  /** Whether other words may be marked: not while a note has words, nor while it waits for them there. */
  readonly mayBegin: (stretch: Interval) => boolean;
  readonly dialog: OpenDialog | null;
  readonly closeDialog: () => void;
  readonly act: (action: MarkAction, stretch: Interval) => void;
  readonly makeClaim: (mark: Mark) => void;
}

/** What is being marked: the active card, a note on its way, the dialog that is open. */
export function useMarking(article: ArticleData, text: FrozenText, sentences: readonly Interval[]): Marking {
  const [active, setActive] = useState<string | null>(null);
  const [draft, setDraft] = useState<DraftMark | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const { drafts } = useLive();
  const selectionOf = useCallback(
    (stretch: Interval, annotationId: string): ClaimSelection => ({
      articleId: article.id,
      versionId: article.version.id,
      articleSource: article.source,
      boilerplate: article.regions.some(({ kind, start, end }) => kind === 'boilerplate' && start < stretch.end && end > stretch.start),
      anchor: anchorAt(text.points, sentences, stretch),
      annotationId,
    }),
    [article.id, article.version.id, article.source, article.regions, text, sentences],
  );
  const begun = useCallback(() => draft !== null && drafts.has(draft.about), [draft, drafts]);
  const act = useCallback(
    (action: MarkAction, stretch: Interval) => {
      // Words that were begun stay with what they are about: they are finished or left first.
      if ((action === 'note' || action === 'question') && begun()) return focusDraft();
      setActive(null);
      if (action === 'note' || action === 'question') {
        const about = `${action} ${article.version.id} ${stretch.start} ${stretch.end}`;
        setDraft({ kind: action, anchor: anchorAt(text.points, sentences, stretch), about });
      } else setDialog({ kind: action, selection: selectionOf(stretch, newId()) });
    },
    [text, sentences, selectionOf, begun, article.version.id],
  );
  /** A mark of an earlier version stays what it was: the claim gets a mark of its own in the version that is shown. */
  const makeClaim = useCallback(
    (mark: Mark) => setDialog({ kind: 'claim', selection: selectionOf(mark, mark.carried === null ? mark.id : newId()) }),
    [selectionOf],
  );
  const activate = useCallback((id: string | null) => setActive(id), []);
  return {
    active,
    activate,
    draft,
    dropDraft: useCallback(() => setDraft(null), []),
    mayBegin: useCallback(
      ({ start, end }) => draft === null || (!begun() && (draft.anchor.start !== start || draft.anchor.end !== end)),
      [draft, begun],
    ),
    dialog,
    closeDialog: useCallback(() => setDialog(null), []),
    act,
    makeClaim,
  };
}
