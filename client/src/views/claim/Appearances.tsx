import { ActionIcon, Group, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { dayWords, momentWords } from '../../state/words.js';
import { Empty } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { RelativeDates } from '../appearance/RelativeDates.js';
import { useCommand } from '../session/use-command.js';
import type { RightTo } from './claim-rights.js';
import { InVersion } from './InVersion.js';

type Appearance = ClaimData['appearances'][number];

/** Where the claim stands, what each article does with it, and through whom. */
export function Appearances({ claim, right }: { claim: ClaimData; right: RightTo }) {
  return (
    <section className="panel" aria-label="Appearances">
      <header>
        <h2 style={{ margin: 0 }}>Appearances</h2>
        <Link href="/names" className="quiet soft" style={{ marginInlineStart: 'auto', fontSize: '0.8125rem' }}>
          who is who
        </Link>
        <span className="mono soft">{claim.appearances.filter((appearance) => appearance.withdrawn === null).length}</span>
      </header>
      <div className="panel-body">
        <ul className="plain-list">
          {claim.appearances.map((appearance) => (
            <AppearanceItem key={appearance.id} appearance={appearance} right={right} />
          ))}
        </ul>
        {claim.appearances.length === 0 && (
          <Empty title="In no article yet">Open an article, select the words and press l to link them to this claim.</Empty>
        )}
      </div>
    </section>
  );
}

function AppearanceItem({ appearance, right }: { appearance: Appearance; right: RightTo }) {
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCommand(routes.withdrawAppearance);
  const gone = appearance.withdrawn;
  const where = [appearance.articleSource, appearance.publishedOn === null ? null : dayWords(appearance.publishedOn)]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <li className="appearance">
      <Group gap={6} justify="space-between" wrap="nowrap" align="flex-start">
        <div className={gone === null ? undefined : 'struck'} dir="auto">
          <span className="attitude">{appearance.attitude}</span>{' '}
          <AttributionChain steps={appearance.attribution} fallback={appearance.articleSource ?? appearance.articleTitle} />
        </div>
        {gone === null && right('WithdrawAppearance').allowed && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label="More about this appearance">
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setWithdrawing(true)}>Withdraw…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Link
        href={`/articles/${appearance.articleId}?mark=${appearance.id}`}
        className={`words quiet${gone === null ? '' : ' struck'}`}
        dir="auto"
      >
        “{appearance.anchor.exact}”
      </Link>
      <div className="soft" dir="auto" style={{ fontSize: '0.8125rem' }}>
        {appearance.articleTitle}
        {where === '' ? '' : ` · ${where}`}
      </div>
      {appearance.newest !== null && <InVersion {...appearance} newest={appearance.newest} made="Marked" />}
      <RelativeDates
        text={`${appearance.anchor.prefix}${appearance.anchor.exact}${appearance.anchor.suffix}`}
        publishedOn={appearance.publishedOn}
      />
      {gone !== null && (
        <p className="soft" style={{ margin: '4px 0 0' }}>
          Withdrawn by <Name person={gone.by} />, {momentWords(gone.at, Date.now())}: <bdi>{gone.reason}</bdi>
        </p>
      )}
      <ReasonDialog
        opened={withdrawing}
        close={() => setWithdrawing(false)}
        title="Withdraw this appearance"
        label="Why"
        confirm="Withdraw"
        busy={withdraw.busy}
        error={withdraw.error}
        run={async (reason) => (await withdraw.run({ params: { id: appearance.id }, body: { reason } })) !== null}
      >
        It no longer counts, but stays here, struck, with your name and reason.
      </ReasonDialog>
    </li>
  );
}

/** "outlet ← newspaper ← people familiar (unnamed)". */
export function AttributionChain({ steps, fallback }: { steps: Appearance['attribution']; fallback: string }) {
  const shown = steps.length === 0 ? [{ name: fallback, anonymous: false }] : steps;
  return (
    <span>
      {shown.map((step, index) => (
        // The place in the chain is what a step is.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={index}>
          {index > 0 && (
            <span className="soft">
              {' '}
              ←<span className="visually-hidden"> according to</span>{' '}
            </span>
          )}
          <bdi>{step.name}</bdi>
          {step.anonymous && <span className="soft"> (unnamed)</span>}
        </span>
      ))}
    </span>
  );
}
