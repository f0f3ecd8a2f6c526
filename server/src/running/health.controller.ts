import { Controller } from '@nestjs/common';
import { routes } from '#shared/protocol/routes.js';
import { Database } from '../database/database.service.js';
import { Handle } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';

@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Handle(routes.health)
  health(): { ok: boolean } {
    return { ok: true };
  }

  /** The database answers too. */
  @Handle(routes.ready)
  async ready(): Promise<{ ok: boolean }> {
    if (await this.database.answers()) return { ok: true };
    throw new Refused({ code: 'unavailable', message: 'The database does not answer just now.' });
  }
}
