import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { STAGE_WORDS } from '../../state/words.js';
import { useClaimMatches, useClaimSearch, useClaims } from '../session/use-queries.js';

interface ClaimPickerProps {
  readonly title: string;
  /** What the wanted claim may be about: matches are offered while it is typed. */
  readonly text: string;
  readonly searchable?: boolean;
  /** Shown first, whatever is offered or searched for. */
  readonly chosen?: ClaimRowData | null;
  readonly choose: (claim: ClaimRowData) => void;
  readonly action: string;
}

interface Offer {
  readonly claim: ClaimRowData;
  readonly why: string;
}

/** Claims that may match, each with the reason it is offered. Whether they mean the same is for a person to judge. */
export function ClaimPicker({ title, text, searchable = false, chosen = null, choose, action }: ClaimPickerProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 150);
  const [meant] = useDebouncedValue(text, 300);
  const claims = useClaims();
  const found = useClaimSearch(asked, searchable);
  const matches = useClaimMatches(meant, asked.trim() === '');
  const offers = useMemo((): Offer[] => {
    const picked = chosen === null ? [] : [{ claim: chosen, why: 'chosen' }];
    const others = (offered: readonly Offer[]): Offer[] => [...picked, ...offered.filter(({ claim }) => claim.id !== chosen?.id)];
    if (asked.trim() !== '') return others((found.data?.claims ?? []).slice(0, 8).map((claim) => ({ claim, why: 'found by your search' })));
    const rows = new Map(claims.data?.claims.map((claim) => [claim.id, claim]));
    return others(
      (matches.data?.matches ?? []).flatMap((match) => {
        const claim = rows.get(match.id);
        return claim === undefined ? [] : [{ claim, why: match.reasons.join(', ') }];
      }),
    );
  }, [asked, found.data, claims.data, matches.data, chosen]);
  const progress = matches.data?.progress ?? null;
  if (!searchable && offers.length === 0) return null;
  return (
    <section aria-label={title}>
      <Text fw={500} size="sm" mb={4}>
        {title}
      </Text>
      {searchable && (
        <TextInput
          mb={8}
          dir="auto"
          data-autofocus
          placeholder="Search all claims by words or number"
          aria-label="Search all claims"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {progress !== null && (
        <Text size="sm" c="dimmed" role="status">
          {progress.done} of {progress.total} claims are looked through so far.
        </Text>
      )}
      <ul className="plain-list" style={{ maxHeight: 240, overflow: 'auto' }}>
        {offers.map(({ claim, why }) => (
          <li
            key={claim.id}
            style={{
              display: 'flex',
              gap: 12,
              alignItems: 'baseline',
              borderTop: '1px solid var(--hair)',
              padding: '6px 0',
              background: chosen?.id === claim.id ? 'var(--accent-wash)' : undefined,
            }}
          >
            <span className="mono soft">#{claim.number}</span>
            <span style={{ flex: 1 }} dir="auto">
              <span className="serif">{claim.wording}</span>
              <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
                {STAGE_WORDS[claim.stage]}; {why}
              </span>
            </span>
            <Button size="compact-xs" aria-pressed={chosen?.id === claim.id} onClick={() => choose(claim)}>
              {chosen?.id === claim.id ? 'Chosen' : action}
            </Button>
          </li>
        ))}
        {searchable && offers.every(({ claim }) => claim.id === chosen?.id) && (
          <li className="soft">
            {asked.trim() !== ''
              ? 'No claim found.'
              : matches.isPending
                ? 'Looking for claims that may match…'
                : 'No known claim shares names, numbers or rare words with this. Search, or open a new one.'}
          </li>
        )}
      </ul>
    </section>
  );
}
