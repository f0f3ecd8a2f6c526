import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { routes } from '#shared/protocol/routes.js';
import { Database } from '../database/database.service.js';
import { CurrentActor, Handle } from '../transport/handle.js';
import { Ledger } from './ledger.service.js';

@Controller()
export class LedgerController {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  @Handle(routes.ledgerState)
  state(@CurrentActor() actor: Actor): Promise<{ entries: number; head: string | null }> {
    return this.database.read((tx) => this.ledger.state(tx, actor.teamId));
  }
}
