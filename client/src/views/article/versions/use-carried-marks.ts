import { useEffect, useMemo, useState } from 'react';
import type { PlacementData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText } from '#shared/text/anchors.js';
import { type Carried, needsPerson, placeOf, spanKey, type VersionSpan } from '#shared/text/versions/carry.js';
import { type LiveAnnotations, liveAnnotations } from '../../../state/reading/live-annotations.js';
import { BackgroundCarrier, type CarryThread } from '../../../state/versions/carrying/background-carrier.js';
import type { DocumentSession } from '../../../sync/session.js';
import { usePeople } from '../../../ui/people.js';
import { useDocuments } from '../../session/use-document.js';
import { useVersionTexts } from '../../session/use-queries.js';
import { authorsOf, type Mark, markMaker, marksOf, NO_ANNOTATIONS } from '../live/use-marks.js';
import { useReadOn } from '../use-read-on.js';

/** A stretch of an earlier version with everything that was marked there, and where it is in the version that is shown. */
export interface CarriedStretch {
  readonly key: string;
  readonly span: VersionSpan;
  /** Number of the version where it was marked. */
  readonly from: number;
  readonly anchor: Anchor;
  readonly marks: readonly Mark[];
  readonly how: Carried<PlacementData>;
}

export interface CarriedMarks {
  /** The marks of earlier versions that have a certain place in the version that is shown. */
  readonly marks: readonly Mark[];
  /** Whether all of them have been looked for. */
  readonly done: boolean;
  /** Every stretch, those that need a person first. */
  readonly stretches: readonly CarriedStretch[];
  readonly sessions: ReadonlyMap<string, DocumentSession>;
}

interface Found {
  readonly done: boolean;
  readonly hows: ReadonlyMap<string, Carried<PlacementData>>;
}

const NOTHING_FOUND: Found = { done: false, hows: new Map() };

type Version = ArticleData['version'];
type Stretch = Omit<CarriedStretch, 'how'>;

/** The marks of all earlier versions, found again in the version that is shown. They stay where they were made, and are live. */
export function useCarriedMarks(article: ArticleData): CarriedMarks {
  const earlier = useMemo(() => article.versions.filter(({ number }) => number < article.version.number), [article]);
  const { sessions, content } = useDocuments(useMemo(() => earlier.map(({ document }) => document), [earlier]));
  const texts = useVersionTexts(
    article.id,
    earlier.map(({ number }) => number),
  );
  const anchorTexts = useMemo(() => texts.map((text) => (text === null ? null : new AnchorText(text))), [texts]);
  const { byId } = usePeople();
  const complete = useReadOn(earlier.map(({ document }) => liveOf(sessions.get(document))));
  const stretches = useMemo(() => {
    void content;
    void complete;
    return earlier.flatMap((version, index) => {
      const session = sessions.get(version.document);
      const read = liveOf(session)?.all() ?? NO_ANNOTATIONS;
      const { marks } = marksOf(read, article, version, markMaker(session ?? null, article, version, byId), authorsOf(session));
      const text = anchorTexts[index] ?? null;
      return text === null ? [] : stretchesOf(version, text, marks);
    });
  }, [earlier, sessions, content, complete, anchorTexts, article, byId]);
  const found = useFound(useCarrier(article, earlier, texts), article, stretches, complete);
  return useMemo(() => {
    const carried = stretches.flatMap((stretch) => {
      const how = found.hows.get(stretch.key);
      return how === undefined ? [] : [{ ...stretch, how }];
    });
    return { sessions, done: found.done, stretches: carried.sort(byNeed), marks: carried.flatMap(placedMarks) };
  }, [stretches, found, sessions]);
}

function liveOf(session: DocumentSession | undefined): LiveAnnotations | null {
  return session?.ready === true ? liveAnnotations(session.doc) : null;
}

/** What stands at the same place of the version is one stretch. */
function stretchesOf(version: Version, text: AnchorText, marks: readonly { readonly mark: Mark; readonly anchor: Anchor }[]): Stretch[] {
  const stretches = new Map<string, Stretch>();
  for (const { mark, anchor } of marks) {
    const span = { versionId: version.id, start: anchor.start, end: anchor.end };
    const key = spanKey(span);
    const known = stretches.get(key);
    const own = text.anchorAt(anchor.start, anchor.end);
    // A mark whose words do not stand where it says is looked for by its words.
    const base = own.exact === anchor.exact ? own : anchor;
    const from = known ?? { key, span, from: version.number, anchor: base, marks: [] };
    stretches.set(key, { ...from, marks: [...from.marks, mark] });
  }
  return [...stretches.values()];
}

const startThread = (): CarryThread =>
  new Worker(new URL('../../../state/versions/carrying/carry-worker.ts', import.meta.url), { type: 'module' });

/** Looks in the article's text, in a thread of its own. */
function useCarrier(article: ArticleData, earlier: readonly Version[], texts: readonly (string | null)[]): BackgroundCarrier {
  const carrier = useMemo(() => new BackgroundCarrier(article.text, startThread), [article.text]);
  useEffect(() => () => carrier.close(), [carrier]);
  useEffect(() => {
    for (const [index, { id }] of earlier.entries()) {
      const text = texts[index] ?? null;
      if (text !== null) carrier.know(id, text);
    }
  }, [carrier, earlier, texts]);
  return carrier;
}

/**
 * Where the stretches are. At first what was found is shown while the others are looked for; what is said of all of them waits for
 * `done`, and that for all of them to be there (`complete`).
 */
function useFound(carrier: BackgroundCarrier, article: ArticleData, stretches: readonly Stretch[], complete: boolean): Found {
  const [found, setFound] = useState<Found>(NOTHING_FOUND);
  const { versions, version, placements } = article;
  useEffect(() => {
    if (stretches.length === 0) return setFound(NOTHING_FOUND);
    const result = new Map<string, Carried<PlacementData>>();
    const sought = stretches.map(({ key, span, anchor, from }) => {
      const later = versions.filter(({ number }) => number > from && number <= version.number).map(({ id }) => id);
      return { key, span, anchor, later };
    });
    carrier.run({ stretches: sought, placements }, (hows, done) => {
      for (const [key, how] of hows) result.set(key, how);
      // Where all were found once, that stays until all are found anew.
      if (done) setFound({ done: complete, hows: result });
      else setFound((was) => (was.done ? was : { done: false, hows: new Map([...was.hows, ...result]) }));
    });
  }, [carrier, stretches, complete, versions, version, placements]);
  return found;
}

function placedMarks({ marks, how, from }: CarriedStretch): Mark[] {
  const place = placeOf(how);
  return place === null ? [] : marks.map((mark) => ({ ...mark, ...place, carried: { from, how } }));
}

/** First what nobody knows, then what changed, then what people said, then the rest; each in the order of the old text. */
function byNeed(a: CarriedStretch, b: CarriedStretch): number {
  return needOf(a) - needOf(b) || a.from - b.from || a.span.start - b.span.start || a.span.end - b.span.end;
}

function needOf({ how }: CarriedStretch): number {
  if (needsPerson(how)) return 0;
  if (how.by === 'person') return 2;
  return how.found.state === 'changed' ? 1 : 3;
}
