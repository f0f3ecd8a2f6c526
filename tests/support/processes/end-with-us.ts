import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

/** A test that fails, or takes too long and is stopped by the runner, leaves no process behind. */
export function endWithUs(child: ChildProcess): void {
  if (children.size === 0) {
    process.once('exit', killAll);
    process.once('SIGTERM', stopped);
  }
  children.add(child);
  child.once('exit', () => {
    children.delete(child);
    if (children.size > 0) return;
    process.off('exit', killAll);
    process.off('SIGTERM', stopped);
  });
}

function killAll(): void {
  for (const child of children) child.kill('SIGKILL');
}

function stopped(): void {
  process.exit(1);
}
