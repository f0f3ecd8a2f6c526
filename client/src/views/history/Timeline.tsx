import { ActionIcon, Slider, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { HistoryEntryData } from '#shared/protocol/views.js';
import { burstsOf, neighbourStop, type TimelineStop } from '../../state/timeline.js';
import { momentWords } from '../../state/words.js';
import { useKeys } from '../../ui/keys.js';

interface TimelineProps {
  readonly head: number;
  readonly seq: number;
  readonly stops: readonly TimelineStop[];
  readonly bars: readonly number[];
  readonly entries: readonly HistoryEntryData[];
  readonly document: string;
  readonly move: (seq: number) => void;
}

const PLAY_STEP_MS = 420;

/** The slider over all stored updates of one text, with play and step. */
export function Timeline({ head, seq, stops, bars, entries, document, move }: TimelineProps) {
  const { playing, toggle } = usePlaying(seq, head, move);
  const before = neighbourStop(stops, seq, -1);
  const after = neighbourStop(stops, seq, 1);
  const to = (next: number | null): void => {
    if (next !== null) move(next);
  };
  useKeys('History', [
    { keys: 'ArrowLeft', does: 'One edit back', run: () => move(Math.max(0, seq - 1)), off: seq === 0 },
    { keys: 'ArrowRight', does: 'One edit on', run: () => move(Math.min(head, seq + 1)), off: seq === head },
    { keys: 'k', does: 'Burst before', run: () => to(before) },
    { keys: 'j', does: 'Burst after', run: () => to(after) },
    { keys: ' ', does: 'Play or pause', run: toggle },
  ]);
  const said = momentSaid(entries, document, seq, head);
  return (
    <section className="timeline" aria-label="Moment">
      <Step label="Burst before (k)" run={() => to(before)} off={before === null}>
        <IconPlayerTrackPrev size={16} />
      </Step>
      <Step label="One edit back (←)" run={() => move(seq - 1)} off={seq === 0}>
        <IconChevronLeft size={16} />
      </Step>
      <Step label={playing ? 'Pause (space)' : 'Play (space)'} run={toggle} off={head === 0}>
        {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
      </Step>
      <Step label="One edit on (→)" run={() => move(seq + 1)} off={seq === head}>
        <IconChevronRight size={16} />
      </Step>
      <Step label="Burst after (j)" run={() => to(after)} off={after === null}>
        <IconPlayerTrackNext size={16} />
      </Step>
      <div style={{ flex: '1 1 220px', minWidth: 0 }}>
        <div className="timeline-bars" aria-hidden>
          {bars.map((bar, index) => (
            // A bar is its place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <i key={index} style={{ height: `${Math.round(bar * 100)}%` }} />
          ))}
        </div>
        <Slider
          size="xs"
          min={0}
          max={Math.max(1, head)}
          value={seq}
          onChange={move}
          disabled={head === 0}
          label={null}
          thumbLabel="Moment of the text"
          thumbValueText={`edit ${seq} of ${head}, ${said}`}
        />
      </div>
      <span style={{ minWidth: 150 }} role="status">
        {said}
        <span className="visually-hidden">
          , edit {seq} of {head}
        </span>
      </span>
    </section>
  );
}

function Step({ label, run, off, children }: { label: string; run: () => void; off: boolean; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={run} disabled={off}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Goes on by itself until the end; from the end it starts anew. */
function usePlaying(seq: number, head: number, move: (seq: number) => void) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (seq >= head) return setPlaying(false);
    const step = Math.max(1, Math.ceil(head / 120));
    const timer = setTimeout(() => move(Math.min(head, seq + step)), PLAY_STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, seq, head, move]);
  const toggle = (): void => {
    if (!playing && seq >= head) move(0);
    setPlaying((was) => !was);
  };
  return { playing, toggle };
}

function momentSaid(entries: readonly HistoryEntryData[], document: string, seq: number, head: number): string {
  if (head === 0) return 'Nothing written yet';
  if (seq === 0) return 'Before the first word';
  const burst = burstsOf(entries, document).find((known) => known.fromSeq <= seq && known.toSeq >= seq);
  const when = burst === undefined ? '' : momentWords(burst.until, Date.now());
  return seq === head ? `Now, last ${when}` : when;
}
