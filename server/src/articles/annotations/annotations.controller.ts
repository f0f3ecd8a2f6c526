import { Controller, Header } from '@nestjs/common';
import { ANNOTATION_CONTEXT } from '#shared/document/web-annotation/terms.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ImportAnnotationsBody, ImportedAnnotationsData } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
import { Database } from '../../database/database.service.js';
import { People } from '../../identity/people.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { ArticleViews } from '../article-views.service.js';
import { WebAnnotations } from './web-annotations.service.js';

@Controller()
export class AnnotationsController {
  constructor(
    private readonly annotations: WebAnnotations,
    private readonly views: ArticleViews,
    private readonly people: People,
    private readonly database: Database,
  ) {}

  @Handle(routes.exportAnnotations)
  @Header('Content-Type', `application/ld+json; profile="${ANNOTATION_CONTEXT}"`)
  export(@CurrentActor() { teamId }: Actor, @Param('id') id: string): Promise<Record<string, unknown>> {
    return this.database.read(async (tx) => {
      const article = await this.views.one(tx, teamId, id, null);
      const writers = await this.annotations.writers(tx, teamId, article);
      const names = new Map([...(await this.people.byIds(tx, teamId, writers)).values()].map((person) => [person.id, person.name]));
      return this.annotations.collection(tx, teamId, article, names);
    });
  }

  @Handle(routes.importAnnotations)
  import(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ImportAnnotationsBody,
    @IdempotencyKey() key: string,
  ): Promise<ImportedAnnotationsData> {
    return this.annotations.import(actor, id, body.annotations, key);
  }
}
