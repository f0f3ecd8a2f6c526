import { type CaptureData, CaptureView } from '#shared/protocol/views.js';
import { NotUnderstood } from '../state/call-errors.js';
import { refusalOf, send } from './call.js';

/** Stores the bytes of a file; the answer names them by their SHA-256. */
export async function sendCapture(file: File, key: string): Promise<CaptureData> {
  const answer = await send('/api/captures', {
    method: 'POST',
    headers: {
      'Content-Type': file.type === '' ? 'application/octet-stream' : file.type,
      'X-File-Name': encodeURIComponent(file.name),
      'Idempotency-Key': key,
    },
    body: file,
  });
  const parsed = (await answer.json().catch(() => null)) as unknown;
  if (!answer.ok) throw refusalOf(parsed, answer.status);
  const view = CaptureView.safeParse(parsed);
  if (!view.success) throw new NotUnderstood(view.error);
  return view.data;
}

/** Where the captured bytes can be downloaded. */
export function captureAddress(sha256: string): string {
  return `/api/captures/${sha256}`;
}
