import { IconCircle, IconMinus, IconPlus } from '@tabler/icons-react';
import type { Stance } from '#shared/domain/evidence.js';

const SIGNS = { supports: IconPlus, refutes: IconMinus, context: IconCircle } as const;

/** The stance by shape, colour and word at once. */
export function StanceSign({ stance }: { stance: Stance }) {
  const Sign = SIGNS[stance];
  return (
    <span className={`stance-${stance}`} style={{ fontWeight: 500, whiteSpace: 'nowrap' }}>
      <Sign
        size={stance === 'context' ? 11 : 14}
        stroke={2.4}
        aria-hidden
        style={{ verticalAlign: stance === 'context' ? '-1px' : '-2px' }}
      />{' '}
      {stance}
    </span>
  );
}
