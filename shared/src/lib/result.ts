import type { RefusalCode } from '../protocol/refusals.js';

/** An expected "no": its code from the closed list, a sentence for a person, and what it is about. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** The field at fault, as a dotted path, where one is. */
  readonly path?: string | undefined;
  /** Facts a screen needs to explain the refusal: who could do it instead, what differs. */
  readonly facts?: Record<string, unknown> | undefined;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  extra: { path?: string; facts?: Record<string, unknown> } = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, message, ...extra } };
}
