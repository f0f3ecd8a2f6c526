import { Injectable } from '@nestjs/common';

/** Whether this process is about to stop: it serves on for a while, and whoever balances the load should send nobody new. */
@Injectable()
export class Draining {
  begun = false;
}
