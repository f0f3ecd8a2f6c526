import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { IconFileText, IconFolder, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportOrigin } from '../../api/imports.js';
import { addressesIn } from '../../state/text/import-batch.js';
import { countWords } from '../../state/words.js';
import { visible } from './draft.js';

const READABLE = '.txt,.md,.html,.htm,.xhtml,.pdf,text/plain,text/html,application/pdf';

interface OriginsProps {
  readonly take: (origins: readonly ImportOrigin[]) => void;
  /** An address to try again; empty for none. */
  readonly address: string;
  /** One file or page only. */
  readonly one?: boolean;
}

/** Where an article may come from, beside the clipboard. */
export function Origins({ take, address, one = false }: OriginsProps) {
  const [linking, setLinking] = useState(address !== '' && !one);
  return (
    <>
      <Group gap="xs">
        <FileButton multiple accept={READABLE} onChange={(files) => take(one ? visible(files).slice(0, 1) : visible(files))}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileText size={14} aria-hidden />}>
              {one ? 'Open a file…' : 'Open files…'}
            </Button>
          )}
        </FileButton>
        {!one && (
          <FileButton multiple onChange={(files) => take(visible(files))} inputProps={FOLDER}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFolder size={14} aria-hidden />}>
                Open a folder…
              </Button>
            )}
          </FileButton>
        )}
        <Button
          variant="default"
          leftSection={<IconWorld size={14} aria-hidden />}
          aria-expanded={linking}
          onClick={() => setLinking((was) => !was)}
        >
          From the web…
        </Button>
        <span className="soft">HTML, PDF or plain text; or paste below</span>
      </Group>
      {linking && <Addresses take={take} address={address} />}
    </>
  );
}

/** Browsers know it by no standard name. */
const FOLDER: object = { webkitdirectory: '' };

function Addresses({ take, address }: OriginsProps) {
  const [written, setWritten] = useState(address);
  const { addresses, others } = addressesIn(written);
  return (
    <div>
      <Textarea
        label="Web addresses"
        description="One a line. Pages are fetched by the server, from the open web only."
        placeholder="https://"
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        error={others.length > 0 && !/^h?t?t?p?s?:?\/?\/?$/.test(others[0] ?? '') ? `This is no web address: ${others[0]}` : undefined}
      />
      <Group justify="flex-end" mt="xs">
        <Button disabled={addresses.length === 0} onClick={() => take(addresses)}>
          {addresses.length > 1 ? `Fetch ${countWords(addresses.length, 'page')}` : 'Fetch the page'}
        </Button>
      </Group>
    </div>
  );
}
