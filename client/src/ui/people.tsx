import { Tooltip } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { initialsOf, ROLE_WORDS } from '../state/words.js';

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: keyof typeof ROLE_WORDS;
  readonly removed: boolean;
}

interface People {
  readonly colourOf: (id: string) => number;
  readonly byId: ReadonlyMap<string, ShownPerson>;
}

const PeopleContext = createContext<People>({ colourOf: () => 0, byId: new Map() });

/** Gives each member one of the eight colours, the same on every screen of the team. */
export function PeopleProvider({ members, children }: { members: readonly ShownPerson[]; children: ReactNode }) {
  const people = useMemo((): People => {
    const order = new Map([...members].sort((a, b) => (a.id < b.id ? -1 : 1)).map((member, index) => [member.id, index]));
    return { colourOf: (id) => (order.get(id) ?? 0) % 8, byId: new Map(members.map((member) => [member.id, member])) };
  }, [members]);
  return <PeopleContext.Provider value={people}>{children}</PeopleContext.Provider>;
}

export function usePeople(): People {
  return useContext(PeopleContext);
}

export function Avatar({ person, small = false, suffix = '' }: { person: ShownPerson; small?: boolean; suffix?: string }) {
  const { colourOf } = usePeople();
  const about = `${person.name}, ${ROLE_WORDS[person.role].name.toLowerCase()}${person.removed ? ', no longer in the team' : ''}${suffix}`;
  return (
    <Tooltip label={about}>
      <span
        className={`avatar person-${colourOf(person.id)}${small ? ' small' : ''}${person.removed ? ' removed' : ''}`}
        role="img"
        aria-label={about}
      >
        <span aria-hidden>{initialsOf(person.name)}</span>
      </span>
    </Tooltip>
  );
}

/** Up to `most` people, then how many more, by name in the tooltip. */
export function Avatars({
  people,
  most = 5,
  small = false,
  label,
}: {
  people: readonly ShownPerson[];
  most?: number;
  small?: boolean;
  label?: string;
}) {
  if (people.length === 0) return null;
  const more = people.slice(most);
  return (
    <span className="avatars">
      <span className="visually-hidden">{label ?? 'People'}: </span>
      {people.slice(0, most).map((person) => (
        <Avatar key={person.id} person={person} small={small} />
      ))}
      {more.length > 0 && (
        <Tooltip label={more.map((person) => person.name).join(', ')}>
          <span
            className={`avatar${small ? ' small' : ''}`}
            style={{ background: 'var(--desk)', borderColor: 'var(--hair)', color: 'var(--ink-soft)' }}
          >
            +{more.length}
          </span>
        </Tooltip>
      )}
    </span>
  );
}

/** A person's name in their colour. */
export function Name({ person }: { person: ShownPerson | null }) {
  const { colourOf } = usePeople();
  if (person === null) return <span className="soft">someone</span>;
  return (
    <span className={`person-${colourOf(person.id)}`} style={{ fontWeight: 500, color: 'var(--person)' }}>
      <bdi>{person.name}</bdi>
    </span>
  );
}

/** What came in a file is hearsay: whoever brought it stands first, and whom the file names is what the file says. */
export function FromFile({ by, creator }: { by: ShownPerson | null; creator: string | null }) {
  return (
    <>
      imported by <Name person={by} /> from a file that {creator === null ? 'names nobody' : 'says it is by '}
      {creator !== null && <bdi>{creator}</bdi>}
    </>
  );
}
