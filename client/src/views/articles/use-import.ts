import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { type ImportOrigin, importProposal, propose } from '../../api/imports.js';
import { newId } from '../../api/new-id.js';
import { ImportBatch } from '../../state/text/import-batch.js';
import { knownArticle } from '../../state/text/known-article.js';
import { refusalWords } from '../../ui/feedback.js';
import { type Draft, draftOf, nameOf } from './draft.js';

export interface FormStep {
  readonly kind: 'form';
  readonly draft: Draft;
  /** Another number makes another form. */
  readonly nth: number;
  /** Why a file or page could not be read, and which. */
  readonly error: unknown;
  readonly failed: string | null;
}

export interface ReadingStep {
  readonly kind: 'reading';
  readonly name: string;
  readonly abort: AbortController;
}

/** What an import is doing: one article in the form, one being read, or many. */
export type Step = FormStep | ReadingStep | { readonly kind: 'batch'; readonly batch: ImportBatch<ImportOrigin> };

/** One origin is read and proposed in the form, or a draft filled in; several are imported one after another. `empty` is what a form begins with. */
export function useImport(empty: Draft) {
  const queryClient = useQueryClient();
  const blank = useRef<FormStep>({ kind: 'form', draft: empty, nth: 0, error: null, failed: null });
  const [step, setStep] = useState<Step>(blank.current);
  const count = useRef(0);
  const current = useRef<Step>(step);
  const go = useCallback((next: Step) => {
    current.current = next;
    setStep(next);
  }, []);
  const leave = useCallback(() => {
    const { current: left } = current;
    if (left.kind === 'reading') left.abort.abort();
    if (left.kind === 'batch') left.batch.stop();
    go({ ...blank.current, nth: ++count.current });
  }, [go]);
  const takeOne = useCallback(
    async (origin: ImportOrigin) => {
      const name = nameOf(origin);
      const reading: Step = { kind: 'reading', name, abort: new AbortController() };
      go(reading);
      const form = blank.current;
      const next = await propose(origin, reading.abort.signal).then(
        (proposal): Step => ({ ...form, draft: draftOf(name, proposal, form.draft), nth: ++count.current }),
        (error: unknown): Step => ({ ...form, nth: ++count.current, error, failed: name }),
      );
      if (current.current === reading) go(next);
    },
    [go],
  );
  const take = useCallback(
    (origins: readonly ImportOrigin[]) => {
      const [first] = origins;
      if (first === undefined) return;
      if (origins.length === 1) {
        void takeOne(first);
        return;
      }
      const entries = origins.map((origin) => ({ name: nameOf(origin), origin }));
      const batch = new ImportBatch<ImportOrigin>(entries, {
        importOne: async (origin, key, signal) => {
          const proposal = await propose(origin, signal);
          const { id } = await importProposal(proposal, key, signal);
          return { articleId: id, title: proposal.title, warnings: proposal.warnings };
        },
        newKey: newId,
        wordsFor: (error) => refusalWords(error).text,
        knownAs: knownArticle,
      });
      go({ kind: 'batch', batch });
      void batch.run().then(() => queryClient.invalidateQueries());
    },
    [go, takeOne, queryClient],
  );
  const fill = useCallback((draft: Draft) => go({ ...blank.current, draft, nth: ++count.current }), [go]);
  return { step, take, leave, fill };
}
