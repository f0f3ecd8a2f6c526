/** What Windows-1252 prints for the bytes 0x80 to 0x9F; the five that it leaves open stay themselves. */
const PRINTED = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Replaces the control characters U+0080 to U+009F by what Windows-1252 prints there. No text holds them on purpose: they are
 * quotation marks, dashes and euros whose bytes were read as ISO-8859-1.
 */
export function printedC1(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => PRINTED.charAt(control.charCodeAt(0) - 0x80));
}
