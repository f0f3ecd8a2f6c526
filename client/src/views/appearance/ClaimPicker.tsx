import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { claimMatches } from '../../state/text/claim-matches.js';
import { STAGE_WORDS } from '../../state/words.js';
import { useClaimSearch, useClaims } from '../session/use-queries.js';

interface ClaimPickerProps {
  readonly title: string;
  /** What the wanted claim may be about: matches are offered while it is typed. */
  readonly text: string;
  readonly searchable?: boolean;
  readonly chosen?: string | null;
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
  const claims = useClaims();
  const found = useClaimSearch(asked, searchable);
  const offers = useMemo((): Offer[] => {
    if (asked.trim() !== '') return (found.data?.claims ?? []).slice(0, 8).map((claim) => ({ claim, why: 'found by your search' }));
    return claimMatches(text, claims.data?.claims ?? []).map((match) => ({
      claim: match.claim,
      why: `both say ${match.shared.map((word) => `“${word}”`).join(', ')}`,
    }));
  }, [asked, found.data, claims.data, text]);
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
              background: chosen === claim.id ? 'var(--accent-wash)' : undefined,
            }}
          >
            <span className="mono soft">#{claim.number}</span>
            <span style={{ flex: 1 }} dir="auto">
              <span className="serif">{claim.wording}</span>
              <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
                {STAGE_WORDS[claim.stage]}; {why}
              </span>
            </span>
            <Button size="compact-xs" aria-pressed={chosen === claim.id} onClick={() => choose(claim)}>
              {chosen === claim.id ? 'Chosen' : action}
            </Button>
          </li>
        ))}
        {searchable && offers.length === 0 && (
          <li className="soft">
            {asked.trim() === '' ? 'No known claim shares words with this. Search, or open a new one.' : 'No claim found.'}
          </li>
        )}
      </ul>
    </section>
  );
}
