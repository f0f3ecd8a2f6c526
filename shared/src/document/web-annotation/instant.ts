const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A time as the W3C model wants it, in UTC; what names no zone is taken as UTC. Null for what is no ISO 8601 date or time. */
export function utcInstant(written: string | null): string | null {
  const [whole, day, time = '00:00', seconds = ':00', zone = 'Z'] = WRITTEN.exec(written ?? '') ?? [];
  if (whole === undefined) return null;
  const at = Date.parse(`${day}T${time}${seconds}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(at)) return null;
  // What is as wanted stays to the letter.
  return /T.*:.*:.*Z$/.test(whole) ? whole : new Date(at).toISOString();
}
