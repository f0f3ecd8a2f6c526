import { Button, Group, Popover, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OriginalWording } from '#shared/document/annotations.js';

/** The words in the language they were first said in, beside the words of the article. */
export function Original({ original }: { original: OriginalWording }) {
  return (
    <div style={{ marginTop: 4 }}>
      <span className="soft">original wording{original.language === null ? '' : ` (${original.language})`}: </span>
      <span className="serif" dir="auto" lang={original.language ?? undefined}>
        {original.text}
      </span>
    </div>
  );
}

/** Pairs the marked words with their original-language wording, or changes or removes the pair. */
export function OriginalField({ original, save }: { original: OriginalWording | null; save: (original: OriginalWording | null) => void }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button size="compact-xs" aria-expanded={opened} onClick={() => setOpened((was) => !was)}>
          Original wording…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && (
          <Fields
            original={original}
            save={(next) => {
              save(next);
              setOpened(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

function Fields({ original, save }: { original: OriginalWording | null; save: (original: OriginalWording | null) => void }) {
  const [text, setText] = useState(original?.text ?? '');
  const [language, setLanguage] = useState(original?.language ?? '');
  const wrong = language !== '' && !LANGUAGE.test(language);
  return (
    <Stack gap="xs">
      <Textarea
        label="Original wording"
        description="As it was first said or printed, in its own language."
        data-autofocus
        dir="auto"
        maxLength={10_000}
        minRows={2}
        maxRows={8}
        classNames={{ input: 'serif' }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label="Language"
        placeholder="fa, ar, he…"
        maxLength={35}
        error={wrong ? 'A language tag such as fa or pt-BR' : undefined}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value.trim())}
      />
      <Group gap="xs" justify="flex-end">
        {original !== null && (
          <Button size="compact-sm" variant="subtle" onClick={() => save(null)}>
            Remove it
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="filled"
          disabled={text.trim() === '' || wrong}
          onClick={() => save({ text: text.trim(), language: language === '' ? null : language })}
        >
          Pair it
        </Button>
      </Group>
    </Stack>
  );
}
