import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { JudgeSuggestion, SuggestionsData } from '#shared/protocol/origins/names.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { Suggestions } from './suggestions.service.js';

@Controller()
export class SuggestionsController {
  constructor(private readonly suggestions: Suggestions) {}

  @Handle(routes.articleSuggestions)
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SuggestionsData> {
    return this.suggestions.view(actor, id);
  }

  @Handle(routes.judgeSuggestion)
  judge(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof JudgeSuggestion>,
  ): Promise<ReceiptData> {
    return this.suggestions.judge(actor, key, id, body);
  }
}
