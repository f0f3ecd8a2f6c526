/** What an article says of itself, frozen with a version. Null is unknown. */
export interface Description {
  readonly title: string;
  readonly source: string | null;
  readonly byline: string | null;
  readonly url: string | null;
  readonly publishedOn: string | null;
  readonly language: string | null;
}

/** As it is sent: null and empty say that it is unknown. */
export type AskedDescription = { readonly [Field in keyof Description]?: string | null | undefined };

const FIELDS = ['source', 'byline', 'url', 'publishedOn', 'language'] as const;

/** What is left out is as in the version before. A title that nobody gives is empty: it is read from the text. */
export function describedBy(asked: AskedDescription, before: Description | null): Description {
  const [source = null, byline = null, url = null, publishedOn = null, language = null] = FIELDS.map((field) => {
    const given = asked[field];
    return given === undefined ? (before?.[field] ?? null) : given || null;
  });
  const title = (asked.title === undefined ? before?.title : asked.title) ?? '';
  return { title, source, byline, url, publishedOn, language };
}

/** The values of before of whatever is another now; null where nothing is. */
export function changedFrom(before: Description, now: Description): Partial<Description> | null {
  const changed = (['title', ...FIELDS] as const).filter((field) => before[field] !== now[field]);
  return changed.length === 0 ? null : Object.fromEntries(changed.map((field) => [field, before[field]]));
}
