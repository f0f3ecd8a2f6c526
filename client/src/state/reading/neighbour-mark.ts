interface Standing {
  readonly id: string;
  readonly start: number;
}

/**
 * The mark that comes next, or before: seen from the active one, else from the place where somebody reads, in code points. After the
 * last comes the first. Marks are in text order.
 */
export function neighbourMark<M extends Standing>(
  marks: readonly M[],
  active: string | null,
  here: () => number,
  step: 1 | -1,
): M | undefined {
  const at = marks.findIndex(({ id }) => id === active);
  if (at >= 0) return marks[(at + step + marks.length) % marks.length];
  const from = here();
  const after = marks.findIndex(({ start }) => start >= from);
  const next = after < 0 ? marks.length : after;
  return marks[(step === 1 ? next : next - 1 + marks.length) % marks.length];
}
