import './paint.css';
import './reader.css';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { REGION_KINDS, type Region, type RegionKind } from '#shared/text/region.js';
import { REGION_WORDS } from '../state/words.js';
import type { FrozenText } from './frozen-text.js';

interface FrozenArticleProps {
  readonly text: FrozenText;
  readonly regions: readonly Region[];
  /** Null where the reader may not correct regions. */
  readonly correct: ((region: Region, kind: RegionKind) => void) | null;
}

/**
 * The text, a paragraph a region. Drawn once: marks are painted over it and change nothing here. All labels together are one
 * Tab stop, that of the region which was in focus last; arrow keys go from one to the other.
 */
export const FrozenArticle = memo(function FrozenArticle({ text, regions, correct }: FrozenArticleProps) {
  const [stop, setStop] = useState(0);
  return (
    <>
      {regions.map((region, index) => (
        <RegionParagraph
          key={region.start}
          text={text}
          region={region}
          index={index}
          first={regions[index - 1]?.kind !== region.kind}
          stop={index === stop}
          reached={setStop}
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
  /** Whether Tab stops at its label. */
  readonly stop: boolean;
  readonly reached: (index: number) => void;
  readonly correct: FrozenArticleProps['correct'];
}

const RegionParagraph = memo(function RegionParagraph({ text, region, index, first, stop, reached, correct }: RegionParagraphProps) {
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
    <div
      className="region"
      data-kind={region.kind}
      data-first={first}
      role="group"
      aria-label={REGION_WORDS[region.kind]}
      tabIndex={-1}
      onFocus={() => reached(index)}
    >
      <RegionLabel region={region} stop={stop} correct={correct} />
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
function RegionLabel({ region, stop, correct }: { region: Region; stop: boolean; correct: FrozenArticleProps['correct'] }) {
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
  const firstOther = REGION_KINDS.find((kind) => kind !== region.kind);
  const about = region.corrected ? `${word}, corrected by a person` : word;
  if (correct === null) return <span className="region-label">{word}</span>;
  const label = (
    <UnstyledButton
      ref={button}
      className="region-label"
      aria-label={`Region: ${about}. Correct it`}
      aria-haspopup="menu"
      aria-description={stop ? 'Arrow keys go to the labels of the other regions' : undefined}
      tabIndex={stop ? 0 : -1}
      onKeyDown={toLabel}
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
            data-autofocus={kind === firstOther || undefined}
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

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** To the next label. */
function toLabel(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.currentTarget.ariaExpanded === 'true') return;
  event.preventDefault();
  const labels = [...document.querySelectorAll<HTMLElement>('button.region-label')];
  labels[labels.indexOf(event.currentTarget) + step]?.focus();
}
