import { Button } from '@mantine/core';
import { IconCoffee, IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { DESK_TABS, type DeskTab } from '../../state/desk.js';
import { Empty } from '../../ui/feedback.js';
import { useRight } from '../session/Session.js';

/** Says why nothing is here, and what to do next. */
export function DeskEmpty({
  tab,
  filter,
  anyClaims,
  clear,
  showAll,
}: {
  tab: DeskTab;
  filter: string;
  anyClaims: boolean;
  clear: () => void;
  showAll: () => void;
}) {
  const [, navigate] = useLocation();
  const right = useRight('article.import');
  const invite = useRight('member.invite');
  if (filter !== '') {
    return (
      <Empty
        title={`No claim here holds “${filter}”`}
        icon={<IconFilterOff size={30} stroke={1.4} aria-hidden />}
        actions={<Button onClick={clear}>Clear the filter</Button>}
      >
        The filter looks at wording, number, rating and assigned people. ⌘K searches everywhere.
      </Empty>
    );
  }
  if (!anyClaims && invite.allowed) {
    return (
      <Empty
        title="No claims yet"
        icon={<IconInbox size={30} stroke={1.4} aria-hidden />}
        actions={<Button onClick={() => navigate('/members')}>Invite colleagues</Button>}
      >
        Invite the checkers and leads of your team. They import the first article and mark the first claim.
      </Empty>
    );
  }
  if (!anyClaims) {
    return (
      <Empty
        title="No claims yet"
        icon={<IconInbox size={30} stroke={1.4} aria-hidden />}
        actions={right.allowed ? <Button onClick={() => navigate('/articles?new=article')}>Import an article</Button> : undefined}
      >
        Paste an article, or drop a text file; then mark a sentence in it and press c to open its claim.
      </Empty>
    );
  }
  if (tab === 'waiting') {
    return (
      <Empty
        title="Nothing waits for you"
        icon={<IconCoffee size={30} stroke={1.4} aria-hidden />}
        actions={<Button onClick={showAll}>See all claims</Button>}
      >
        What needs your opinion, answer or approval shows up here by itself.
      </Empty>
    );
  }
  return (
    <Empty
      title={`No claim is under “${DESK_TABS.find((known) => known.id === tab)?.label ?? tab}”`}
      actions={<Button onClick={showAll}>See all claims</Button>}
    />
  );
}
