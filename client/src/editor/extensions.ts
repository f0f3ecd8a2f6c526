import type { Editor } from '@tiptap/core';
import { type AnyExtension, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { StarterKit } from '@tiptap/starter-kit';
import { yCursorPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { caretElement, type PresenceAwareness } from './presence-awareness.js';

export interface EditedField {
  readonly doc: Y.Doc;
  readonly field: string;
  readonly awareness: PresenceAwareness;
  /** One paragraph, no formatting by key: for the wording of a claim. */
  readonly single: boolean;
}

/**
 * The editor's parts: exactly the nodes and marks of the document's layout. `undoRedo` is Yjs' own; `trailingNode` would write
 * a paragraph into the shared document for everybody who merely looks.
 */
export function extensionsOf({ doc, field, awareness, single }: EditedField): AnyExtension[] {
  return [
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      horizontalRule: false,
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        autolink: !single,
        HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
      },
    }),
    Collaboration.configure({ document: doc, field }),
    carets(awareness),
    guardedUndo,
    ...(single ? [oneParagraph] : []),
  ];
}

/**
 * Draws the view anew from the document. Needed after the view threw while it followed a change: it is then stale, and the
 * next key would delete what it does not show.
 */
export function drawAnew(editor: Editor): void {
  const state = ySyncPluginKey.getState(editor.state) as { binding?: { _forceRerender(): void } } | undefined;
  state?.binding?._forceRerender();
}

function carets(awareness: PresenceAwareness): AnyExtension {
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      // The plugin reads only the methods that PresenceAwareness has.
      yCursorPlugin(awareness as unknown as Parameters<typeof yCursorPlugin>[0], {
        cursorBuilder: caretElement,
        selectionBuilder: (user: { colour?: number }) => ({ class: `selected-by person-${user.colour ?? 0}` }),
      }),
    ],
  });
}

/** Undo and redo can throw while they apply to a structure that others changed meanwhile. */
const guardedUndo = Extension.create({
  name: 'guardedUndo',
  priority: 1_000,
  addKeyboardShortcuts() {
    const guarded = (run: () => boolean): boolean => {
      try {
        return run();
      } catch {
        drawAnew(this.editor);
        return true;
      }
    };
    return {
      'Mod-z': () => guarded(() => this.editor.commands.undo()),
      'Mod-y': () => guarded(() => this.editor.commands.redo()),
      'Shift-Mod-z': () => guarded(() => this.editor.commands.redo()),
    };
  },
});

/**
 * Keeps the wording one paragraph by keys and paste, not by a narrower schema: an editor deletes from the shared document
 * what its schema cannot hold, and two people writing at once can make two paragraphs for a moment.
 */
const oneParagraph = Extension.create({
  name: 'oneParagraph',
  priority: 1_000,
  addKeyboardShortcuts() {
    const nothing = (): boolean => true;
    return {
      Enter: nothing,
      'Shift-Enter': nothing,
      'Mod-Enter': nothing,
      'Mod-b': nothing,
      'Mod-i': nothing,
      'Mod-u': nothing,
      'Mod-Alt-c': nothing,
      'Mod-Alt-2': nothing,
      'Mod-Alt-3': nothing,
      'Mod-Shift-7': nothing,
      'Mod-Shift-8': nothing,
      'Mod-Shift-b': nothing,
      'Mod-Shift-s': nothing,
    };
  },
});
