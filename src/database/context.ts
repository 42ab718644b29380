import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

const storage = new AsyncLocalStorage<Map<string, unknown>>();

/**
 * What `Sequelize.useCLS` wants, on AsyncLocalStorage: every statement inside `inTransaction` finds its transaction
 * by itself, so none can be handed along wrongly.
 */
export const transactionContext = {
  run<T>(work: (context: object) => T): T {
    const context = new Map<string, unknown>();
    return storage.run(context, () => work(context));
  },
  get(key: string): unknown {
    return storage.getStore()?.get(key);
  },
  set(key: string, value: unknown): void {
    storage.getStore()?.set(key, value);
  },
  bind(work: (...parameters: unknown[]) => unknown): (...parameters: unknown[]) => unknown {
    return AsyncResource.bind(work);
  },
  /** Runs what must not join the transaction it was started from. */
  leave<T>(work: () => T): T {
    return storage.exit(work);
  },
};
