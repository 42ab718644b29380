import { Counter, Histogram, type Registry } from 'prom-client';
import { watchJobs } from '../../use-cases/jobs/watch-jobs.ts';

const SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1800];

/** Counts the attempts of jobs and measures how long they take. */
export function jobMetrics(registry: Registry): void {
  const registers = [registry];
  const total = new Counter({
    name: 'portal_job_attempts_total',
    help: 'Attempts of jobs that ended, by kind and how: done, failed, or stopped to go on later.',
    labelNames: ['kind', 'end'],
    registers,
  });
  const duration = new Histogram({
    name: 'portal_job_duration_seconds',
    help: 'How long attempts of jobs took, by kind.',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers,
  });
  watchJobs(({ kind, end, seconds }) => {
    total.inc({ kind, end });
    duration.observe({ kind }, seconds);
  });
}
