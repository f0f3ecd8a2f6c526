import type { NewsMessage } from '#shared/protocol/socket.js';

/** Keys under which the screens keep what they read. The first part names the kind, so that news can end a whole kind. */
export const queryKeys = {
  session: ['session'],
  setUp: ['set-up'],
  members: ['members'],
  policy: ['policy'],
  ledger: ['ledger'],
  articles: (search = ''): string[] => ['articles', search],
  article: (id: string, version: number | null = null): unknown[] => (version === null ? ['article', id] : ['article', id, version]),
  /** The frozen text of a version: it never changes, so news does not make it stale. */
  versionText: (id: string, version: number): unknown[] => ['version-text', id, version],
  articleHistory: (id: string): string[] => ['history', 'article', id],
  claims: (filter: Readonly<Record<string, string>> = {}): unknown[] => ['claims', filter],
  claim: (id: string): string[] => ['claim', id],
  claimHistory: (id: string): string[] => ['history', 'claim', id],
  blame: (id: string, field: string, seq: number, from: number, length: number): unknown[] => ['blame', id, field, seq, from, length],
  claimMilestones: (id: string): string[] => ['history', 'claim', id, 'milestones'],
  difference: (id: string, document: string, from: number, to: number): unknown[] => ['difference', id, document, from, to],
  moment: (object: string, id: string, document: string, seq: number): unknown[] => ['moment', object, id, document, seq],
} as const;

/** Which keys a message of news makes stale. `null` stands for "read everything again" after a reconnect. */
export function staleAfter(news: NewsMessage | null): (readonly unknown[])[] | 'everything' {
  if (news === null) return 'everything';
  const stale: (readonly unknown[])[] = [];
  for (const object of news.objects) {
    switch (object.type) {
      case 'claim':
        // Articles show the appearances of claims, with their wording.
        stale.push(['claim', object.id], ['claims'], ['history', 'claim', object.id], ['article'], ['ledger']);
        break;
      case 'article':
        // Claims show what became of their words in the newest version.
        stale.push(['article', object.id], ['articles'], ['claim'], ['history', 'article', object.id], ['ledger']);
        break;
      case 'annotations':
        stale.push(['articles'], ['history', 'article']);
        break;
      case 'member':
        // An approval counts while its giver is a lead.
        stale.push(['members'], ['session'], ['claim'], ['claims'], ['ledger']);
        break;
      case 'policy':
        // Groups of approvers too: what a claim waits for may be another.
        stale.push(['policy'], ['claim'], ['claims'], ['ledger']);
        break;
      case 'names':
        stale.push(['names'], ['claims'], ['articles']);
        break;
      case 'presence':
        stale.push(['claims'], ['members']);
        break;
    }
  }
  return unique(stale);
}

function unique(keys: (readonly unknown[])[]): (readonly unknown[])[] {
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}
