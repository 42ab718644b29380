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

/** The names of the alerts that are there, and of those that are expected of some measures. */
export const ALERTS = {
  ruled: [...read('alerts.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name),
  expected: [...read('alerts-test.yml').matchAll(/alertname: (\w+)\n +exp_alerts:/g)].map(([, name]) => name),
};

/** A measure that is asked for by its labels. */
export interface Selected {
  readonly name: string;
  readonly labels: readonly string[];
}

/** What the dashboard and the alerts choose measures by, without what Prometheus adds to each. */
export const SELECTED: readonly Selected[] = ['grafana-dashboard.json', 'alerts.yml'].flatMap((file) =>
  [
    ...read(file)
      .replaceAll('\\"', '"')
      .matchAll(/\b(portal_\w+)\{([^}]*)\}/g),
  ].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/(\w+)\s*(?:=~|!=|!~|=)/g)]
      .map(([, label = '']) => label)
      .filter((label) => label !== 'job'),
  })),
);
