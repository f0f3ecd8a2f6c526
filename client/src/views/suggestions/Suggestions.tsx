import './suggestions.css';
import { Button, Group, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useState } from 'react';
import { may } from '#shared/domain/permissions.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { call } from '../../api/call.js';
import type { FrozenText } from '../../reader/frozen-text.js';
import { paint } from '../../reader/highlights.js';
import { scrollToBox } from '../../reader/scrolling.js';
import type { Interval } from '../../state/reading/intervals.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import { useSession } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { Relatives } from './Relatives.js';

interface SuggestionsProps {
  readonly article: ArticleData;
  readonly text: FrozenText;
  /** Begins a claim from the sentence. */
  readonly claim: (stretch: Interval) => void;
}

/** Sentences that may be worth checking: off until somebody asks, never marked by themselves. */
export function Suggestions({ article, text, claim }: SuggestionsProps) {
  const { user } = useSession();
  const [shown, setShown] = useState(false);
  const found = useQuery({
    queryKey: ['article', article.id, 'suggestions'],
    queryFn: ({ signal }) => call(routes.articleSuggestions, { params: { id: article.id }, signal }),
    enabled: shown,
  });
  const judge = useCommand(routes.judgeSuggestion);
  // What is an appearance of a claim already needs no suggestion.
  const suggestions = useMemo(() => {
    const marked = article.appearances.map(({ anchor }) => anchor);
    return (found.data?.suggestions ?? []).filter(
      ({ start, end, judged }) => judged !== null || !marked.some((anchor) => anchor.start < end && start < anchor.end),
    );
  }, [found.data, article.appearances]);
  const open = useMemo(() => suggestions.filter(({ judged }) => judged === null), [suggestions]);
  useLayoutEffect(() => (shown ? paint(text, [{ name: 'suggestion', rank: 0, stretches: open }]) : undefined), [shown, text, open]);
  const decide = async (stretch: Interval, accepted: boolean): Promise<void> => {
    const body = { start: stretch.start, end: stretch.end, accepted };
    if ((await judge.run({ params: { id: article.id }, body })) !== null && accepted) claim(stretch);
  };
  const writes = may(user, 'claim.contribute');
  return (
    <section className="suggestions no-print" aria-label="Suggestions">
      <div className="suggestions-bar">
        <Switch size="xs" label="Suggest sentences to check" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <Relatives articleId={article.id} />
      </div>
      {shown && found.isPending && <span className="soft">Reading…</span>}
      {shown && <Refusal error={found.error ?? judge.error} />}
      {shown && found.data !== undefined && (
        <>
          <p className="soft" style={{ margin: '4px 0' }} role="status">
            {countWords(open.length, 'suggestion')} open. {precisionWords(found.data.precision)}
          </p>
          {suggestions.length === 0 && (
            <p className="soft" style={{ margin: 0 }}>
              Figures, quotations, attributions, superlatives and named acts are looked for. This text has none that is not marked already.
            </p>
          )}
          <ul className="plain-list suggestion-list" hidden={suggestions.length === 0}>
            {suggestions.map((suggestion) => (
              <li key={`${suggestion.start} ${suggestion.end}`}>
                <button type="button" className="text" dir="auto" onClick={() => show(text, suggestion)}>
                  <span className={suggestion.judged?.accepted === false ? 'struck' : undefined}>{suggestion.text}</span>
                </button>
                <div className="soft">
                  {suggestion.reasons.join(', ')}
                  {suggestion.judged !== null && (
                    <>
                      {' '}
                      · {suggestion.judged.accepted ? 'accepted' : 'dismissed'} by <Name person={suggestion.judged.by} />
                    </>
                  )}
                </div>
                {writes && suggestion.judged === null && (
                  <Group gap={6} mt={6}>
                    <Button size="compact-xs" disabled={judge.busy} onClick={() => void decide(suggestion, true)}>
                      Accept: make a claim…
                    </Button>
                    <Button size="compact-xs" variant="subtle" disabled={judge.busy} onClick={() => void decide(suggestion, false)}>
                      Dismiss
                    </Button>
                  </Group>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function precisionWords({ accepted, decided }: { readonly accepted: number; readonly decided: number }): string {
  if (decided === 0) return 'Your team has not decided on any yet.';
  return `Your team accepted ${accepted} of ${decided} so far (${Math.round((accepted / decided) * 100)} %).`;
}

function show(text: FrozenText, stretch: Interval): void {
  const box = text.boxOf(stretch);
  if (box !== null) scrollToBox(box);
}
