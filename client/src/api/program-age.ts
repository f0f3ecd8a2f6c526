const listeners = new Set<() => void>();
let outdated = false;

/** Whether the server has a newer program than this page: it stays so until the page is loaded again. */
export function isOutdated(): boolean {
  return outdated;
}

export function tellOutdated(): void {
  if (outdated) return;
  outdated = true;
  for (const listener of listeners) listener();
}

export function onOutdated(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the server for its page, and whether that still names the script which this page runs. Unknown where nothing answers. */
export async function askOutdated(): Promise<boolean> {
  const script = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => null);
  if (script && answer?.ok === true && !(await answer.text()).includes(script)) tellOutdated();
  return outdated;
}
