import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { APP_ROLE } from '../../database/data-source.js';
import { type GrowingDocument, KeyframeMaker } from './keyframe-maker.js';

/** The keyframe maker of this node, for as long as the server runs. */
@Injectable()
export class Keyframes implements BeforeApplicationShutdown {
  private readonly log = new Logger('keyframes');
  private readonly maker: KeyframeMaker;

  constructor(@Inject(CONFIG) config: Config) {
    this.maker = new KeyframeMaker({
      connection: { connectionString: config.databaseUrl, options: `-c role=${APP_ROLE}`, application_name: 'assay keyframes' },
      onProblem: (problem) => this.log.warn(`no keyframe was made: ${problem}`),
    });
  }

  /** To be called whenever an open document has grown, and once when it is opened. */
  changed(document: GrowingDocument): void {
    this.maker.changed(document);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.maker.close();
  }
}
