import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { Interval } from '../state/reading/intervals.js';
import { Avatar, type ShownPerson } from '../ui/people.js';

export interface MapMark extends Interval {
  readonly id: string;
  readonly kind: string;
}
export interface MapReader {
  readonly person: ShownPerson;
  readonly reading: number;
}

interface TextMapProps {
  readonly length: number;
  readonly marks: readonly MapMark[];
  readonly readers: readonly MapReader[];
  readonly following: string | null;
  readonly follow: (personId: string | null) => void;
}

const share = (offset: number, length: number): string => `${(Math.min(offset, length) / Math.max(1, length)) * 100}%`;

/** As many places as can be told apart on the strip. */
const PLACES = 240;

/** One tick for all marks of a kind at one place: a thousand more cost nothing. */
const Ticks = memo(function Ticks({ length, marks }: Pick<TextMapProps, 'length' | 'marks'>) {
  const ticks = new Map<string, { place: number; kind: string }>();
  for (const { start, kind } of marks) {
    const place = Math.min(PLACES - 1, Math.floor((start / Math.max(1, length)) * PLACES));
    ticks.set(`${place} ${kind}`, { place, kind });
  }
  return [...ticks].map(([key, { place, kind }]) => (
    <i key={key} aria-hidden style={{ top: share(place, PLACES), background: `var(--line-${kind})` }} />
  ));
});

/** The whole article as a strip: its marks, and where the others read. A click on a person follows them. */
export function TextMap({ length, marks, readers, following, follow }: TextMapProps) {
  return (
    <nav className="map-rail no-print" aria-label="Where marks and colleagues are">
      <div className="text-map">
        <Ticks length={length} marks={marks} />
        {readers.map(({ person, reading }) => (
          <UnstyledButton
            key={person.id}
            style={{
              top: share(reading, length),
              outline: following === person.id ? '2px solid var(--accent)' : undefined,
              borderRadius: '50%',
            }}
            aria-pressed={following === person.id}
            onClick={() => follow(following === person.id ? null : person.id)}
          >
            <Avatar person={person} small suffix={following === person.id ? ': you follow them' : ' reads here; follow them'} />
          </UnstyledButton>
        ))}
      </div>
    </nav>
  );
}
