import { Button, Group, Modal, NavLink, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { needsPerson } from '#shared/text/versions/carry.js';
import { carriedReason, carriedWords } from '../../../state/versions/carried-words.js';
import { type Offer, offersOf } from '../../../state/versions/offers.js';
import { Refusal } from '../../../ui/feedback.js';
import { Key } from '../../../ui/keys.js';
import { useRight } from '../../session/Session.js';
import { useCommand } from '../../session/use-command.js';
import { headingOf } from '../margin/MarkCard.js';
import { OldAndNew, PlaceByHand } from './OldAndNew.js';
import type { CarriedStretch } from './use-carried-marks.js';

interface LookAtMarksProps {
  readonly article: ArticleData;
  readonly stretches: readonly CarriedStretch[];
  readonly opened: boolean;
  readonly close: () => void;
}

/** The marks of earlier versions, one after the other: where each stood, where it may stand now, and what to say about it. */
export function LookAtMarks({ article, stretches, opened, close }: LookAtMarksProps) {
  return (
    <Modal opened={opened} onClose={close} title={`Marks of earlier versions in version ${article.version.number}`} size="72rem">
      {opened && <Content article={article} stretches={stretches} close={close} />}
    </Modal>
  );
}

function Content({ article, stretches, close }: Omit<LookAtMarksProps, 'opened'>) {
  const [key, setKey] = useState(stretches[0]?.key ?? '');
  const [choice, setChoice] = useState(0);
  const right = useRight('document.write');
  const at = Math.max(
    0,
    stretches.findIndex((stretch) => stretch.key === key),
  );
  const stretch = stretches[at];
  const go = (to: number): void => {
    setChoice(0);
    setKey(stretches[Math.max(0, Math.min(stretches.length - 1, to))]?.key ?? '');
  };
  const list = useListFocus(at);
  const { say, takeBack, error, busy } = useSaying(article, stretches, go);
  const offers = useMemo(() => (stretch === undefined ? [] : offersOf(stretch.how, article.text)), [stretch, article.text]);
  const mine = { offers, choice, right: right.allowed };
  useDialogKeys(
    stretch === undefined
      ? new Map()
      : keyActs({ ...mine, stretch, saidHere: isSaidHere(stretch, article), at, go, setChoice, say, takeBack }),
  );
  if (stretch === undefined) return <Text>There is nothing to look at.</Text>;
  return (
    <div className="look-at-marks">
      <nav className="look-at-list" aria-label="Marks" ref={list}>
        {stretches.map((one, index) => (
          <NavLink
            key={one.key}
            active={index === at}
            aria-current={index === at ? 'true' : undefined}
            label={
              <span className="line" dir="auto">
                {one.anchor.exact}
              </span>
            }
            description={`${one.how.by === 'machine' && needsPerson(one.how) ? 'to look at: ' : ''}${carriedWords(one.how)}`}
            onClick={() => go(index)}
            component="button"
            data-autofocus={index === at ? true : undefined}
            noWrap
          />
        ))}
      </nav>
      <Stack gap="sm" style={{ minWidth: 0 }}>
        <div className="soft" aria-live="polite">
          {at + 1} of {stretches.length} · {stretch.marks.map((mark) => headingOf({ ...mark, carried: null })).join(', ')} · made on version{' '}
          {stretch.from}
        </div>
        <Text>
          <b>{carriedWords(stretch.how)}.</b> {carriedReason(stretch.how, whatWasSaid(stretch)?.by.name ?? null, saidIn(stretch, article))}
        </Text>
        <OldAndNew article={article} stretch={stretch} offers={offers} choice={choice} choose={setChoice} />
        <Refusal error={error} title="Not said" />
        {right.allowed ? (
          <Acts
            how={isSaidHere(stretch, article) ? 'said' : stretch.how.by === 'person' ? 'said before' : 'found'}
            busy={busy}
            offers={offers.length}
            choice={choice}
            say={() => say(stretch, offers[choice] ?? null)}
            orphan={() => say(stretch, null)}
            takeBack={() => takeBack(stretch)}
          />
        ) : (
          <Text c="dimmed">Your role reads along; a checker or lead says where marks stand.</Text>
        )}
        {right.allowed && !isSaidHere(stretch, article) && (
          <PlaceByHand key={stretch.key} article={article} busy={busy} place={(where) => say(stretch, where)} />
        )}
        <Group justify="space-between">
          <Text c="dimmed">
            <Key>j</Key> next <Key>k</Key> before
          </Text>
          <Button variant="subtle" onClick={close}>
            Close
          </Button>
        </Group>
      </Stack>
    </div>
  );
}

/** Whoever stands in the list goes along in it when a key goes on. */
function useListFocus(at: number) {
  const list = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const item = list.current?.querySelectorAll<HTMLElement>('button')[at];
    if (list.current?.contains(document.activeElement) === true) item?.focus();
  }, [at]);
  return list;
}

