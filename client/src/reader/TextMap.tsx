import { UnstyledButton } from '@mantine/core';
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

/** The whole article as a strip: its marks, and where the others read. A click on a person follows them. */
export function TextMap({ length, marks, readers, following, follow }: TextMapProps) {
  return (
    <nav className="map-rail no-print" aria-label="Where marks and colleagues are">
      <div className="text-map">
        {marks.map((mark) => (
          <i
            key={mark.id}
            aria-hidden
            style={{ top: share(mark.start, length), background: `var(--mark-${mark.kind})`, filter: 'saturate(1.6) brightness(.85)' }}
          />
        ))}
        {readers.map(({ person, reading }) => (
          <UnstyledButton
            key={person.id}
            style={{
              top: share(reading, length),
              outline: following === person.id ? '2px solid var(--accent)' : undefined,
              borderRadius: '50%',
            }}
            aria-pressed={following === person.id}
            aria-label={following === person.id ? `Stop following ${person.name}` : `Follow ${person.name}`}
            onClick={() => follow(following === person.id ? null : person.id)}
          >
            <Avatar person={person} small suffix={following === person.id ? ': following' : ' reads here; click to follow'} />
          </UnstyledButton>
        ))}
      </div>
    </nav>
  );
}
