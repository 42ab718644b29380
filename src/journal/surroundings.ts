import { AsyncLocalStorage } from 'node:async_hooks';

/** Through which door something came in. */
export const ORIGINS = ['portal', 'panel', 'api', 'command', 'worker', 'mail', 'import'] as const;
export type Origin = (typeof ORIGINS)[number];

/** From where something is done. */
export interface Surroundings {
  readonly origin: Origin;
  /** The network address that asked. */
  readonly address?: string | null;
  /** The number of the request, as the log has it. */
  readonly requestId?: string | null;
}

const current = new AsyncLocalStorage<Surroundings>();

/** Does `work`; whatever it writes into the journal came from there. */
export function doneFrom<T>(surroundings: Surroundings, work: () => T): T {
  return current.run(surroundings, work);
}

/** From where the present work is done; what nobody asked for over the network, the command line did. */
export function presentSurroundings(): Surroundings {
  return current.getStore() ?? { origin: 'command' };
}
