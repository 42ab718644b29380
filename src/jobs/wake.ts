const listeners = new Set<() => void>();

/** Calls `listener` whenever this process has committed a job that is due; returns what ends that. */
export function onDueJob(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the runners of this process to look at once; those of others find the job when they look next. */
export function tellOfDueJob(): void {
  for (const listener of listeners) listener();
}
