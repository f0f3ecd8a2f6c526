import { Modal } from '@mantine/core';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import { ReasonDialog } from '../../../ui/ReasonDialog.js';
import { useCommand } from '../../session/use-command.js';
import { ApproveForm } from './ApproveForm.js';
import { CorrectForm } from './CorrectForm.js';
import { DissentForm } from './DissentForm.js';
import { NotCheckableForm } from './NotCheckableForm.js';
import { ProposeForm } from './ProposeForm.js';
import { PublishForm } from './PublishForm.js';

export type DialogName = 'approve' | 'publish' | 'propose' | 'return' | 'dissent' | 'not-checkable' | 'reopen' | 'correct';

interface ClaimDialogsProps {
  readonly claim: ClaimData;
  readonly sheet: DocumentSession | null;
  readonly open: DialogName | null;
  readonly close: () => void;
}

/** The dialogs of the decision panel: one is open at a time. */
export function ClaimDialogs({ claim, sheet, open, close }: ClaimDialogsProps) {
  const proposal = claim.proposals.at(-1);
  const judged = sheet?.ready === true ? sheet : null;
  return (
    <>
      <Modal opened={open === 'approve'} onClose={close} title="Approve what you see" size="xl">
        {open === 'approve' && judged !== null && proposal !== undefined && (
          <ApproveForm claim={claim} sheet={judged} proposal={proposal} close={close} />
        )}
      </Modal>
      <Modal opened={open === 'publish'} onClose={close} title="Publish" size="xl">
        {open === 'publish' && judged !== null && proposal !== undefined && (
          <PublishForm claim={claim} sheet={judged} proposal={proposal} close={close} />
        )}
      </Modal>
      <Modal opened={open === 'propose'} onClose={close} title="Propose a verdict" size="xl">
        {open === 'propose' && judged !== null && <ProposeForm claim={claim} sheet={judged} close={close} />}
      </Modal>
      <Modal opened={open === 'dissent'} onClose={close} title="Dissent" size="lg">
        {open === 'dissent' && proposal !== undefined && <DissentForm claim={claim} proposal={proposal} close={close} />}
      </Modal>
      <Modal opened={open === 'not-checkable'} onClose={close} title="Close as not checkable">
        {open === 'not-checkable' && <NotCheckableForm claim={claim} close={close} />}
      </Modal>
      <Modal opened={open === 'correct'} onClose={close} title="Correct what is published" size="lg">
        {open === 'correct' && <CorrectForm claim={claim} close={close} />}
      </Modal>
      <ReturnDialog proposalId={proposal?.id ?? ''} opened={open === 'return'} close={close} />
      <ReopenDialog claim={claim} opened={open === 'reopen'} close={close} />
    </>
  );
}

function ReturnDialog({ proposalId, opened, close }: { proposalId: string; opened: boolean; close: () => void }) {
  const send = useCommand(routes.returnProposal);
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title="Return the proposal"
      label="What is to be done"
      confirm="Return"
      busy={send.busy}
      error={send.error}
      run={async (comment) => (await send.run({ params: { id: proposalId }, body: { comment } })) !== null}
    >
      The claim goes back in progress. Your comment stands under the proposal.
    </ReasonDialog>
  );
}

function ReopenDialog({ claim, opened, close }: { claim: ClaimData; opened: boolean; close: () => void }) {
  const send = useCommand(routes.reopenClaim);
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title="Reopen the claim"
      label="Why"
      confirm="Reopen"
      busy={send.busy}
      error={send.error}
      run={async (reason) => (await send.run({ params: { id: claim.id }, body: { reason } })) !== null}
    >
      {claim.publications.length > 0 ? 'What is published stays readable while you work on it.' : 'Work on it goes on where it ended.'}
    </ReasonDialog>
  );
}
