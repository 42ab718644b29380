import { onJobEnd, type EndedJob } from '../../jobs/watch.ts';

export type { EndedJob };

/** Calls `listener` for each attempt of a job that ends in this process; returns what ends that. */
export function watchJobs(listener: (ended: EndedJob) => void): () => void {
  return onJobEnd(listener);
}
