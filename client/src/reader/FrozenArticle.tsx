import './reader.css';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { REGION_KINDS, type Region, type RegionKind } from '#shared/text/region.js';
import { REGION_WORDS } from '../state/words.js';
import type { FrozenText } from './frozen-text.js';

interface FrozenArticleProps {
  readonly text: FrozenText;
  readonly regions: readonly Region[];
  /** Null where the reader may not correct regions. */
  readonly correct: ((region: Region, kind: RegionKind) => void) | null;
}

/** The text, a paragraph a region. Drawn once: marks are painted over it and change nothing here. */
export const FrozenArticle = memo(function FrozenArticle({ text, regions, correct }: FrozenArticleProps) {
  return (
    <>
      {regions.map((region, index) => (
        <RegionParagraph
          key={region.start}
          text={text}
          region={region}
          index={index}
          first={regions[index - 1]?.kind !== region.kind}
          correct={correct}
        />
      ))}
    </>
  );
});

interface RegionParagraphProps {
  readonly text: FrozenText;
  readonly region: Region;
  readonly index: number;
  readonly first: boolean;
  readonly correct: FrozenArticleProps['correct'];
}

const RegionParagraph = memo(function RegionParagraph({ text, region, index, first, correct }: RegionParagraphProps) {
  const shown = useCallback(
    (element: HTMLElement | null) => {
      text.show(index, element);
      return () => text.show(index, null);
    },
    [text, index],
  );
  const words = text.points.slice(region.start, region.end);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this says what kind of paragraph the sentence in focus is in
    <div className="region" data-kind={region.kind} data-first={first} role="group" aria-label={REGION_WORDS[region.kind]} tabIndex={-1}>
      <RegionLabel region={region} correct={correct} />
      {region.kind === 'headline' ? (
        <h2 className="region-text" ref={shown} dir="auto">
          {words}
        </h2>
      ) : region.kind === 'subhead' ? (
        <h3 className="region-text" ref={shown} dir="auto">
          {words}
        </h3>
      ) : region.kind === 'quote' ? (
        <blockquote className="region-text" ref={shown} dir="auto">
          {words}
        </blockquote>
      ) : (
        <p className="region-text" ref={shown} dir="auto">
          {words}
        </p>
      )}
    </div>
  );
});

/** A long article has hundreds of these: the menu is there once somebody asked for it. */
function RegionLabel({ region, correct }: { region: Region; correct: FrozenArticleProps['correct'] }) {
  const [asked, setAsked] = useState(false);
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // With the menu the button is another element: it takes the focus over, so that the menu gives it back.
  useEffect(() => {
    if (!asked) return;
    button.current?.focus();
    setOpened(true);
  }, [asked]);
  const word = REGION_WORDS[region.kind];
  const about = region.corrected ? `${word}, corrected by a person` : word;
  if (correct === null) return <span className="region-label">{word}</span>;
  const label = (
    <UnstyledButton
      ref={button}
      className="region-label"
      aria-label={`Region: ${about}. Correct it`}
      aria-haspopup="menu"
      onClick={asked ? undefined : () => setAsked(true)}
    >
      {word}
      {region.corrected && <span aria-hidden> ✓</span>}
    </UnstyledButton>
  );
  if (!asked) return label;
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>{label}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This paragraph is</Menu.Label>
        {REGION_KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            disabled={kind === region.kind}
            rightSection={kind === region.kind ? <IconCheck size={14} /> : null}
            onClick={() => correct(region, kind)}
          >
            {REGION_WORDS[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
