import { namesIn } from '#shared/text/names/names-in.js';
import { printedTexts } from './printed-texts.store.js';
import type { Connection } from './trace.store.js';

/** Names as printed in claims, attribution chains and marked sentences of a team, and how often. */
export async function printedNames(connection: Connection, teamId: string): Promise<[string, number][]> {
  const { wordings, names, passages } = await printedTexts(connection, teamId);
  const counts = new Map<string, number>();
  // "members of the group, not named" describes and names nobody.
  const given = names.flatMap((name) => (/^\p{Ll}|,/u.test(name) ? namesIn(name) : [name]));
  for (const printed of [...given, ...[...wordings, ...passages].flatMap(namesIn)]) {
    const name = printed.replace(/'/g, '’');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}
