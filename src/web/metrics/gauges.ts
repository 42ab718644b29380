import { Gauge, type Registry } from 'prom-client';
import { log } from '../../log.ts';
import { portal } from '../../policies/actor.ts';
import { HEALTH_LEVELS, type HealthSettings } from '../../use-cases/health/check.ts';
import { recentHealth, type Health } from '../../use-cases/health/check-health.ts';
import { readGauges, type Gauges } from '../../use-cases/health/read-gauges.ts';

/** How long figures of the database serve, in milliseconds. */
const KEPT_MS = 15_000;
/** How long a scrape waits for them, in milliseconds; then it tells those of before. */
const PATIENCE_MS = 4000;

function gauges(registry: Registry) {
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
    });
  return {
    up: gauge('portal_database_up', 'Whether the database gave these figures.'),
    outbox: gauge('portal_outbox_mails', 'Mails of the outbox by state.', 'state'),
    jobs: gauge('portal_jobs', 'Jobs by state; of those that wait, those that are due.', 'state'),
    dueJob: gauge('portal_jobs_oldest_due_seconds', 'For how long the job due longest has been.'),
    complaints: gauge('portal_complaints', 'Complaints by the category of their status.', 'category'),
    overdue: gauge('portal_complaints_overdue', 'Complaints that are overdue.'),
    unassigned: gauge('portal_complaints_unassigned', 'Open complaints that nobody has.'),
    diskFree: gauge('portal_disk_free_bytes', 'Room where DATA_DIR lies.'),
    diskTotal: gauge('portal_disk_size_bytes', 'Size of the file system where DATA_DIR lies.'),
    health: gauge('portal_health_check', 'Checks of the health: 0 ok, 1 warning, 2 problem.', 'check'),
  };
}

type All = ReturnType<typeof gauges>;

function setFigures(all: All, figures: Gauges): void {
  for (const name of ['outbox', 'jobs', 'complaints'] as const) {
    const [label = ''] = { outbox: ['state'], jobs: ['state'], complaints: ['category'] }[name];
    for (const [value, count] of Object.entries(figures[name])) all[name].set({ [label]: value }, count);
  }
  all.dueJob.set(figures.oldestDueJob);
  all.overdue.set(figures.overdue);
  all.unassigned.set(figures.unassigned);
  all.diskFree.set(figures.disk.free);
  all.diskTotal.set(figures.disk.total);
}

function setHealth({ health }: All, { results }: Health): void {
  for (const { name, level } of results) health.set({ check: name }, HEALTH_LEVELS.indexOf(level));
}

/** Ends with the work, or without it where that takes too long. */
async function patiently(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** What is asked for as somebody scrapes: figures of the database, and the health; returns what reads them. */
export function scrapedGauges(registry: Registry, settings: HealthSettings): () => Promise<void> {
  const all = gauges(registry);
  let reading: Promise<void> | undefined;
  let readAt = -KEPT_MS;
  const read = async (): Promise<void> => {
    try {
      setFigures(all, await readGauges(settings.dataDir));
      all.up.set(1);
      readAt = performance.now();
    } catch (error) {
      all.up.set(0);
      log.warn({ err: error }, 'the figures for a scrape could not be read');
    }
    setHealth(all, await recentHealth(portal, settings));
  };
  return async () => {
    if (performance.now() - readAt < KEPT_MS) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await patiently(reading);
  };
}
