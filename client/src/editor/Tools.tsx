import { ActionIcon, Button, Group, Popover, TextInput, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactNode, useState } from 'react';
import { drawAnew } from './extensions.js';

interface Tool {
  readonly name: string;
  readonly icon: ReactNode;
  readonly on: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  { name: 'Bold', icon: <IconBold size={16} />, on: (e) => e.isActive('bold'), run: (e) => e.chain().focus().toggleBold().run() },
  { name: 'Italic', icon: <IconItalic size={16} />, on: (e) => e.isActive('italic'), run: (e) => e.chain().focus().toggleItalic().run() },
  {
    name: 'Heading',
    icon: <IconH2 size={16} />,
    on: (e) => e.isActive('heading'),
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'List',
    icon: <IconList size={16} />,
    on: (e) => e.isActive('bulletList'),
    run: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'Numbered list',
    icon: <IconListNumbers size={16} />,
    on: (e) => e.isActive('orderedList'),
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'Quotation',
    icon: <IconBlockquote size={16} />,
    on: (e) => e.isActive('blockquote'),
    run: (e) => e.chain().focus().toggleBlockquote().run(),
  },
];

/** The few forms a rationale needs. Always there, so that nothing jumps when the field takes the focus. */
export function Tools({ editor, label }: { editor: Editor; label: string }) {
  const active = useEditorState({ editor, selector: ({ editor: now }) => TOOLS.map((tool) => tool.on(now)).concat(now.isActive('link')) });
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch {
      drawAnew(editor);
    }
  };
  return (
    <div className="rich-tools no-print" role="toolbar" aria-label={`Forms for: ${label}`} style={{ padding: '4px 10px 0' }}>
      {TOOLS.map((tool, index) => (
        <Tooltip key={tool.name} label={tool.name}>
          <ActionIcon
            size="sm"
            aria-label={tool.name}
            aria-pressed={active[index] === true}
            variant={active[index] === true ? 'light' : 'subtle'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => guarded(() => tool.run(editor))}
          >
            {tool.icon}
          </ActionIcon>
        </Tooltip>
      ))}
      <LinkTool editor={editor} on={active.at(-1) === true} />
      <span style={{ flex: 1 }} />
      <Tooltip label="Undo what you did">
        <ActionIcon size="sm" aria-label="Undo what you did" onClick={() => guarded(() => editor.chain().focus().undo().run())}>
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo">
        <ActionIcon size="sm" aria-label="Redo" onClick={() => guarded(() => editor.chain().focus().redo().run())}>
          <IconArrowForwardUp size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function LinkTool({ editor, on }: { editor: Editor; on: boolean }) {
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState('');
  const valid = /^https?:\/\/\S+\.\S+/.test(address.trim());
  const open = (): void => {
    setAddress(String((editor.getAttributes('link') as { href?: string }).href ?? ''));
    setOpened(true);
  };
  const set = (): void => {
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !on)
      chain.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href: address.trim() } }] }).run();
    else chain.setLink({ href: address.trim() }).run();
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus width={320}>
      <Popover.Target>
        <Tooltip label="Link">
          <ActionIcon
            size="sm"
            aria-label="Link"
            aria-pressed={on}
            variant={on ? 'light' : 'subtle'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={open}
          >
            <IconLink size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          label="Link"
          placeholder="https://"
          data-autofocus
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && valid) set();
          }}
        />
        <Group gap="xs" justify="flex-end" mt="xs">
          {on && (
            <Button
              variant="subtle"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                setOpened(false);
              }}
            >
              Take the link away
            </Button>
          )}
          <Button variant="filled" disabled={!valid} onClick={set}>
            Set
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
