import { Controller } from '@nestjs/common';
import { routes } from '#shared/protocol/routes.js';
import { Database } from '../database/database.service.js';
import { Handle } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';
import { Draining } from './draining.js';

@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly draining: Draining,
  ) {}

  /** The process answers. */
  @Handle(routes.health)
  health(): { ok: boolean } {
    return { ok: true };
  }

  /** The database answers too, and this node is not about to stop. */
  @Handle(routes.ready)
  async ready(): Promise<{ ok: boolean }> {
    if (this.draining.begun) throw new Refused({ code: 'unavailable', message: 'This node is stopping; another one serves.' });
    if (await this.database.answers()) return { ok: true };
    throw new Refused({ code: 'unavailable', message: 'The database does not answer just now.' });
  }
}
