import { TextInput, type TextInputProps } from '@mantine/core';
import type { KeyboardEvent } from 'react';

/** A day, typed part by part or picked. It stands between other fields or buttons, never last in a dialog. */
export function DayInput(props: TextInputProps) {
  return <TextInput type="date" onKeyDown={tabIsTheBrowsers} {...props} />;
}

/**
 * The parts of a day are Tab stops that only the browser knows. A dialog's focus trap looks after every Tab in them a moment
 * later, and takes the focus back from whoever was quicker: Enter then pressed the button before the one they had reached.
 * So the trap is not told; the next stop is inside the dialog anyway.
 */
function tabIsTheBrowsers(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}
