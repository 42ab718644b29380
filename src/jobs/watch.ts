/** How an attempt ended: `stopped` goes on later. */
export type JobEnd = 'done' | 'failed' | 'stopped';

/** An attempt of a job that ended in this process. */
export interface EndedJob {
  readonly kind: string;
  readonly end: JobEnd;
  readonly seconds: number;
}

type Listener = (ended: EndedJob) => void;
const listeners = new Set<Listener>();

/** Calls `listener` whenever an attempt of a job ends in this process; returns what ends that. */
export function onJobEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells that an attempt ended, which began at `begun` of the process's own clock. */
export function tellOfJobEnd(kind: string, end: JobEnd, begun: number): void {
  const ended = { kind, end, seconds: (performance.now() - begun) / 1000 };
  for (const listener of listeners) listener(ended);
}
