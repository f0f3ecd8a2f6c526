/** Digits of other scripts as the ones we count with, and their marks of thousands and decimals; nothing else changes, nor does the length. */
export function plainDigits(text: string): string {
  if (/^[\p{ASCII}\p{Script=Latin}‘’“”–—]*$/u.test(text)) return text;
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/(?<=\d)\u066c(?=\d)/g, ',')
    .replace(/(?<=\d)\u066b(?=\d)/g, '.');
}
