import { SegmentedControl, Stack, Textarea } from '@mantine/core';
import { DayInput } from '../../../ui/fields/DayInput.js';

export interface ContactDraft {
  readonly wasAsked: boolean;
  readonly asked: string;
  readonly askedOn: string;
  readonly reply: string;
  readonly whyNot: string;
}

export const EMPTY_CONTACT: ContactDraft = { wasAsked: true, asked: '', askedOn: '', reply: '', whyNot: '' };

export function isCompleteContact(contact: ContactDraft): boolean {
  return contact.asked.trim() !== '' && (contact.wasAsked ? contact.askedOn !== '' : contact.whyNot.trim() !== '');
}

export function contactBody({ wasAsked, asked, askedOn, reply, whyNot }: ContactDraft) {
  return wasAsked ? { asked, askedOn, reply, whyNot: '' } : { asked, askedOn: null, reply: '', whyNot };
}

/** A contact with the claimant: asked, when, reply; or why nobody was asked. */
export function ContactFields({ contact, change }: { contact: ContactDraft; change: (contact: ContactDraft) => void }) {
  const set = (part: Partial<ContactDraft>): void => change({ ...contact, ...part });
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Was the claimant asked"
        data={[
          { value: 'yes', label: 'The claimant was asked' },
          { value: 'no', label: 'Nobody was asked' },
        ]}
        value={contact.wasAsked ? 'yes' : 'no'}
        onChange={(value) => set({ wasAsked: value === 'yes' })}
      />
      <Textarea
        label={contact.wasAsked ? 'Whom we asked, and what' : 'Whom we would have asked'}
        required
        dir="auto"
        value={contact.asked}
        onChange={(event) => set({ asked: event.currentTarget.value })}
      />
      {contact.wasAsked ? (
        <>
          <DayInput
            label="Asked on"
            required
            w={200}
            value={contact.askedOn}
            onChange={(event) => set({ askedOn: event.currentTarget.value })}
          />
          <Textarea
            label="Reply"
            description="Leave it empty while there is none."
            dir="auto"
            value={contact.reply}
            onChange={(event) => set({ reply: event.currentTarget.value })}
          />
        </>
      ) : (
        <Textarea
          label="Why not"
          required
          dir="auto"
          value={contact.whyNot}
          onChange={(event) => set({ whyNot: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
