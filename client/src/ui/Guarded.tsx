import { Tooltip } from '@mantine/core';
import { cloneElement, type ReactElement } from 'react';

/** What a person may do here, and otherwise why not. `hidden` is for what their role never does: the button is then absent. */
export interface Right {
  readonly allowed: boolean;
  readonly hidden: boolean;
  readonly reason: string;
}

/** A button that is absent where the role never uses it, and says why where it cannot be used now. */
export function Guarded({
  right,
  children,
}: {
  right: Right;
  children: ReactElement<{
    disabled?: boolean;
    'data-disabled'?: boolean;
    'aria-disabled'?: boolean;
    'aria-description'?: string;
    onClick?: () => void;
  }>;
}) {
  if (right.allowed) return children;
  if (right.hidden) return null;
  return (
    <Tooltip label={right.reason}>
      {cloneElement(children, { 'data-disabled': true, 'aria-disabled': true, 'aria-description': right.reason, onClick: () => undefined })}
    </Tooltip>
  );
}
