import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import type { GateData } from '#shared/protocol/views.js';

const STATE_WORDS = { met: 'met', missing: 'missing', excepted: 'excepted' } as const;

/** The conditions of a verdict, each in words; never by colour alone. */
export function Gates({ gates }: { gates: readonly GateData[] }) {
  const open = gates.filter((gate) => gate.state !== 'met');
  return (
    <div className="claim-facts" style={{ marginTop: 4 }}>
      <span className="soft">gates:</span>
      <ul className="plain-list gates">
        {gates.map((gate) => (
          <li key={gate.id}>
            <Tooltip label={gate.detail}>
              <UnstyledButton
                className="gate"
                data-state={gate.state}
                fz="inherit"
                component="span"
                tabIndex={0}
                aria-label={`${gate.label}: ${STATE_WORDS[gate.state]}. ${gate.detail}`}
              >
                {gate.state === 'met' ? (
                  <IconCheck size={14} aria-hidden />
                ) : gate.state === 'missing' ? (
                  <IconX size={14} aria-hidden />
                ) : (
                  <IconCircleDashed size={14} aria-hidden />
                )}
                {gate.label}
                {gate.state !== 'met' && ` (${STATE_WORDS[gate.state]})`}
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <p className="soft" style={{ margin: 0, flexBasis: '100%' }} aria-hidden>
          {open.map((gate) => gate.detail).join(' ')}
        </p>
      )}
    </div>
  );
}
