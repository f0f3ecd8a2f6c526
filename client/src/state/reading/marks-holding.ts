interface Searched {
  readonly kind: string;
  readonly exact: string;
  readonly author: { readonly name: string } | null;
  readonly messages: readonly { readonly text: string }[];
  readonly claim: { readonly wording: string } | null;
}

/** The first marks, in their order, that hold every word: in what they mark, what is said there, whose they are, or their kind. */
export function marksHolding<M extends Searched>(marks: readonly M[], words: readonly string[], most: number): M[] {
  const found: M[] = [];
  for (const mark of marks) {
    const text = [mark.kind, mark.exact, mark.author?.name ?? '', mark.claim?.wording ?? '', ...mark.messages.map(({ text: said }) => said)]
      .join('\n')
      .toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(mark);
    if (found.length === most) break;
  }
  return found;
}
