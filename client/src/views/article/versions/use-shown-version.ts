import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ArticleData } from '#shared/protocol/views.js';
import { useLive } from '../../session/Live.js';
import { useArticle, versionText } from '../../session/use-queries.js';

export interface ShownVersion {
  /** Undefined while it is on its way. */
  readonly article: ArticleData | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  /** Number of the last version that anybody imported. */
  readonly newest: number;
  readonly show: (version: number) => void;
}

/** The text waits no longer than this for its marks to be asked for. */
const ASKING_MS = 30;

/**
 * The version that this person reads: the one in the address, else the last one there was when they came. One that somebody
 * imports meanwhile is told, and never takes the text away from under their eyes.
 */
export function useShownVersion(id: string): ShownVersion {
  const [search, setSearch] = useSearchParams();
  const [begun, setBegun] = useState<number | null>(null);
  const asked = askedVersion(search);
  const { pool } = useLive();
  const client = useQueryClient();
  // Its marks, and what those of earlier versions are found by, are asked for before its text is drawn: a long one keeps the
  // browser busy for a tenth of a second.
  const arrived = async ({ version, versions }: ArticleData): Promise<void> => {
    if (asked !== null && asked !== version.number) return;
    const until = versions.filter(({ number }) => number <= version.number);
    for (const { number } of until) if (number < version.number) void client.prefetchQuery(versionText(id, number));
    await Promise.all(until.map(({ document }) => pool.expect(document, ASKING_MS)));
  };
  const last = useArticle(id, null, true, arrived);
  const newest = last.data?.version.number ?? 0;
  if (begun === null && last.data !== undefined) setBegun(newest);
  const wanted = asked ?? begun ?? newest;
  const other = useArticle(id, wanted, last.data !== undefined && wanted !== newest, arrived);
  const seen = useRef<ArticleData | undefined>(undefined);
  const loaded = wanted === newest ? last.data : other.data;
  if (loaded !== undefined) seen.current = loaded;
  // The address names every version but the newest, also where another became the newest meanwhile: a copy of it leads to what is read.
  const unnamed = asked === null && begun !== null && begun < newest ? begun : null;
  useEffect(() => {
    if (unnamed !== null) setSearch((before) => withVersion(before, unnamed), { replace: true });
  }, [unnamed, setSearch]);
  const show = (version: number): void => {
    if (version === newest) setBegun(newest);
    setSearch((before) => withVersion(before, version === newest ? null : version), { replace: false });
  };
  const query = wanted === newest ? last : other;
  return {
    article: loaded ?? (seen.current?.version.number === wanted ? seen.current : undefined),
    error: query.error,
    retry: () => void query.refetch(),
    newest,
    show,
  };
}

function withVersion(before: URLSearchParams, version: number | null): URLSearchParams {
  const next = new URLSearchParams(before);
  // Another version has marks of its own.
  if (next.get('version') !== (version === null ? null : String(version))) next.delete('mark');
  if (version === null) next.delete('version');
  else next.set('version', String(version));
  return next;
}

function askedVersion(search: URLSearchParams): number | null {
  const asked = Number(search.get('version') ?? '');
  return Number.isSafeInteger(asked) && asked > 0 ? asked : null;
}
