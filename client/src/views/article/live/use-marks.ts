import { useMemo } from 'react';
import { type AnnotationKind, readAnnotations } from '#shared/document/annotations.js';
import type { Attitude } from '#shared/domain/appearance.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import { type ShownPerson, usePeople } from '../../../ui/people.js';
import { useContent } from '../../session/use-document.js';

/** A mark as it is shown: the shared annotation, or an appearance of a claim that has none. */
export interface Mark {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly resolved: boolean;
  readonly author: ShownPerson | null;
  readonly messages: readonly { readonly author: ShownPerson | null; readonly text: string; readonly at: string | null }[];
  readonly claim: { readonly id: string; readonly number: number; readonly wording: string; readonly attitude: Attitude | null } | null;
  /** False for an appearance without an annotation: nothing can be said under it here. */
  readonly hasThread: boolean;
}

/** The marks of an article in text order, and how many entries cannot be read. */
export function useMarks(session: DocumentSession | null, article: ArticleData): { marks: readonly Mark[]; malformed: number } {
  const version = useContent(session);
  const { byId } = usePeople();
  return useMemo(() => {
    void version;
    if (session === null) return { marks: appearancesAsMarks(article, []), malformed: 0 };
    const { annotations, malformed } = readAnnotations(session.doc);
    const personOf = (client: number): ShownPerson | null => byId.get(session.authorOf(client) ?? '') ?? null;
    const marks = annotations.map(
      (annotation): Mark => ({
        id: annotation.id,
        kind: annotation.kind,
        start: annotation.anchor.start,
        end: annotation.anchor.end,
        exact: annotation.anchor.exact,
        resolved: annotation.resolved,
        author: personOf(annotation.client),
        messages: annotation.messages.map((message) => ({ author: personOf(message.client), text: message.text, at: message.at })),
        claim: claimOf(article, annotation.claimId, annotation.anchor.start),
        hasThread: true,
      }),
    );
    const all = [...marks, ...appearancesAsMarks(article, marks)].sort((a, b) => a.start - b.start || a.end - b.end);
    return { marks: all, malformed: malformed.length };
  }, [session, session?.doc, version, article, byId]);
}

function claimOf(article: ArticleData, claimId: string | null, start: number): Mark['claim'] {
  if (claimId === null) return null;
  const appearances = article.appearances.filter((appearance) => appearance.claimId === claimId);
  const found = appearances.find((appearance) => appearance.anchor.start === start) ?? appearances[0];
  if (found === undefined) return null;
  return { id: found.claimId, number: found.claimNumber, wording: found.wording, attitude: found.attitude };
}

function appearancesAsMarks(article: ArticleData, marks: readonly Mark[]): Mark[] {
  return article.appearances
    .filter((appearance) => !marks.some((mark) => mark.claim?.id === appearance.claimId && mark.start === appearance.anchor.start))
    .map((appearance) => ({
      id: appearance.id,
      kind: 'claim',
      start: appearance.anchor.start,
      end: appearance.anchor.end,
      exact: appearance.anchor.exact,
      resolved: false,
      author: null,
      messages: [],
      claim: { id: appearance.claimId, number: appearance.claimNumber, wording: appearance.wording, attitude: appearance.attitude },
      hasThread: false,
    }));
}
