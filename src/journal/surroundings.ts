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
  /** How the program calls itself that asked. */
  readonly agent?: string;
  /**
   * When whoever is signed in last gave their own credentials, in milliseconds since 1970; 0: never. Undefined: nobody acts
   * by a session.
   */
  readonly provenAt?: number | undefined;
}

const current = new AsyncLocalStorage<Surroundings>();

/** Does `work`; whatever it writes into the journal came from there. Who began it stays as certain as it was. */
export function doneFrom<T>(surroundings: Surroundings, work: () => T): T {
  const { provenAt } = presentSurroundings();
  return current.run(provenAt === undefined ? surroundings : { provenAt, ...surroundings }, work);
}

/** From where the present work is done; what nobody asked for over the network, the command line did. */
export function presentSurroundings(): Surroundings {
  return current.getStore() ?? { origin: 'command' };
}
