import type { INestApplicationContext } from '@nestjs/common';
import * as Y from 'yjs';
import type { z } from 'zod';
import { addAnnotation, addMessage, linkAnnotation } from '#shared/document/annotations.js';
import { documentName, rationaleOf } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { contentHash } from '#shared/log/hash.js';
import { AddDerivation, AttachEvidence, OpenClaim } from '#shared/protocol/commands.js';
import { AnswerChecklist } from '#shared/protocol/evidence.js';
import type { ArticleData, ClaimData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { makeAnchor } from '#shared/text/anchors.js';
import { ArticlesController } from '../server/src/articles/articles.controller.js';
import { RequestsController } from '../server/src/claims/after/requests.controller.js';
import { ClaimsController } from '../server/src/claims/claims.controller.js';
import { Database } from '../server/src/database/database.service.js';
import { EvidenceController } from '../server/src/evidence/evidence.controller.js';
import { DerivationsController } from '../server/src/origins/derivations.controller.js';
import { projectDocument } from '../server/src/projection/document-projection.store.js';
import { ReaderRequestsController } from '../server/src/publish/reader-requests.controller.js';
import { DOCUMENTS, type Documents } from '../server/src/sync/documents.js';
import { DissentsController } from '../server/src/verdicts/dissents.controller.js';
import { VerdictsController } from '../server/src/verdicts/verdicts.controller.js';
import { BRIEFS, type BriefName } from './briefs.js';
import { DEMO_PASSWORD } from './desk.js';

type Attitude = ClaimData['appearances'][number]['attitude'];
type Passage = { readonly brief: BriefName; readonly words: string };

/** What people do, each through the same handler that a request would reach. */
export class Acts {
  private steps = 0;
  private readonly articles = new Map<BriefName, ArticleData>();

  constructor(private readonly app: INestApplicationContext) {}

  async importBrief(actor: Actor, brief: BriefName): Promise<void> {
    const articles = this.app.get(ArticlesController, { strict: false });
    const { id } = await articles.import(actor, { ...BRIEFS[brief], language: 'en' }, this.key());
    this.articles.set(brief, await articles.article(actor, id, {}));
  }

  async correctRegion(actor: Actor, { brief, words }: Passage, kind: 'caption' | 'boilerplate' | 'byline'): Promise<void> {
    const article = this.article(brief);
    const { start } = this.anchor({ brief, words });
    const region = must(
      article.regions.find((one) => one.start <= start && start < one.end),
      `the region of “${words}”`,
    );
    if (region.kind === kind) return;
    await this.app
      .get(ArticlesController, { strict: false })
      .correctRegion(actor, article.id, { start: region.start, end: region.end, kind }, this.key());
  }

  /** A mark with its thread: the first message by the actor, the answers by others. */
  async mark(
    actor: Actor,
    passage: Passage,
    kind: 'note' | 'question',
    text: string,
    answers: readonly { by: Actor; text: string }[] = [],
  ): Promise<void> {
    const id = `demo-mark-${++this.steps}`;
    const anchor = this.anchor(passage);
    const document = this.article(passage.brief).document;
    await this.write(actor, document, (doc) => addAnnotation(doc, { id, kind, anchor, text, at: new Date().toISOString() }));
    for (const answer of answers) {
      await this.write(answer.by, document, (doc) => void addMessage(doc, id, answer.text, new Date().toISOString()));
    }
  }

  async openClaim(
    actor: Actor,
    body: Omit<z.input<typeof OpenClaim>, 'appearance'>,
    from: { passage: Passage; attitude: Attitude; attribution: Attribution },
  ): Promise<string> {
    const { appearance, link } = await this.markedAppearance(actor, from);
    const parsed = OpenClaim.parse({ ...body, appearance });
    const { id } = await this.app.get(ClaimsController, { strict: false }).open(actor, this.key(), parsed);
    await link(id);
    return id;
  }

  async appear(actor: Actor, claimId: string, passage: Passage, attitude: Attitude, attribution: Attribution): Promise<string> {
    const { appearance, link } = await this.markedAppearance(actor, { passage, attitude, attribution });
    const { id } = await this.app.get(ClaimsController, { strict: false }).addAppearance(actor, this.key(), claimId, appearance);
    await link(claimId);
    return id;
  }

  async firstAppearance(actor: Actor, claimId: string): Promise<string> {
    return must((await this.view(actor, claimId)).appearances[0], 'the first appearance').id;
  }

  async derive(actor: Actor, claimId: string, body: z.input<typeof AddDerivation>): Promise<void> {
    await this.app.get(DerivationsController, { strict: false }).add(actor, this.key(), claimId, AddDerivation.parse(body));
  }

  async attach(actor: Actor, claimId: string, body: z.input<typeof AttachEvidence>): Promise<string> {
    return (await this.app.get(EvidenceController, { strict: false }).attach(actor, this.key(), claimId, AttachEvidence.parse(body))).id;
  }

  /** Evidence that is a passage of one of the briefs. */
  attachPassage(
    actor: Actor,
    claimId: string,
    passage: Passage,
    evidence: Omit<Extract<z.input<typeof AttachEvidence>, { kind: 'article-span' }>, 'kind' | 'articleId' | 'anchor'>,
  ): Promise<string> {
    const articleId = this.article(passage.brief).id;
    return this.attach(actor, claimId, { kind: 'article-span', articleId, anchor: this.anchor(passage), ...evidence });
  }

  async answerChecklist(actor: Actor, claimId: string, body: z.input<typeof AnswerChecklist>): Promise<void> {
    await this.app.get(RequestsController, { strict: false }).checklist(actor, this.key(), claimId, AnswerChecklist.parse(body));
  }

  /** What a reader sends with the form of the public page. */
  async askForCorrection(actor: Actor, claimId: string, fields: { wrong: string; evidence: string; contact: string }): Promise<void> {
    const { slug } = must((await this.view(actor, claimId)).publications.at(-1), 'the published version');
    const { status } = await this.app.get(ReaderRequestsController, { strict: false }).receive(slug, new URLSearchParams(fields), 'demo');
    if (status !== 200) throw new Error(`the reader’s request was not taken: ${status}`);
  }

  /** Paragraphs added to the end of the rationale. */
  async rationale(actor: Actor, claimId: string, paragraphs: readonly string[]): Promise<void> {
    await this.write(actor, documentName('sheet', claimId), (doc) => {
      for (const text of paragraphs) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(text)]);
        rationaleOf(doc).insert(rationaleOf(doc).length, [paragraph]);
      }
    });
  }

  async opine(actor: Actor, claimId: string, rating: string, reason: string): Promise<void> {
    await this.app.get(VerdictsController, { strict: false }).giveOpinion(actor, this.key(), claimId, { rating, reason });
  }

  async propose(actor: Actor, claimId: string, rating: string): Promise<string> {
    const { content } = await this.view(actor, claimId);
    const body = { rating, contentHash: contentHash({ ...content, rating }) };
    return (await this.app.get(VerdictsController, { strict: false }).propose(actor, this.key(), claimId, body)).id;
  }

  async dissent(actor: Actor, proposalId: string, rating: string, reason: string, evidence: readonly string[]): Promise<string> {
    const body = { rating, reason, evidence: [...evidence] };
    return (await this.app.get(DissentsController, { strict: false }).file(actor, this.key(), proposalId, body)).id;
  }

  async answer(actor: Actor, dissentId: string, answer: string): Promise<void> {
    await this.app.get(DissentsController, { strict: false }).answer(actor, this.key(), dissentId, { answer });
  }

  async returnProposal(actor: Actor, proposalId: string, comment: string): Promise<void> {
    await this.app.get(VerdictsController, { strict: false }).return(actor, this.key(), proposalId, { comment });
  }

  /** Approves and publishes exactly what the view shows. */
  async approveAndPublish(actor: Actor, claimId: string, proposalId: string, reason: string): Promise<void> {
    const verdicts = this.app.get(VerdictsController, { strict: false });
    const { contentHash: seen } = await this.view(actor, claimId);
    await verdicts.approve(actor, this.key(), proposalId, { contentHash: seen, password: DEMO_PASSWORD, reason });
    await verdicts.publish(actor, this.key(), claimId, { contentHash: seen });
  }

  async assign(actor: Actor, claimId: string, member: Actor): Promise<void> {
    await this.app.get(ClaimsController, { strict: false }).assign(actor, this.key(), claimId, { userId: member.userId, assigned: true });
  }

  async closeAsPrediction(actor: Actor, claimId: string, explanation: string): Promise<void> {
    await this.app.get(ClaimsController, { strict: false }).close(actor, this.key(), claimId, { reason: 'prediction', explanation });
  }

  private view(actor: Actor, claimId: string): Promise<ClaimData> {
    return this.app.get(ClaimsController, { strict: false }).one(actor, claimId);
  }

  /** The appearance's fields, over a mark of kind "claim" in the article; `link` ties the mark to its claim. */
  private async markedAppearance(actor: Actor, from: { passage: Passage; attitude: Attitude; attribution: Attribution }) {
    const article = this.article(from.passage.brief);
    const annotationId = `demo-mark-${++this.steps}`;
    const anchor = this.anchor(from.passage);
    await this.write(actor, article.document, (doc) =>
      addAnnotation(doc, { id: annotationId, kind: 'claim', anchor, text: '', at: new Date().toISOString() }),
    );
    const attribution = from.attribution.map(([name, anonymous]) => ({ name, anonymous }));
    return {
      appearance: { articleId: article.id, anchor, annotationId, attitude: from.attitude, attribution },
      link: (claimId: string) => this.write(actor, article.document, (doc) => void linkAnnotation(doc, annotationId, claimId)),
    };
  }

  private anchor({ brief, words }: Passage): Anchor {
    const { text } = this.article(brief);
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`“${words}” does not stand in the brief “${brief}”`);
    const start = [...text.slice(0, at)].length;
    return makeAnchor(text, start, start + [...words].length);
  }

  private article(brief: BriefName): ArticleData {
    return must(this.articles.get(brief), `the imported brief “${brief}”`);
  }

  private async write(actor: Actor, document: string, change: (doc: Y.Doc) => void): Promise<void> {
    const documents: Documents = this.app.get(DOCUMENTS, { strict: false });
    const { teamId } = actor;
    await this.app.get(Database, { strict: false }).inTransaction(async (tx) => {
      await documents.write(tx, actor, document, change);
      // Nobody has it open, so no room tells the boards.
      const [doc, authors] = [await documents.read(tx, teamId, document), await documents.authors(tx, teamId, document)];
      await projectDocument(tx, { teamId, name: document, seq: 0 }, doc, (client) => authors.get(client) ?? null);
    });
  }

  private key(): string {
    return `demo-step-${++this.steps}`;
  }
}

/** Steps of an attribution chain, nearest first: name, and whether the source is unnamed. */
export type Attribution = readonly (readonly [name: string, anonymous: boolean])[];
