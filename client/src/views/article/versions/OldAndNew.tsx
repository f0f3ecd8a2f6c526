import { Button, Radio, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ArticleData } from '#shared/protocol/views.js';
import { AnchorText } from '#shared/text/anchors.js';
import type { Offer } from '../../../state/versions/offers.js';
import { WordsChanged } from '../../../ui/words-changed.js';
import type { CarriedStretch } from './use-carried-marks.js';

interface OldAndNewProps {
  readonly article: ArticleData;
  readonly stretch: CarriedStretch;
  readonly offers: readonly Offer[];
  readonly choice: number;
  readonly choose: (choice: number) => void;
}

/** The words in their sentence as they stood, and the place or places where they may stand now. */
export function OldAndNew({ article, stretch, offers, choice, choose }: OldAndNewProps) {
  const { anchor, from, marks } = stretch;
  const chosen = offers[choice];
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <section aria-label={`In version ${from}`}>
          <Text c="dimmed">
            <Link href={`/articles/${article.id}?version=${from}&mark=${marks[0]?.id ?? ''}`}>In version {from}</Link>
          </Text>
          <Sentence prefix={anchor.prefix} exact={anchor.exact} suffix={anchor.suffix} lang={article.language} />
        </section>
        <section aria-label={`In version ${article.version.number}`}>
          <Text c="dimmed">In version {article.version.number}</Text>
          {offers.length === 0 && <Text>Nowhere. The old quote is kept with its version.</Text>}
          {offers.length === 1 && chosen !== undefined && <Sentence {...chosen} lang={article.language} />}
          {offers.length > 1 && (
            <Radio.Group value={String(choice)} onChange={(value) => choose(Number(value))} aria-label="Which place is meant">
              <Stack gap="xs">
                {offers.map((offer, index) => (
                  <Radio
                    key={offer.start}
                    value={String(index)}
                    label={
                      <>
                        <span className="soft">
                          {index + 1}
                          {offer.score === null ? '' : ` · ${Math.floor(offer.score * 100)} % alike`}
                        </span>
                        <Sentence {...offer} lang={article.language} />
                      </>
                    }
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
        </section>
      </SimpleGrid>
      {chosen !== undefined && (chosen.exact !== anchor.exact || chosen.prefix !== anchor.prefix || chosen.suffix !== anchor.suffix) && (
        <section aria-label="What changed">
          <Text c="dimmed">What changed</Text>
          <WordsChanged before={whole(anchor)} after={whole(chosen)} />
        </section>
      )}
    </Stack>
  );
}

/** A place that nobody offered, named by the words that stand there. They must stand there once only. */
export function PlaceByHand({ article, busy, place }: { article: ArticleData; busy: boolean; place: (where: Offer) => void }) {
  const [words, setWords] = useState('');
  const quote = words.trim();
  const times = quote === '' ? 0 : article.text.split(quote).length - 1;
  const submit = (): void => {
    const text = new AnchorText(article.text);
    const unit = article.text.indexOf(quote);
    place({ ...text.anchorAt(text.points.toPoints(unit), text.points.toPoints(unit + quote.length)), score: null });
  };
  return (
    <Textarea
      label="Or it stands where these words are"
      description="Quote them exactly as they stand in this version."
      dir="auto"
      autosize
      minRows={1}
      maxRows={4}
      maxLength={10_000}
      classNames={{ input: 'serif' }}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
      error={handProblem(quote, times)}
      rightSectionWidth={92}
      rightSection={
        <Button size="compact-sm" disabled={times !== 1} loading={busy} onClick={submit}>
          Place it
        </Button>
      }
    />
  );
}

function handProblem(quote: string, times: number): string | undefined {
  if (quote === '' || times === 1) return undefined;
  return times === 0 ? 'This version does not hold these words exactly like this.' : `These words stand there ${times} times. Quote more.`;
}

interface SentenceProps {
  readonly prefix: string;
  readonly exact: string;
  readonly suffix: string;
  readonly lang: string | null;
}

function Sentence({ prefix, exact, suffix, lang }: SentenceProps) {
  return (
    <p className="serif sentence" dir="auto" lang={lang ?? undefined}>
      {prefix}
      <mark>{exact}</mark>
      {suffix}
    </p>
  );
}

function whole({ prefix, exact, suffix }: Omit<SentenceProps, 'lang'>): string {
  return `${prefix}${exact}${suffix}`;
}