interface ActsProps {
  /** Whether a person said where it stands: of this version, of an earlier one, or not. */
  readonly how: 'said' | 'said before' | 'found';
  readonly busy: boolean;
  readonly offers: number;
  readonly choice: number;
  readonly say: () => void;
  readonly orphan: () => void;
  readonly takeBack: () => void;
}

function Acts({ how, busy, offers, choice, say, orphan, takeBack }: ActsProps) {
  if (how === 'said before') return null;
  if (how === 'said') {
    return (
      <Group gap="xs">
        <Button loading={busy} onClick={takeBack}>
          Take it back&nbsp;<Key>u</Key>
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs">
      {offers > 0 && (
        <Button variant="filled" loading={busy} onClick={say}>
          {offers > 1 ? `It stands at place ${choice + 1}` : 'It stands here'}&nbsp;<Key>y</Key>
        </Button>
      )}
      <Button loading={busy} onClick={orphan}>
        Leave it as an orphan&nbsp;<Key>o</Key>
      </Button>
    </Group>
  );
}

/** Whether somebody said of the version that is shown where it stands: that can be taken back here. */
function isSaidHere({ how }: CarriedStretch, { version }: ArticleData): boolean {
  return how.by === 'person' && how.placement.versionId === version.id;
}

/** Number of the earlier version of which somebody said it; null where it is the one that is shown, or nobody did. */
function saidIn(stretch: CarriedStretch, article: ArticleData): number | null {
  const said = whatWasSaid(stretch);
  if (said === null || isSaidHere(stretch, article)) return null;
  return article.versions.find(({ id }) => id === said.versionId)?.number ?? null;
}

/** What a person said that the answer follows from. */
function whatWasSaid({ how }: CarriedStretch) {
  return how.by === 'person' ? how.placement : how.placed;
}

interface Keys {
  readonly stretch: CarriedStretch;
  readonly saidHere: boolean;
  readonly offers: readonly Offer[];
  readonly choice: number;
  readonly right: boolean;
  readonly at: number;
  readonly go: (to: number) => void;
  readonly setChoice: (choice: number) => void;
  readonly say: (stretch: CarriedStretch, place: Offer | null) => void;
  readonly takeBack: (stretch: CarriedStretch) => void;
}

/** Keys that count wherever the focus is in the dialog, except where somebody types. */
function useDialogKeys(acts: ReadonlyMap<string, () => void>): void {
  const current = useRef(acts);
  current.current = acts;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLTextAreaElement || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = current.current.get(event.key);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Every button of the dialog by its key; the numbers choose among the places. */
function keyActs({ stretch, saidHere, offers, choice, right, at, go, setChoice, say, takeBack }: Keys): ReadonlyMap<string, () => void> {
  const acts = new Map<string, () => void>([
    ['j', () => go(at + 1)],
    ['k', () => go(at - 1)],
    ...offers.slice(0, 9).map((_, index): [string, () => void] => [String(index + 1), () => setChoice(index)]),
  ]);
  if (!right) return acts;
  const offer = offers[choice];
  if (saidHere) acts.set('u', () => takeBack(stretch));
  else if (stretch.how.by === 'machine') {
    acts.set('o', () => say(stretch, null));
    if (offer !== undefined) acts.set('y', () => say(stretch, offer));
  }
  return acts;
}

/** Says where a stretch stands, or takes it back; afterwards the next one that needs a person is shown. */
function useSaying(article: ArticleData, stretches: readonly CarriedStretch[], go: (to: number) => void) {
  const place = useCommand(routes.placeAnchor);
  const release = useCommand(routes.releaseAnchor);
  // What was said a moment ago may not have come back from the server yet.
  const said = useRef(new Set<string>());
  const say = (stretch: CarriedStretch, where: Offer | null): void => {
    const { span, anchor } = stretch;
    const body = {
      from: { ...span, exact: anchor.exact },
      versionId: article.version.id,
      place: where === null ? null : { start: where.start, end: where.end, exact: where.exact },
    };
    void place.run({ params: { id: article.id }, body }).then((receipt) => {
      if (receipt === null) return;
      said.current.add(stretch.key);
      const next = stretches.findIndex((one) => !said.current.has(one.key) && needsPerson(one.how));
      if (next >= 0) go(next);
    });
  };
  const takeBack = ({ span, key }: CarriedStretch): void => {
    said.current.delete(key);
    void release.run({ params: { id: article.id }, body: { from: { ...span }, versionId: article.version.id } });
  };
  return { say, takeBack, error: place.error ?? release.error, busy: place.busy || release.busy };
}
