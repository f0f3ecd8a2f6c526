import { type CaptureData, CaptureView } from '#shared/protocol/views.js';
import { NotReached, NotUnderstood } from '../state/call-errors.js';
import { refusalOf } from './call.js';

/** Stores the bytes of a file; the answer names them by their SHA-256. `told` hears how much is sent, from 0 to 1. */
export async function sendCapture(file: File, key: string, told: (part: number) => void): Promise<CaptureData> {
  const { status, parsed } = await upload(file, key, told);
  if (status < 200 || status > 299) throw refusalOf(parsed, status);
  const view = CaptureView.safeParse(parsed);
  if (!view.success) throw new NotUnderstood(view.error);
  return view.data;
}

/** `fetch` tells nothing of what it sends; only this older way does. */
function upload(file: File, key: string, told: (part: number) => void): Promise<{ status: number; parsed: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/captures');
    request.setRequestHeader('Content-Type', file.type === '' ? 'application/octet-stream' : file.type);
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) told(event.loaded / event.total);
    });
    request.addEventListener('load', () => resolve({ status: request.status, parsed: jsonIn(request.responseText) }));
    request.addEventListener('error', () => reject(new NotReached(new Error('the connection was lost while the file was sent'))));
    request.send(file);
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Where the captured bytes can be downloaded. */
export function captureAddress(sha256: string): string {
  return `/api/captures/${sha256}`;
}
