import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { textHash } from '#shared/log/hash.js';
import type { AnswerChecklist, AskPublisher, DecideRequest, RecordPublisherAnswer } from '#shared/protocol/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Database } from '../../database/database.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { Refused } from '../../transport/refused.js';
import { Claims } from '../claims.service.js';
import { requestById } from './claim-facts.store.js';

/** Obligations, and requests for corrections: those of readers to us, and ours to publishers. */
@Controller()
export class RequestsController {
  constructor(
    private readonly claims: Claims,
    private readonly database: Database,
  ) {}

  @Handle(routes.answerChecklist)
  checklist(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AnswerChecklist>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AnswerChecklist', id, ...body },
      command: () => ({ type: 'AnswerChecklist', item: body.item, done: body.done, note: body.note }),
    });
  }

  /** The decision names the very words that were decided on, by their hash. */
  @Handle(routes.decideRequest)
  async decide(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof DecideRequest>,
  ): Promise<ReceiptData> {
    const found = await this.database.read((tx) => requestById(tx, actor.teamId, id));
    if (!found) throw new Refused({ code: 'not-found', message: 'There is no such request.' });
    const { wrong, evidence, version } = found;
    return this.claims.execute(actor, {
      claim: found.claimId,
      key,
      request: { type: 'DecideRequest', id, ...body },
      command: () => ({
        type: 'DecideRequest',
        requestId: id,
        outcome: body.outcome,
        reason: body.reason,
        sha256: textHash(canonicalJson({ wrong, evidence, version })),
      }),
    });
  }

  @Handle(routes.askPublisher)
  askPublisher(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AskPublisher>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AskPublisher', id, ...body },
      command: () => ({ type: 'AskPublisher', publisher: body.publisher, request: body.request }),
    });
  }

  @Handle(routes.recordPublisherAnswer)
  publisherAnswer(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof RecordPublisherAnswer>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'publisher-request', id },
      key,
      request: { type: 'RecordPublisherAnswer', id, ...body },
      command: () => ({ type: 'RecordPublisherAnswer', requestId: id, outcome: body.outcome, note: body.note }),
    });
  }
}
