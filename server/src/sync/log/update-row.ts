import type { StoredUpdate } from './update-log.js';

/** A row of `doc_update`, as Postgres gives it. */
export interface UpdateRow {
  readonly seq: string;
  readonly lease: string;
  readonly client_seq: string;
  readonly user_id: string;
  readonly bytes: Buffer;
  readonly at: Date;
}

export function storedUpdate({ seq, lease, client_seq, user_id, bytes, at }: UpdateRow): StoredUpdate {
  return { seq: Number(seq), lease: Number(lease), clientSeq: Number(client_seq), userId: user_id, bytes: new Uint8Array(bytes), at };
}
