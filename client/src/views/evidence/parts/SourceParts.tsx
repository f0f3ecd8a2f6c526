import { Alert, Button, Group, Modal, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { EvidenceData } from '#shared/protocol/views.js';
import { dayWords, momentWords } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { Name } from '../../../ui/people.js';
import { useCommand } from '../../session/use-command.js';

/** What is known of the source, a contact in full, how the stance changed, and whether the bytes still hold. */
export function SourceParts({ item }: { item: EvidenceData }) {
  return (
    <>
      {item.fixity !== null && !item.fixity.holds && (
        <Alert color="red" variant="light" role="alert" p="xs" mt={4} icon={<IconAlertTriangle size={16} aria-hidden />}>
          The stored bytes are not what was captured ({momentWords(item.fixity.checkedAt, Date.now())}). Do not rely on this capture; tell
          whoever runs the server.
        </Alert>
      )}
      {item.contact !== null && <ContactWords contact={item.contact} />}
      {item.protectedSource && (
        <div style={{ marginTop: 4 }}>
          <IconShieldLock size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> protected source
          <span className="soft"> · told to nobody outside the team</span>
        </div>
      )}
      {item.stillNamed.length > 0 && (
        <Alert color="orange" variant="light" p="xs" mt={4} icon={<IconAlertTriangle size={16} aria-hidden />}>
          It is still named in words that people wrote for readers: {item.stillNamed.join(', ')}. They stay until somebody changes them.
        </Alert>
      )}
      {item.interests !== '' && (
        <div style={{ marginTop: 4 }}>
          <span className="soft">interests:</span> <bdi>{item.interests}</bdi>
        </div>
      )}
      {item.stanceChanges.map((change) => (
        <div key={change.at} className="soft" style={{ marginTop: 4 }}>
          {change.from} → {change.to} by <Name person={change.by} />, {momentWords(change.at, Date.now())}: <bdi>{change.reason}</bdi>
        </div>
      ))}
    </>
  );
}

function ContactWords({ contact }: { contact: NonNullable<EvidenceData['contact']> }) {
  return (
    <div style={{ marginTop: 4 }}>
      <div dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {contact.asked}
      </div>
      {contact.askedOn === null ? (
        <div>
          <span className="soft">not asked:</span> <bdi>{contact.whyNot}</bdi>
        </div>
      ) : (
        <div>
          <span className="soft">asked {dayWords(contact.askedOn)}; </span>
          {contact.reply === '' ? <span className="soft">no reply so far</span> : <bdi>“{contact.reply}”</bdi>}
        </div>
      )}
    </div>
  );
}

/** Interests of the source, and whether it is protected; with a reason, for it may change what becomes public. */
export function SourceDialog({ item, opened, close }: { item: EvidenceData; opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="The source">
      {opened && <SourceForm item={item} close={close} />}
    </Modal>
  );
}

function SourceForm({ item, close }: { item: EvidenceData; close: () => void }) {
  const [interests, setInterests] = useState(item.interests);
  const [protectedSource, setProtected] = useState(item.protectedSource);
  const [reason, setReason] = useState('');
  const send = useCommand(routes.noteSource);
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: item.id }, body: { interests, protectedSource, reason } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <TextInput
        label="Interests"
        description="What the source stands to gain or lose."
        dir="auto"
        value={interests}
        onChange={(event) => setInterests(event.currentTarget.value)}
      />
      <Switch
        label="Protect this source"
        description="Outside the team it is told without name, words, address and bytes; published versions too, from now on and for good, with a note that says so. Words that people wrote themselves, as in the rationale, stay as they are."
        checked={protectedSource}
        onChange={(event) => setProtected(event.currentTarget.checked)}
      />
      <Textarea label="Why" required dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Refusal error={send.error} title="Not noted" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={send.busy} disabled={reason.trim() === ''} onClick={() => void submit()}>
          Note it
        </Button>
      </Group>
    </Stack>
  );
}
