import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './imports.ts';

const read = (name: string): string => readFileSync(join(root, 'deploy', name), 'utf8');

/** Every measure of the portal that a file of `deploy/` names. */
export const MEASURED: readonly string[] = [
  ...new Set(
    ['grafana-dashboard.json', 'alerts.yml'].flatMap((name) => read(name).match(/\bportal_\w+/g) ?? []),
  ),
];
