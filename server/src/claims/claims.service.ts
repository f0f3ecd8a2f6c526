import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { documentName, wordingOf } from '#shared/document/layout.js';
import { sheetOf } from '#shared/document/sheet-of.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimState } from '#shared/domain/claim/claim.js';
import { type ClaimCommand, JUDGES_CONTENT } from '#shared/domain/claim/claim-commands.js';
import type { Sheet } from '#shared/domain/claim/content-of.js';
import type { ClaimEvent, SignedEvent } from '#shared/domain/claim/events.js';
import { foldClaim } from '#shared/domain/claim/evolve.js';
import { decide } from '#shared/domain/workflow/decide.js';
import { must } from '#shared/lib/must.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { News } from '../broadcast/news.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { holdGroups } from '../identity/groups/approver-group.store.js';
import { roleNow } from '../identity/identity.store.js';
import { Ledger, type LedgerEntry } from '../ledger/ledger.service.js';
import { DOCUMENTS, type Documents } from '../sync/documents.js';
import { Refused, valueOf } from '../transport/refused.js';
import { claimOfPart, storeFacts, storeRows } from './claim.store.js';
import { type ClaimRows, claimFacts, claimRows, signed } from './projection.js';
import { policyNow, teamMembers } from './team.store.js';

/** A command as it arrives: for which claim, under which key, and how the full command is made once the claim is locked. */
export interface Order {
  readonly claim: string | { readonly part: ClaimRows['parts'][number]['kind']; readonly id: string } | 'new';
  readonly key: string;
  /** What the idempotency key stands for: the body as sent, without passwords. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly command: (tx: Tx, claimId: string) => ClaimCommand | Promise<ClaimCommand>;
}

const NO_SHEET: Sheet = { wording: '', rationale: [] };

/** Carries out acts on claims: lock, fold, decide, append, project, all in one transaction; told only after it (LG3). */
@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    @Inject(DOCUMENTS) private readonly documents: Documents,
    private readonly news: News,
  ) {}

  async execute(actor: Actor, order: Order): Promise<ReceiptData> {
    const told: { claimId: string; articles: readonly string[] }[] = [];
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, order.key, order.request, async () => {
        const claimId = await this.claimOf(tx, actor, order.claim);
        const outcome = await this.act(tx, actor, claimId, order);
        told.push({ claimId, articles: outcome.articles });
        return outcome.receipt;
      }),
    );
    for (const { claimId, articles } of told) {
      this.news.tell(actor.teamId, [{ type: 'claim', id: claimId }, ...articles.map((id) => ({ type: 'article' as const, id }))]);
    }
    return receipt;
  }

  /** The claim folded from its acts, and the acts themselves; null where the team has no such claim. */
  async read(tx: Tx, teamId: string, claimId: string): Promise<{ state: ClaimState; entries: LedgerEntry[] } | null> {
    const entries = await this.ledger.read(tx, teamId, { type: 'claim', id: claimId });
    const state = foldClaim(claimId, entries.map(signed));
    return state === null ? null : { state, entries };
  }

  /** The living words. Locked, nothing is added to them before the transaction ends. */
  async sheet(tx: Tx, teamId: string, claimId: string, locked: boolean): Promise<Sheet> {
    const name = documentName('sheet', claimId);
    const doc = locked ? await this.documents.readLocked(tx, teamId, name) : await this.documents.read(tx, teamId, name);
    return sheetOf(doc);
  }

  writers(tx: Tx, teamId: string, claimId: string): Promise<string[]> {
    return this.documents.writers(tx, teamId, documentName('sheet', claimId));
  }

  /** One act inside a transaction that is already open; `told` only after it has committed. */
  async act(tx: Tx, actor: Actor, claimId: string, order: Order): Promise<{ receipt: ReceiptData; articles: readonly string[] }> {
    const object = { type: 'claim', id: claimId } as const;
    const head = await this.ledger.lock(tx, actor, object);
    const found = await this.read(tx, actor.teamId, claimId);
    if (!found && order.claim !== 'new') throw new Refused({ code: 'not-found', message: 'There is no such claim.' });
    const role = await roleNow(tx, actor.teamId, actor.userId);
    if (role === null) throw new Refused({ code: 'not-signed-in', message: 'You are no longer a member of this team.' });
    const actorNow = { ...actor, role };
    const command = await order.command(tx, claimId);
    const events = valueOf(decide(found?.state ?? null, command, await this.context(tx, actorNow, claimId, command, head.at)));
    const appended = await this.ledger.append(tx, actorNow, object, events.map(plainEvent), order.key, head.at);
    if (command.type === 'OpenClaim') await this.makeDocuments(tx, actorNow, claimId, command.wording);
    const added = events.map((event): SignedEvent => ({ event, by: actor.userId, at: head.at }));
    const state = must(foldClaim(claimId, [...(found?.entries ?? []).map(signed), ...added]), 'the claim after an act');
    const seq = appended.at(-1)?.seq ?? head.seq;
    await storeRows(tx, actor.teamId, claimRows(state, seq));
    await storeFacts(tx, actor.teamId, claimId, claimFacts(added, head.seq + 1));
    return { receipt: receiptFor(state, events, seq), articles: articlesIn(events) };
  }

  private async context(tx: Tx, actor: Actor, claimId: string, command: ClaimCommand, now: string) {
    const judges = JUDGES_CONTENT.includes(command.type);
    if (command.type === 'ApproveProposal' || command.type === 'PublishClaim') await holdGroups(tx, actor.teamId);
    return {
      actor,
      now,
      newId: randomUUID,
      sheet: judges ? await this.sheet(tx, actor.teamId, claimId, true) : NO_SHEET,
      writers: judges ? await this.writers(tx, actor.teamId, claimId) : [],
      policy: await policyNow(tx, actor.teamId),
      people: await teamMembers(tx, actor.teamId),
    };
  }

  private async makeDocuments(tx: Tx, actor: Actor, claimId: string, wording: string): Promise<void> {
    await this.documents.create(tx, actor, documentName('sheet', claimId), (doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(wording.trim())]);
      wordingOf(doc).insert(0, [paragraph]);
    });
    await this.documents.create(tx, actor, documentName('notes', claimId));
  }

  private async claimOf(tx: Tx, actor: Actor, claim: Order['claim']): Promise<string> {
    if (claim === 'new') return randomUUID();
    if (typeof claim === 'string') return claim;
    const id = await claimOfPart(tx, actor.teamId, claim.part, claim.id);
    if (id === null) throw new Refused({ code: 'not-found', message: `There is no such ${claim.part.replace('-', ' ')}.` });
    return id;
  }
}

function plainEvent(event: ClaimEvent): { type: string; data: Record<string, unknown> } {
  return { type: event.type, data: { ...event.data } };
}

/** The object that the command made or changed: what its first own event names, else the claim. */
function receiptFor(state: ClaimState, events: readonly ClaimEvent[], seq: number): ReceiptData {
  const main = events.find((event) => !['ApprovalEnded', 'ProposalReplaced', 'ClaimReopened'].includes(event.type));
  if (!main || !('id' in main.data)) return { id: state.id, number: state.number, seq };
  return { id: main.data.id, number: main.type === 'VerdictProposed' ? main.data.number : null, seq };
}

function articlesIn(events: readonly ClaimEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'AppearanceAdded' ? [event.data.span.articleId] : []));
}
