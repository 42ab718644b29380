import { spawnSync } from 'node:child_process';

let found: string | undefined | null;

/** A Python that has Django and a driver for MySQL; the system's own comes first, whose packages Debian installs. */
export function findDjango(): string | undefined {
  if (found !== undefined) return found ?? undefined;
  const candidates = ['/usr/bin/python3', 'python3'];
  const has = (python: string): boolean => spawnSync(python, ['-c', 'import django, MySQLdb']).status === 0;
  found = candidates.find(has) ?? null;
  return found ?? undefined;
}
