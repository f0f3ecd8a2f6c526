import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { sha256Hex } from '#shared/log/hash.js';
import type { Tx } from '../database/tx.js';
import { Refused } from '../transport/refused.js';
import { captureBytes, findCapture, holdCaptures, type StoredCapture, storeCapture } from './capture.store.js';
import { mediaTypeOf } from './media-type.js';

/** Bytes fixed under their SHA-256 when evidence is attached; never changed; removed only where nothing names them (EV1, AR14). */
@Injectable()
export class Captures {
  async store(tx: Tx, actor: Actor, body: Uint8Array, file: { name: string | null; mediaType?: string }): Promise<StoredCapture> {
    const sha256 = sha256Hex(body);
    const { teamId, userId: by } = actor;
    await storeCapture(tx, { teamId, sha256, body, mediaType: file.mediaType ?? mediaTypeOf(body), fileName: file.name, by });
    return must(await findCapture(tx, teamId, sha256), 'the capture just stored');
  }

  /** The capture, for evidence that is about to name it: it stays. */
  async toBeNamed(tx: Tx, teamId: string, sha256: string): Promise<StoredCapture> {
    await holdCaptures(tx);
    return this.find(tx, teamId, sha256);
  }

  async find(tx: Tx, teamId: string, sha256: string): Promise<StoredCapture> {
    const capture = await findCapture(tx, teamId, sha256);
    if (!capture) throw new Refused({ code: 'capture-unknown', message: 'This file is not stored. Upload it first.', path: 'capture' });
    return capture;
  }

  /** The capture and its bytes, checked against the hash once more before they leave. */
  async open(tx: Tx, teamId: string, sha256: string): Promise<{ capture: StoredCapture; body: Uint8Array }> {
    const capture = await this.find(tx, teamId, sha256);
    const body = must(await captureBytes(tx, teamId, sha256), 'the bytes of a stored capture');
    if (sha256Hex(body) !== sha256) throw new Refused({ code: 'capture-mismatch', message: 'The stored bytes do not have this hash.' });
    return { capture, body };
  }
}
