import { Button, Menu } from '@mantine/core';
import { IconArrowsDiff, IconCheck, IconChevronDown, IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ArticleVersionData } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { addressOf } from '../../../api/call.js';
import { captureAddress } from '../../../api/captures.js';
import { countWords, momentWords } from '../../../state/words.js';
import { useKeys } from '../../../ui/keys.js';
import { useRight } from '../../session/Session.js';
import { CompareVersions } from './CompareVersions.js';
import { ImportAnnotationsDialog } from './ImportAnnotationsDialog.js';
import { ImportVersionDialog } from './ImportVersionDialog.js';
import type { ShownVersion } from './use-shown-version.js';

type Open = { readonly kind: 'import' | 'annotations' } | { readonly kind: 'compare'; readonly with: number };

/** "version 2 ▾": read another version, compare two, import a new one. */
export function VersionMenu({ article, shown }: { article: ArticleData; shown: ShownVersion }) {
  const [open, setOpen] = useState<Open | null>(null);
  const right = useRight('article.import');
  const { version, versions } = article;
  const before = versions.findLast(({ number }) => number < version.number);
  useKeys('Versions', [
    {
      keys: 'D',
      does: 'What changed since the version before',
      off: before === undefined,
      run: () => setOpen(compare(before?.number ?? 1)),
    },
    { keys: 'V', does: 'Import a new version', off: !right.allowed, run: () => setOpen({ kind: 'import' }) },
  ]);
  return (
    <>
      <Menu position="bottom-start" width={360}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" rightSection={<IconChevronDown size={13} aria-hidden className="no-print" />}>
            version {version.number}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={440} style={{ overflow: 'auto' }}>
          <Menu.Label>Read</Menu.Label>
          {versions.toReversed().map((one) => (
            <VersionItem key={one.id} version={one} current={one.number === version.number} show={() => shown.show(one.number)} />
          ))}
          {versions.length > 1 && <Menu.Label>Compare version {version.number} with</Menu.Label>}
          {versions
            .filter(({ number }) => number !== version.number)
            .toReversed()
            .map(({ id, number }) => (
              <Menu.Item key={id} leftSection={<IconArrowsDiff size={14} aria-hidden />} onClick={() => setOpen(compare(number))}>
                version {number}
              </Menu.Item>
            ))}
          <Menu.Divider />
          {version.raw !== null && (
            <Menu.Item component="a" href={captureAddress(version.raw)} download leftSection={<IconDownload size={14} aria-hidden />}>
              Download the file that it was imported from
            </Menu.Item>
          )}
          <Menu.Item
            component="a"
            href={addressOf(routes.exportAnnotations.path, { id: article.id })}
            download={`annotations-${article.number}.jsonld`}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            Export the annotations (W3C, JSON-LD)
          </Menu.Item>
          {right.allowed && (
            <Menu.Item leftSection={<IconUpload size={14} aria-hidden />} onClick={() => setOpen({ kind: 'annotations' })}>
              Import annotations…
            </Menu.Item>
          )}
          {right.allowed && (
            <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen({ kind: 'import' })}>
              Import a new version…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ImportVersionDialog
        article={article}
        opened={open?.kind === 'import'}
        close={() => setOpen(null)}
        done={(number) => {
          setOpen(null);
          shown.show(number);
        }}
      />
      <ImportAnnotationsDialog articleId={article.id} opened={open?.kind === 'annotations'} close={() => setOpen(null)} />
      <CompareVersions article={article} other={open?.kind === 'compare' ? open.with : null} close={() => setOpen(null)} />
    </>
  );
}

function compare(number: number): Open {
  return { kind: 'compare', with: number };
}

function VersionItem({ version, current, show }: { version: ArticleVersionData; current: boolean; show: () => void }) {
  return (
    <Menu.Item
      onClick={show}
      aria-current={current}
      leftSection={<IconCheck size={14} aria-hidden style={{ visibility: current ? 'visible' : 'hidden' }} />}
    >
      version {version.number}
      <div className="soft">
        {momentWords(version.capturedAt, Date.now())} by <bdi>{version.importedBy.name}</bdi>, {countWords(version.words, 'word')}
      </div>
    </Menu.Item>
  );
}
