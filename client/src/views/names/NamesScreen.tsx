import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '#shared/domain/permissions.js';
import type { NamesData } from '#shared/protocol/origins/names.js';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { countWords, momentWords } from '../../state/words.js';
import { Empty, LoadFailed, Loading } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { useTitle } from '../frame/use-title.js';
import { useSession } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';

const ROW = { borderTop: '1px solid var(--hair)', padding: '8px 0' } as const;

/** Who is who: printed names, their spellings, and what the team judged to be one. */
export function NamesScreen() {
  useTitle('Names');
  const names = useQuery({ queryKey: ['names'], queryFn: ({ signal }) => call(routes.names, { signal }) });
  const { user } = useSession();
  if (names.isPending) return <Loading what="the names" />;
  if (names.data === undefined) return <LoadFailed error={names.error} retry={() => void names.refetch()} what="list of names" />;
  const writes = may(user, 'claim.contribute');
  return (
    <Stack gap="md" maw={820} mx="auto">
      <div>
        <h1 style={{ margin: 0, fontSize: '1.25rem' }}>Names</h1>
        <p className="soft" style={{ margin: '4px 0 0' }}>
          Every appearance keeps the spelling that was printed. Searching one spelling finds those joined here, and those that
          transliteration leaves open.
        </p>
      </div>
      <Suggested names={names.data} writes={writes} />
      <Entities names={names.data} />
      <Judged names={names.data} writes={writes} />
    </Stack>
  );
}

type Pair = NamesData['suggestions'][number];

function Suggested({ names, writes }: { names: NamesData; writes: boolean }) {
  const [judging, setJudging] = useState<{ pair: Pair; same: boolean } | null>(null);
  const judge = useCommand(routes.judgeNames);
  return (
    <section className="panel" aria-label="May be one">
      <header>
        <h2 style={{ margin: 0 }}>May be one</h2>
      </header>
      <div className="panel-body">
        <ul className="plain-list">
          {names.suggestions.map((pair) => (
            <li key={`${pair.one} ${pair.other}`} style={ROW}>
              <Group justify="space-between" align="flex-start" gap="xs">
                <span style={{ flex: '1 1 260px' }}>
                  <bdi className="serif">{pair.one}</bdi> and <bdi className="serif">{pair.other}</bdi>
                  <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
                    {pair.reason}
                  </span>
                </span>
                {writes && (
                  <Group gap={6}>
                    <Button size="compact-xs" onClick={() => setJudging({ pair, same: true })}>
                      The same…
                    </Button>
                    <Button size="compact-xs" variant="subtle" onClick={() => setJudging({ pair, same: false })}>
                      Not the same…
                    </Button>
                  </Group>
                )}
              </Group>
            </li>
          ))}
        </ul>
        {names.suggestions.length === 0 && (
          <Empty title="No two printed names look like one">
            When marked passages print a name in two ways, such as Qaani and Ghaani, the pair stands here with the reason. Whether they mean
            one person is for you to say.
          </Empty>
        )}
      </div>
      <ReasonDialog
        opened={judging !== null}
        close={() => setJudging(null)}
        title={judging?.same === false ? 'Two different names' : 'The same name'}
        label="How you know"
        confirm={judging?.same === false ? 'Keep them apart' : 'Join them'}
        busy={judge.busy}
        error={judge.error}
        run={async (reason) => {
          if (judging === null) return false;
          const { one, other } = judging.pair;
          return (await judge.run({ body: { one, other, same: judging.same, reason } })) !== null;
        }}
      >
        <bdi>{judging?.pair.one}</bdi> and <bdi>{judging?.pair.other}</bdi>. It can be taken back.
      </ReasonDialog>
    </section>
  );
}

function Entities({ names }: { names: NamesData }) {
  const joined = names.entities.filter(({ spellings }) => spellings.length > 1);
  const alone = names.entities.filter(({ spellings }) => spellings.length === 1);
  return (
    <section className="panel" aria-label="Printed names">
      <header>
        <h2 style={{ margin: 0 }}>Printed names</h2>
        <span className="mono soft">{names.entities.length}</span>
      </header>
      <div className="panel-body">
        <ul className="plain-list">
          {joined.map(({ name, spellings }) => (
            <li key={name} style={ROW}>
              <bdi className="serif">{name}</bdi>
              <span className="soft">
                {' '}
                also printed{' '}
                {spellings.slice(1).map((spelling, index) => (
                  <span key={spelling.name}>
                    {index > 0 ? ', ' : ''}
                    <bdi>{spelling.name}</bdi>
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
        <p className="soft" style={{ margin: '8px 0 0', lineHeight: 1.7 }}>
          {alone.slice(0, 120).map(({ name, spellings }) => (
            <span key={name} style={{ marginInlineEnd: 12, whiteSpace: 'nowrap' }}>
              <bdi>{name}</bdi> <span className="mono">{spellings[0]?.times ?? 0}</span>
            </span>
          ))}
          {alone.length > 120 && ` and ${countWords(alone.length - 120, 'more name')}`}
        </p>
      </div>
    </section>
  );
}

function Judged({ names, writes }: { names: NamesData; writes: boolean }) {
  const [taking, setTaking] = useState<string | null>(null);
  const withdraw = useCommand(routes.withdrawNameJudgement);
  if (names.judgements.length === 0) return null;
  return (
    <section className="panel" aria-label="What was judged">
      <header>
        <h2 style={{ margin: 0 }}>What was judged</h2>
      </header>
      <ul className="plain-list panel-body">
        {names.judgements.map((judgement) => (
          <li key={judgement.id} style={ROW}>
            <span className={judgement.withdrawn === null ? undefined : 'struck'}>
              <Name person={judgement.by} /> {judgement.same ? 'joined' : 'kept apart'} <bdi>{judgement.one}</bdi> and{' '}
              <bdi>{judgement.other}</bdi>
            </span>
            <div className="soft" style={{ fontSize: '0.8125rem' }}>
              {momentWords(judgement.at, Date.now())}: <bdi>{judgement.reason}</bdi>
              {judgement.withdrawn !== null && (
                <>
                  {' '}
                  Taken back by <Name person={judgement.withdrawn.by} />: <bdi>{judgement.withdrawn.reason}</bdi>
                </>
              )}
            </div>
            {writes && judgement.withdrawn === null && (
              <button type="button" className="text" onClick={() => setTaking(judgement.id)}>
                Take back…
              </button>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        opened={taking !== null}
        close={() => setTaking(null)}
        title="Take the judgement back"
        label="Why"
        confirm="Take it back"
        busy={withdraw.busy}
        error={withdraw.error}
        run={async (reason) => (await withdraw.run({ params: { id: taking ?? '' }, body: { reason } })) !== null}
      >
        The names stand apart again; nothing that was printed changes.
      </ReasonDialog>
    </section>
  );
}
