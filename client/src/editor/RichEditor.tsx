import './editor.css';
import type { Editor } from '@tiptap/core';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { DocumentSession } from '../sync/session.js';
import { drawAnew, extensionsOf } from './extensions.js';
import { PresenceAwareness } from './presence-awareness.js';
import { Tools } from './Tools.js';

export interface RichEditorProps {
  readonly session: DocumentSession;
  readonly field: string;
  readonly label: string;
  readonly placeholder: string;
  readonly single?: boolean;
  readonly minHeight?: number;
  readonly colourOf: (userId: string) => number;
}

/** A field of a shared document, written together. Mount it only when the session is ready and writable. */
export function RichEditor(props: RichEditorProps) {
  const { session, field, colourOf } = props;
  const [awareness, setAwareness] = useState<PresenceAwareness | null>(null);
  useEffect(() => {
    const made = new PresenceAwareness(session, field, colourOf);
    setAwareness(made);
    return () => made.destroy();
  }, [session, field, colourOf]);
  // After a permanent refusal the session goes on with a new document: the editor is then made anew.
  return awareness === null ? null : <Mounted key={session.doc.guid} {...props} awareness={awareness} />;
}

function Mounted({
  session,
  field,
  label,
  placeholder,
  single = false,
  minHeight = 0,
  awareness,
}: RichEditorProps & { awareness: PresenceAwareness }) {
  const editor = useEditor(
    {
      extensions: extensionsOf({ doc: session.doc, field, awareness, single }),
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-label': label,
          'aria-multiline': String(!single),
          dir: 'auto',
          class: single ? '' : 'prose',
          'data-field': field,
          style: minHeight > 0 ? `min-height: ${minHeight}px` : '',
        },
        handleKeyDown: (view, event) => leavesByEscape(view.dom, event),
        ...(single ? { handlePaste: (_view, event) => pasteOneLine(event) } : {}),
      },
    },
    [session.doc, awareness],
  );
  useEffect(() => session.onFault(() => drawAnew(editor)), [session, editor]);
  const { empty } = useEditorState({ editor, selector: ({ editor: now }) => ({ empty: now.isEmpty }) });
  return (
    <>
      {!single && <Tools editor={editor} label={label} />}
      {/* Clicking beside the words puts the caret at their end; by keyboard the field itself takes the focus. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        tabIndex={-1}
        className={single ? 'rich rich-line' : 'rich rich-body'}
        data-empty={empty}
        data-placeholder={placeholder}
        onClick={(event) => focusEnd(event.target, editor)}
      >
        <EditorContent editor={editor} />
      </div>
    </>
  );

  function pasteOneLine(event: ClipboardEvent): boolean {
    const words = event.clipboardData?.getData('text/plain') ?? '';
    editor.commands.insertContent({ type: 'text', text: words.replace(/\s+/g, ' ') });
    return true;
  }
}

/** Tab belongs to lists: Escape leaves the text, and the keys of the screen work again. */
function leavesByEscape(field: HTMLElement, event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.isComposing) return false;
  field.closest<HTMLElement>('.rich')?.focus({ preventScroll: true });
  return true;
}

function focusEnd(target: EventTarget, editor: Editor): void {
  if (target instanceof Node && editor.view.dom.contains(target)) return;
  editor.commands.focus('end');
}
