import { Menu, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLayoutEffect } from 'react';
import type { Artefact } from '#shared/text/artefacts.js';
import type { FrozenText } from './frozen-text.js';
import { paint } from './highlights.js';
import { scrollToBox } from './scrolling.js';

interface ArtefactsProps {
  readonly text: FrozenText;
  readonly artefacts: readonly Artefact[];
}

/** Places that a machine may have damaged before the import: a thin dotted underline, and a list that says why. */
export function Artefacts({ text, artefacts }: ArtefactsProps) {
  useLayoutEffect(() => paint(text, [{ name: 'artefact', rank: 0, stretches: artefacts }]), [text, artefacts]);
  if (artefacts.length === 0) return null;
  const count = artefacts.length === 1 ? '1 possible artefact' : `${artefacts.length} possible artefacts`;
  return (
    <div className="artefacts no-print">
      <Menu position="bottom-start" width={380}>
        <Menu.Target>
          <UnstyledButton className="soft">
            <IconAlertTriangle size={13} aria-hidden /> {count}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
          <Menu.Label>Perhaps damaged before the import; the frozen text stays as it is</Menu.Label>
          {artefacts.map((artefact) => (
            <Menu.Item key={`${artefact.start} ${artefact.kind}`} onClick={() => select(text, artefact)}>
              <span className="serif" dir="auto">
                {text.points.slice(artefact.start, artefact.end)}
              </span>
              <div className="soft" dir="auto">
                {artefact.why}
              </div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Brings the words into view and selects them, ready to be marked. */
function select(text: FrozenText, artefact: Artefact): void {
  const box = text.boxOf(artefact);
  const [place] = text.rangesOf(artefact);
  if (box === null || place === undefined) return;
  scrollToBox(box);
  document.getSelection()?.setBaseAndExtent(place.startContainer, place.startOffset, place.endContainer, place.endOffset);
}
