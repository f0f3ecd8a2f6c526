import type { OriginsData } from '#shared/protocol/views.js';

/** What another count would mean beside the one that stands, as a sentence. */
export function changeWords(now: OriginsData, then: OriginsData, condition: string): string {
  const origins = (n: number): string => (n === 1 ? 'one origin' : n === 0 ? 'no known origin' : `${n} origins`);
  if (now.independent !== then.independent) {
    const added = then.roots.filter((root) => !now.roots.includes(root));
    const gone = now.roots.filter((root) => !then.roots.includes(root));
    const what = [
      added.length > 0 ? `${added.join('; ')} would count as well` : '',
      gone.length > 0 ? `${gone.join('; ')} would no longer count` : '',
    ];
    return `${condition}: ${origins(then.independent)} instead of ${origins(now.independent)}; ${what.filter((part) => part !== '').join(', ')}.`;
  }
  const same = now.roots.join('\n') === then.roots.join('\n');
  return same
    ? `${condition}: the count stays at ${origins(now.independent)}.`
    : `${condition}: still ${origins(then.independent)}, but others: ${then.roots.join('; ')}.`;
}
