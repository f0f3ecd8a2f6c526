import { ActionIcon, Button, Group, Stack, Textarea, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { Link } from 'wouter';
import type { OriginalWording } from '#shared/document/annotations.js';
import { carriedWords } from '../../../state/versions/carried-words.js';
import { ageWords, shortened } from '../../../state/words.js';
import { Avatar, FromFile, Name } from '../../../ui/people.js';
import { useSession } from '../../session/Session.js';
import { focusCard } from '../live/focus-card.js';
import type { Mark } from '../live/use-marks.js';
import { Original, OriginalField } from '../versions/Original.js';
import { useDraft } from './use-draft.js';

export interface MarkActs {
  readonly reply: (mark: Mark, text: string) => void;
  readonly resolve: (mark: Mark, resolved: boolean) => void;
  /** For whoever made it, while nobody else said anything there. */
  readonly takeBack: (mark: Mark) => void;
  readonly setOriginal: (mark: Mark, original: OriginalWording | null) => void;
  readonly makeClaim: (mark: Mark) => void;
}

interface MarkCardProps {
  readonly mark: Mark;
  readonly active: boolean;
  readonly collapsed: boolean;
  /** Whether the card stands apart from its mark, and so has to say which words it is about. */
  readonly apart: boolean;
  readonly activate: (id: string) => void;
  /** Makes it the active one and brings its words to the screen. */
  readonly show: (id: string) => void;
  /** Null for those who only read. */
  readonly acts: MarkActs | null;
}

/** So many characters of its words name a card: enough to tell it from others, and not a page to listen to. */
const NAMED_MAX = 120;

/** One mark in the margin: a thread, and the claim it became. */
export const MarkCard = memo(function MarkCard({ mark, active, collapsed, apart, activate, show, acts }: MarkCardProps) {
  const heading = headingOf(mark);
  if (collapsed) {
    return (
      <article className="mark-card" data-mark={mark.id} data-kind={mark.kind} data-resolved={mark.resolved}>
        <button
          type="button"
          className="text line"
          style={{ width: '100%', color: 'inherit' }}
          onClick={() => {
            activate(mark.id);
            focusCard(mark.id);
          }}
        >
          {heading}: {mark.messages[0]?.text ?? mark.claim?.wording ?? mark.exact}
        </button>
      </article>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button in the heading of the card does the same by keyboard
    <article
      className="mark-card"
      data-mark={mark.id}
      data-kind={mark.kind}
      data-active={active}
      data-resolved={mark.resolved}
      onClick={() => activate(mark.id)}
    >
      <Group gap={8} justify="space-between" wrap="nowrap">
        <button
          type="button"
          className="text"
          style={{ color: 'var(--ink-soft)' }}
          aria-label={`${heading} on “${shortened(mark.exact, NAMED_MAX)}”: show it in the text`}
          onClick={() => show(mark.id)}
        >
          {heading}
        </button>
        {mark.author !== null && <Avatar person={mark.author} small />}
      </Group>
      {mark.claim !== null && (
        <Link href={`/claims/${mark.claim.id}`} className="serif quiet" dir="auto" style={{ display: 'block', fontSize: '0.9375rem' }}>
          {mark.claim.wording}
        </Link>
      )}
      {mark.withdrawn !== null && (
        <Link href={`/claims/${mark.withdrawn.id}`} className="soft quiet" dir="auto" style={{ display: 'block' }}>
          It was made into claim #{mark.withdrawn.number}, and that was withdrawn: <s>{mark.withdrawn.wording}</s>
        </Link>
      )}
      {(apart || (!active && mark.claim === null && mark.messages.length === 0)) && (
        <div className="quote" dir="auto">
          “{mark.exact}”
        </div>
      )}
      {mark.imported && mark.messages[0]?.creator !== mark.creator && (
        <div className="soft">
          <FromFile by={mark.author} creator={mark.creator} />
        </div>
      )}
      {mark.original !== null && <Original original={mark.original} />}
      <Messages mark={mark} />
      {active && acts !== null && mark.document !== null && <Thread key={mark.id} mark={mark} acts={acts} />}
      {acts === null && <BegunReply mark={mark} />}
    </article>
  );
});

/** "claim #41 · asserts", "evidence for #41", "note · settled", "note · moved since version 1". */
export function headingOf(mark: Mark): string {
  const what = mark.claim === null ? mark.kind : `claim #${mark.claim.number}`;
  const evidence = mark.kind === 'evidence' && mark.claim !== null ? `evidence, ${mark.stance}: #${mark.claim.number}` : what;
  const since = mark.carried === null ? '' : `${carriedWords(mark.carried.how)} since version ${mark.carried.from}`;
  return [evidence, mark.claim?.attitude ?? '', mark.resolved ? 'settled' : '', since].filter((part) => part !== '').join(' · ');
}

function Messages({ mark }: { mark: Mark }) {
  return (
    <ul className="plain-list">
      {mark.messages.map((message, index) => (
        // Messages are only ever added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} style={{ marginTop: 4 }}>
          {message.imported ? <FromFile by={message.author} creator={message.creator} /> : <Name person={message.author} />}
          {message.at !== null && <span className="soft"> {ageWords(message.at, Date.now())}</span>}
          <div dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {message.text}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What somebody began to answer before they lost the right to. */
function BegunReply({ mark }: { mark: Mark }) {
  const [text, setText] = useDraft(`reply ${mark.id}`);
  if (text === '') return null;
  return (
    <div role="alert" style={{ marginTop: 8 }}>
      You may not answer here now. You had begun:
      <blockquote dir="auto" style={{ margin: '4px 0', whiteSpace: 'pre-wrap' }}>
        {text}
      </blockquote>
      <Button size="compact-xs" variant="subtle" onClick={() => setText('')}>
        Put it aside
      </Button>
    </div>
  );
}

function mayTakeBack({ author, claim, messages }: Mark, me: string): boolean {
  return author?.id === me && claim === null && messages.every((message) => message.author?.id === me);
}

function Thread({ mark, acts }: { mark: Mark; acts: MarkActs }) {
  const { user } = useSession();
  const [text, setText] = useDraft(`reply ${mark.id}`);
  const send = (): void => {
    if (text.trim() === '') return;
    acts.reply(mark, text.trim());
    setText('');
  };
  return (
    <Stack gap={6} mt={8}>
      <Textarea
        size="xs"
        minRows={1}
        maxRows={6}
        dir="auto"
        aria-label="Your reply"
        placeholder={mark.messages.length === 0 ? 'Say something about it' : 'Reply'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') focusCard(mark.id);
          else onEnter(send)(event);
        }}
      />
      <Group gap={6} justify="space-between">
        <Group gap={6}>
          {text.trim() !== '' && (
            <Button size="compact-xs" variant="filled" onClick={send}>
              Send
            </Button>
          )}
          {mark.kind !== 'claim' && (
            <Button size="compact-xs" onClick={() => acts.makeClaim(mark)}>
              Make it a claim…
            </Button>
          )}
          <OriginalField original={mark.original} save={(original) => acts.setOriginal(mark, original)} />
        </Group>
        <span style={{ whiteSpace: 'nowrap' }}>
          {mayTakeBack(mark, user.id) && (
            <Tooltip label="Take it back: nobody else has said anything here">
              <ActionIcon size="sm" aria-label="Take it back" onClick={() => acts.takeBack(mark)}>
                <IconTrash size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={mark.resolved ? 'Take it up again' : 'Settled: put it aside; it stays readable'}>
            <ActionIcon
              size="sm"
              aria-label={mark.resolved ? 'Take it up again' : 'Settled'}
              onClick={() => acts.resolve(mark, !mark.resolved)}
            >
              {mark.resolved ? <IconArrowBackUp size={15} /> : <IconCheck size={15} />}
            </ActionIcon>
          </Tooltip>
        </span>
      </Group>
    </Stack>
  );
}

/** Enter sends, shift and enter makes a new line. Not while an input method composes. */
export function onEnter(send: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
}
