import { Alert, Button, Group } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { isOutdated, onOutdated } from '../../../api/program-age.js';

/** Says that the server has a newer program, where this page can go no further with its own. */
export function OutdatedNotice() {
  const outdated = useSyncExternalStore(onOutdated, isOutdated);
  if (!outdated) return null;
  return (
    <Alert color="orange" title="Assay was updated" mb="md" role="alert">
      <Group justify="space-between">
        This page is of the version before and goes no further. Edits that were not sent yet are kept in this browser.
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
      </Group>
    </Alert>
  );
}
