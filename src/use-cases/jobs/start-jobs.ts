import { JobRunner } from '../../jobs/runner.ts';
import { jobKinds, type JobSettings } from './job-kinds.ts';

/** Begins to run jobs of every kind in this process; returns what stops it. */
export function startJobs(settings: JobSettings): { stop(): Promise<void> } {
  return new JobRunner(jobKinds(settings)).start();
}
