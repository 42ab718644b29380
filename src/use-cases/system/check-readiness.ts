import { setTimeout as delay } from 'node:timers/promises';
import { canWrite } from '../../database/can-write.ts';
import { schemaState } from '../../database/migrator.ts';
import { storage } from '../../storage/storage.ts';

/** How long the database may take to answer, in milliseconds. */
const PATIENCE_MS = 2000;

/** Whether requests can be served, and if not, why. */
export interface Readiness {
  readonly ready: boolean;
  readonly reason: string;
}

let asking: Promise<Readiness> | undefined;

function canStore(): Promise<boolean> {
  return storage()
    .check()
    .then(
      () => true,
      () => false,
    );
}

/** What keeps requests from being served; undefined: nothing. `late` resolves to undefined when it took too long. */
async function hindrance(late: Promise<undefined>): Promise<string | undefined> {
  const state = await Promise.race([schemaState(), late]);
  if (state === undefined) return 'The database does not answer.';
  if (state.pending.length > 0) return 'The database has pending migrations.';
  if (state.unknown.length > 0) return 'The database has migrations that this version does not know.';
  const [writes, stores] = await Promise.all(
    [canWrite(), canStore()].map((answer) => Promise.race([answer, late])),
  );
  if (writes === false) return 'The database cannot be written.';
  return stores === true ? undefined : 'Files cannot be stored.';
}

async function ask(): Promise<Readiness> {
  const timer = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: timer.signal, ref: false }).then(
    () => undefined,
    () => undefined,
  );
  try {
    const reason = await hindrance(late);
    return { ready: reason === undefined, reason: reason ?? 'ready' };
  } catch {
    return { ready: false, reason: 'The database does not answer.' };
  } finally {
    timer.abort();
  }
}

/**
 * Whether the database answers soon, has the tables this version expects and takes writes, and files can be stored.
 * Those who ask at once share an answer.
 */
export function checkReadiness(): Promise<Readiness> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}
