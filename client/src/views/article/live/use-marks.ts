import { useMemo } from 'react';
import { type Annotation, type AnnotationKind, isGone, type OriginalWording } from '#shared/document/annotations.js';
import type { Attitude } from '#shared/domain/appearance.js';
import type { Stance } from '#shared/domain/evidence.js';
import type { PlacementData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import type { Carried } from '#shared/text/versions/carry.js';
import { liveAnnotations } from '../../../state/reading/live-annotations.js';
import type { DocumentSession } from '../../../sync/session.js';
import { type ShownPerson, usePeople } from '../../../ui/people.js';
import { useContent } from '../../session/use-document.js';
import { useReadOn } from '../use-read-on.js';

/** A mark as it is shown: the shared annotation, or an appearance of a claim or a piece of evidence that has none. */
export interface Mark {
  readonly id: string;
  readonly kind: AnnotationKind | 'evidence';
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly resolved: boolean;
  readonly author: ShownPerson | null;
  /** Who made it elsewhere, for a mark that its author imported. */
  /** It came in a file. */
  readonly imported: boolean;
  readonly creator: string | null;
  readonly original: OriginalWording | null;
  readonly messages: readonly {
    readonly author: ShownPerson | null;
    readonly text: string;
    readonly at: string | null;
    readonly imported: boolean;
    readonly creator: string | null;
  }[];
  readonly claim: {
    readonly id: string;
    readonly number: number;
    readonly wording: string;
    readonly attitude: Attitude | null;
    /** The appearance of the claim that it is; null for evidence. */
    readonly appearanceId: string | null;
  } | null;
  /** The claim that it was made into, where that appearance was withdrawn: it is a note again. */
  readonly withdrawn: { readonly id: string; readonly number: number; readonly wording: string } | null;
  readonly stance: Stance | null;
  /** Name of the shared document that holds its thread; null where nothing can be said under it here. */
  readonly document: string | null;
  /** How it came here from an earlier version; null for a mark of the version that is shown. */
  readonly carried: { readonly from: number; readonly how: Carried<PlacementData> } | null;
}

/** A mark where it was made, with its anchor there. */
export interface AnchoredMark {
  readonly mark: Mark;
  readonly anchor: Anchor;
}

export interface MarksOfVersion {
  readonly marks: readonly AnchoredMark[];
  /** Number of entries that cannot be read. */
  readonly malformed: number;
}

type Version = Pick<ArticleData['version'], 'id' | 'document'>;

/** The marks made on the version that is shown, in text order. */
export function useMarks(session: DocumentSession | null, article: ArticleData): MarksOfVersion & { readonly complete: boolean } {
  const content = useContent(session);
  const { byId } = usePeople();
  // Followed once what is stored is there: Yjs would tell of each of thousands of marks by itself.
  const live = session?.ready ? liveAnnotations(session.doc) : null;
  const complete = useReadOn([live]);
  const { version } = article;
  const markOf = useMemo(() => markMaker(session, article, version, byId), [session, article, version, byId]);
  return useMemo(() => {
    void content;
    return { ...marksOf(live?.all() ?? NO_ANNOTATIONS, article, version, markOf, authorsOf(session)), complete };
  }, [live, complete, content, session, article, version, markOf]);
}

/** Whose a leased id is; null while it is not known. */
export function authorsOf(session: DocumentSession | null | undefined): (client: number) => string | null {
  return (client) => session?.authorOf(client) ?? null;
}

export const NO_ANNOTATIONS = { annotations: [], malformed: [] };

/** Makes annotations into marks of that version; the same annotation is the same mark as before. */
export function markMaker(
  session: DocumentSession | null,
  article: ArticleData,
  version: Version,
  byId: ReadonlyMap<string, ShownPerson>,
): (annotation: Annotation) => AnchoredMark {
  const made = new WeakMap<Annotation, AnchoredMark>();
  const personOf = (client: number): ShownPerson | null => byId.get(session?.authorOf(client) ?? '') ?? null;
  return (annotation) => {
    const known = made.get(annotation);
    if (known !== undefined) return known;
    const claim = claimOf(article, version, annotation.claimId, annotation.anchor.start);
    const withdrawn = claim === null ? withdrawnOf(article, annotation) : null;
    const mark = {
      ...plainMark(annotation.id, withdrawn === null ? annotation.kind : 'note', annotation.anchor),
      resolved: annotation.resolved,
      author: personOf(annotation.client),
      imported: annotation.imported,
      creator: annotation.creator,
      original: annotation.original,
      messages: annotation.messages.map(({ client, text, at, imported, creator }) => ({
        author: personOf(client),
        text,
        at,
        imported,
        creator,
      })),
      claim,
      withdrawn,
      document: version.document,
    };
    const anchored = { anchor: annotation.anchor, mark };
    // Whose name is not known yet is asked again.
    if (mark.author !== null) made.set(annotation, anchored);
    return anchored;
  };
}

/** The marks made on one version: its annotations, and the appearances and pieces of evidence that have none. */
export function marksOf(
  { annotations, malformed }: { readonly annotations: readonly Annotation[]; readonly malformed: readonly unknown[] },
  article: ArticleData,
  version: Version,
  markOf: (annotation: Annotation) => AnchoredMark,
  authorOf: (client: number) => string | null,
): MarksOfVersion {
  const marks = annotations.filter((annotation) => !isGone(annotation, authorOf)).map(markOf);
  const all = [...marks, ...appearancesAsMarks(article, version, marks), ...evidenceAsMarks(article, version)];
  return { marks: all.sort((a, b) => inTextOrder(a.mark, b.mark)), malformed: malformed.length };
}

export function inTextOrder(a: Mark, b: Mark): number {
  return a.start - b.start || a.end - b.end;
}

/** A mark of nobody, about nothing, with no thread. */
export function plainMark(id: string, kind: Mark['kind'], { start, end, exact }: Pick<Anchor, 'start' | 'end' | 'exact'>): Mark {
  return {
    id,
    kind,
    start,
    end,
    exact,
    resolved: false,
    author: null,
    imported: false,
    creator: null,
    original: null,
    messages: [],
    claim: null,
    withdrawn: null,
    stance: null,
    document: null,
    carried: null,
  };
}

function claimOf(article: ArticleData, version: Version, claimId: string | null, start: number): Mark['claim'] {
  if (claimId === null) return null;
  const appearances = article.appearances.filter((appearance) => appearance.claimId === claimId);
  const here = appearances.filter(({ versionId }) => versionId === version.id);
  const found = here.find((appearance) => appearance.anchor.start === start) ?? here[0] ?? appearances[0];
  if (found === undefined) return null;
  const { id, claimId: of, claimNumber, wording, attitude } = found;
  return { id: of, number: claimNumber, wording, attitude, appearanceId: id };
}

function withdrawnOf(article: ArticleData, { id, claimId }: Annotation): Mark['withdrawn'] {
  const found = article.withdrawn.find((one) => one.annotationId === id && one.claimId === claimId);
  return found === undefined ? null : { id: found.claimId, number: found.claimNumber, wording: found.wording };
}

function appearancesAsMarks(article: ArticleData, version: Version, marks: readonly AnchoredMark[]): AnchoredMark[] {
  const here = article.appearances.filter(({ versionId }) => versionId === version.id);
  const claims = marks.flatMap(({ mark: { claim, start } }) => (claim === null ? [] : [`${claim.id} ${start}`]));
  const shown = new Set(here.length === 0 ? [] : claims);
  return here
    .filter(({ claimId, anchor }) => !shown.has(`${claimId} ${anchor.start}`))
    .map(({ id, anchor, claimId, claimNumber, wording, attitude }) => ({
      anchor,
      mark: { ...plainMark(id, 'claim', anchor), claim: { id: claimId, number: claimNumber, wording, attitude, appearanceId: id } },
    }));
}

function evidenceAsMarks(article: ArticleData, version: Version): AnchoredMark[] {
  return article.evidenceSpans
    .filter(({ versionId }) => versionId === version.id)
    .map(({ id, anchor, claimId, claimNumber, wording, stance }) => ({
      anchor,
      mark: {
        ...plainMark(id, 'evidence', anchor),
        stance,
        claim: { id: claimId, number: claimNumber, wording, attitude: null, appearanceId: null },
      },
    }));
}
