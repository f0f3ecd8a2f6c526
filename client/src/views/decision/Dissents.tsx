import { Button, Group } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, DissentData } from '#shared/protocol/views.js';
import { momentWords } from '../../state/words.js';
import { Guarded, type Right } from '../../ui/Guarded.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { notNow, type RightTo, whoCan } from '../claim/claim-rights.js';
import { useSession } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { useMembers } from '../session/use-queries.js';
import { evidenceName } from './SeenContent.js';

const STATE_WORDS = {
  open: 'waits for an answer',
  answered: 'answered; it stands',
  withdrawn: 'withdrawn by its author',
  adopted: 'adopted',
} as const;

/** Every dissent, in full, with its answers. Nobody but its author can end one by withdrawing it. */
export function Dissents({ claim, right }: { claim: ClaimData; right: RightTo }) {
  if (claim.dissents.length === 0) return null;
  return (
    <section className="decision-part" aria-label="Dissents">
      <h3>
        <IconFlag size={14} aria-hidden /> Dissents <span className="mono soft">{claim.dissents.length}</span>
      </h3>
      {claim.dissents.map((dissent) => (
        <Dissent key={dissent.id} claim={claim} dissent={dissent} right={right} />
      ))}
    </section>
  );
}

function Dissent({ claim, dissent, right }: { claim: ClaimData; dissent: DissentData; right: RightTo }) {
  const now = Date.now();
  const names = dissent.evidence.map((id) => evidenceName(claim, id)).filter((name) => name !== null);
  return (
    <article className="dissent judgement" data-state={dissent.state} data-dissent={dissent.by.name}>
      <span className={`rating${dissent.state === 'withdrawn' ? ' struck' : ''}`}>{dissent.rating.label}</span>
      <div dir="auto" className={dissent.state === 'withdrawn' ? 'struck' : undefined} style={{ whiteSpace: 'pre-wrap' }}>
        {dissent.reason}
      </div>
      {names.length > 0 && <div className="signature">on: {names.join('; ')}</div>}
      <div className="signature">
        dissent by <Name person={dissent.by} /> from proposal {dissent.proposalNumber}, {momentWords(dissent.at, now)} ·{' '}
        {STATE_WORDS[dissent.state]}
      </div>
      {dissent.answers.map((answer) => (
        <div className="answer" key={answer.at}>
          <div dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {answer.answer}
          </div>
          <div className="signature">
            answered by <Name person={answer.by} />, {momentWords(answer.at, now)}
          </div>
        </div>
      ))}
      {dissent.ended !== null && (
        <div className="answer">
          <div dir="auto">{dissent.ended.reason}</div>
          <div className="signature">
            {dissent.state} by <Name person={dissent.ended.by} />, {momentWords(dissent.ended.at, now)}
          </div>
        </div>
      )}
      {(dissent.state === 'open' || dissent.state === 'answered') && <DissentActs dissent={dissent} right={right} />}
    </article>
  );
}

type Act = 'answer' | 'adopt' | 'withdraw';

function DissentActs({ dissent, right }: { dissent: DissentData; right: RightTo }) {
  const { user } = useSession();
  const members = useMembers();
  const [act, setAct] = useState<Act | null>(null);
  const answer = useCommand(routes.answerDissent);
  const adopt = useCommand(routes.adoptDissent);
  const withdraw = useCommand(routes.withdrawDissent);
  const own = dissent.by.id === user.id;
  const others = (members.data?.members ?? []).filter(({ id, role, removed }) => role === 'lead' && !removed && id !== user.id);
  const byAnother = (base: Right): Right =>
    own && base.allowed
      ? notNow(`This is your own dissent; another lead answers or adopts it. ${whoCan(others.map(({ name }) => name))}`)
      : base;
  const params = { id: dissent.id };
  const run = async (reason: string): Promise<boolean> => {
    if (act === 'answer') return (await answer.run({ params, body: { answer: reason } })) !== null;
    if (act === 'adopt') return (await adopt.run({ params, body: { reason } })) !== null;
    return (await withdraw.run({ params, body: { reason } })) !== null;
  };
  const words = ACT_WORDS[act ?? 'answer'];
  return (
    <Group gap={6} mt={8}>
      <Guarded right={byAnother(right('AnswerDissent'))}>
        <Button size="compact-sm" onClick={() => setAct('answer')}>
          Answer…
        </Button>
      </Guarded>
      <Guarded right={byAnother(right('AdoptDissent'))}>
        <Button size="compact-sm" onClick={() => setAct('adopt')}>
          Adopt…
        </Button>
      </Guarded>
      {own && right('WithdrawDissent').allowed && (
        <Button size="compact-sm" onClick={() => setAct('withdraw')}>
          Withdraw…
        </Button>
      )}
      {!own && <span className="signature">Only {dissent.by.name} can withdraw it.</span>}
      <ReasonDialog
        opened={act !== null}
        close={() => setAct(null)}
        title={words.title}
        label={words.label}
        confirm={words.confirm}
        busy={answer.busy || adopt.busy || withdraw.busy}
        error={answer.error ?? adopt.error ?? withdraw.error}
        run={run}
      >
        {words.what}
      </ReasonDialog>
    </Group>
  );
}

const ACT_WORDS: Record<Act, { title: string; label: string; confirm: string; what: string }> = {
  answer: {
    title: 'Answer the dissent',
    label: 'Your answer',
    confirm: 'Answer',
    what: 'The dissent stands beside the verdict, with your answer under it, also on the public page.',
  },
  adopt: {
    title: 'Adopt the dissent',
    label: 'Why it is right',
    confirm: 'Adopt',
    what: 'A proposal that says otherwise is returned in its favour.',
  },
  withdraw: {
    title: 'Withdraw your dissent',
    label: 'Why',
    confirm: 'Withdraw',
    what: 'It stays readable, struck, with your reason. Only you can do this.',
  },
};
