const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** Whether the text can be stored and hashed: well-formed Unicode without NUL. Postgres and canonical JSON take no other. */
export function isStorable(text: string): boolean {
  return storableText(text) === text;
}

/** The text with what cannot be stored taken out of it. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(LONE_SURROGATE, '\uFFFD');
}

/** Whether a reader would see nothing of it: a reason made of invisible characters is none. */
export function isBlank(text: string): boolean {
  return INVISIBLE.test(text);
}
