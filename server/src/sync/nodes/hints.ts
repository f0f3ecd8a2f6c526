import { z } from 'zod';
import { PresenceState } from '#shared/protocol/socket.js';
import { Person } from '#shared/protocol/views.js';

/**
 * What one node tells the others at once, and they would find out by themselves a little later: a hint may be lost, doubled
 * or late and harms nothing. Postgres carries at most 8,000 bytes in one notification.
 */
export type Hint = z.infer<typeof Hint>;

const Id = z.string().max(100);
const Hint = z.union([
  /** A document reaches up to that number. */
  z.tuple([z.literal('head'), z.int().min(1), z.int().min(1)]),
  /** An act on that object was committed: team, type, id. */
  z.tuple([z.literal('news'), Id, z.enum(['claim', 'article', 'member', 'policy', 'annotations', 'presence', 'names']), Id]),
  /** Whatever that person, or that session, may do has changed. */
  z.tuple([z.literal('user'), Id]),
  z.tuple([z.literal('session'), Id]),
  /** What one tab in a document shows; null when it is gone. */
  z.tuple([z.literal('here'), z.int().min(1), z.int(), Person, PresenceState.nullable()]),
  /** Somebody opened this document on the sender: who is in it? */
  z.tuple([z.literal('who'), z.int().min(1)]),
  /** The sender lives. */
  z.tuple([z.literal('beat')]),
]);

const Payload = z.tuple([z.string().max(40)], Hint);
const PAYLOAD_BYTES_MAX = 7_900;

/** Hints of the same subject replace each other: only the latest matters. */
export function subjectOf(hint: Hint): string {
  return (hint[0] === 'head' ? hint.slice(0, 2) : hint[0] === 'here' ? hint.slice(0, 3) : hint).join(' ');
}

/** As few payloads as they fit into; a hint too large for any is left out. */
export function encodeHints(node: string, hints: readonly Hint[]): string[] {
  const payloads: string[] = [];
  const start = `[${JSON.stringify(node)}`;
  let parts: string[] = [];
  let size = start.length + 1;
  for (const hint of hints) {
    const part = `,${JSON.stringify(hint)}`;
    const bytes = Buffer.byteLength(part);
    if (start.length + bytes + 1 > PAYLOAD_BYTES_MAX) continue;
    if (size + bytes > PAYLOAD_BYTES_MAX) {
      payloads.push(`${start}${parts.join('')}]`);
      parts = [];
      size = start.length + 1;
    }
    parts.push(part);
    size += bytes;
  }
  return parts.length > 0 ? [...payloads, `${start}${parts.join('')}]`] : payloads;
}

/** What came over the channel, which anyone in the database can write to: null when it is not one of ours. */
export function decodeHints(payload: string): { node: string; hints: Hint[] } | null {
  try {
    const parsed = Payload.safeParse(JSON.parse(payload));
    if (!parsed.success) return null;
    const [node, ...hints] = parsed.data;
    return { node, hints };
  } catch {
    return null;
  }
}
