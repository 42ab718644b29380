import { AsyncLocalStorage } from 'node:async_hooks';

const moments = new AsyncLocalStorage<Date>();

/** When what happens now happens. */
export function presentMoment(): Date {
  return moments.getStore() ?? new Date();
}

/** Does `work` as if it were done at another moment, so that a history can be told after the event. */
export function asOf<T>(moment: Date, work: () => T): T {
  return moments.run(moment, work);
}
