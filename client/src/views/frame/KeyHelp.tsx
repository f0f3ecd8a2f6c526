import { Modal } from '@mantine/core';
import { Key, useBoundKeys } from '../../ui/keys.js';

/** The keys of this screen, as they are bound now. */
export function KeyHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const groups = useBoundKeys();
  return (
    <Modal closeOnClickOutside opened={opened} onClose={close} title="Keys" size="lg">
      <div style={{ columns: '260px 2', columnGap: 40 }}>
        {groups().map((group) => (
          <section key={group.title} style={{ breakInside: 'avoid', marginBottom: 20 }}>
            <h2 style={{ fontSize: '0.8125rem', margin: '0 0 4px' }} className="soft">
              {group.title}
            </h2>
            <dl style={{ margin: 0 }}>
              {group.bindings.map((binding) => (
                <div key={binding.keys} style={{ display: 'flex', gap: 12, padding: '3px 0' }}>
                  <dt style={{ minWidth: 64 }}>
                    {binding.keys.split(' ').map((key) => (
                      <Key key={key}>{keyWords(key)}</Key>
                    ))}
                  </dt>
                  <dd style={{ margin: 0 }}>{binding.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="soft" style={{ margin: 0 }}>
        <Key>⌘K</Key> or <Key>Ctrl K</Key> finds claims, articles and commands from anywhere.
      </p>
    </Modal>
  );
}

function keyWords(key: string): string {
  const words: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→' };
  return words[key] ?? key;
}
