const RAISED: Readonly<Record<string, string>> = { '+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻', '(': '⁽', ')': '⁾' };
/** Longer ones are no mark and no exponent. */
const LONGEST = 24;
const DIGITS = { raised: '⁰¹²³⁴⁵⁶⁷⁸⁹', lowered: '₀₁₂₃₄₅₆₇₈₉' } as const;

/**
 * Raised or lowered digits as characters of their own, so that the mark of a footnote or an exponent becomes no digit of the
 * number before it: "1,400" with a raised 2 is "1,400²". Words and signs stay as they are.
 */
export function smallDigits(text: string, place: 'raised' | 'lowered'): string {
  if (text.length > LONGEST) return text;
  if (!/^[\d\s,+()−–-]*\d[\d\s,+()−–-]*$/.test(text)) return text;
  return text.replace(/[\d+()−–-]/g, (one) =>
    /\d/.test(one) ? (DIGITS[place][Number(one)] ?? one) : place === 'raised' ? (RAISED[one] ?? one) : one,
  );
}
