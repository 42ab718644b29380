import { setTimeout as delay } from 'node:timers/promises';
import { schemaState } from '../../database/migrator.ts';

/** How long the database may take to answer, in milliseconds. */
const PATIENCE_MS = 2000;

/** Whether requests can be served, and if not, why. */
export interface Readiness {
  readonly ready: boolean;
  readonly reason: string;
}

let asking: Promise<Readiness> | undefined;

async function ask(): Promise<Readiness> {
  const timer = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: timer.signal, ref: false }).then(
    () => undefined,
    () => undefined,
  );
  try {
    const state = await Promise.race([schemaState(), late]);
    if (state === undefined) return { ready: false, reason: 'The database does not answer.' };
    if (state.pending.length > 0) return { ready: false, reason: 'The database has pending migrations.' };
    if (state.unknown.length > 0) {
      return { ready: false, reason: 'The database has migrations that this version does not know.' };
    }
    return { ready: true, reason: 'ready' };
  } catch {
    return { ready: false, reason: 'The database does not answer.' };
  } finally {
    timer.abort();
  }
}

/** Whether the database answers soon and has the tables this version expects. Those who ask at once share an answer. */
export function checkReadiness(): Promise<Readiness> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}
