import { createElement, Fragment, type ReactNode } from 'react';
import type { RichBlock, TextRun } from '#shared/domain/rich-text.js';

/** Rich text for reading: for viewers, for "approve what you see" and wherever nobody writes. */
export function RichText({ blocks, empty }: { blocks: readonly RichBlock[]; empty?: string }) {
  if (blocks.every((block) => block.runs.length === 0)) return <p className="soft">{empty ?? 'Nothing written yet.'}</p>;
  return (
    <div className="prose" dir="auto">
      {blocks.map((block, index) => (
        // Blocks have no identity of their own: their place is what they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Block key={index} block={block} number={numberOf(blocks, index)} />
      ))}
    </div>
  );
}

function Block({ block, number }: { block: RichBlock; number: number }) {
  const words = block.runs.map((run, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity of their own
    <Run key={index} run={run} />
  ));
  switch (block.type) {
    case 'heading':
      return createElement(`h${Math.min(6, block.depth + 2)}`, { dir: 'auto' }, words);
    case 'list-item':
      return (
        <p dir="auto" style={{ paddingInlineStart: `${block.depth * 1.4}em`, textIndent: '-1.2em' }}>
          <span aria-hidden>{block.ordered ? `${number}. ` : '• '}</span>
          {words}
        </p>
      );
    case 'quote':
      return <blockquote dir="auto">{words}</blockquote>;
    case 'code':
      return (
        <pre>
          <code>{words}</code>
        </pre>
      );
    case 'paragraph':
      return <p dir="auto">{words}</p>;
  }
}

function Run({ run }: { run: TextRun }): ReactNode {
  let node: ReactNode = <Fragment>{run.text}</Fragment>;
  for (const mark of run.marks) {
    if (mark.type === 'bold') node = <strong>{node}</strong>;
    else if (mark.type === 'italic') node = <em>{node}</em>;
    else if (mark.type === 'strike') node = <s>{node}</s>;
    else if (mark.type === 'underline') node = <u>{node}</u>;
    else if (mark.type === 'code') node = <code>{node}</code>;
    else if (mark.type === 'link') node = <SafeLink address={mark.attrs['href'] ?? ''}>{node}</SafeLink>;
  }
  return node;
}

/** A link that leaves the page; anything but http(s) stays plain text. */
export function SafeLink({ address, children }: { address: string; children: ReactNode }) {
  if (!/^https?:\/\//i.test(address)) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function numberOf(blocks: readonly RichBlock[], index: number): number {
  let number = 1;
  const own = blocks[index];
  for (let i = index - 1; i >= 0; i--) {
    const block = blocks[i];
    if (block?.type !== 'list-item' || !block.ordered || block.depth < (own?.depth ?? 0)) break;
    if (block.depth === own?.depth) number++;
  }
  return number;
}
