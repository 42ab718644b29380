import { setTimeout as delay } from 'node:timers/promises';
import { canWrite } from '../../database/can-write.ts';
import { isRestoring, schemaState } from '../../database/schema-state.ts';
import { storage } from '../../storage/storage.ts';

/** How long the database may take to answer, in milliseconds. */
const PATIENCE_MS = 2000;
/** A timer that comes later than this, in milliseconds, tells that the process did not listen meanwhile. */
const SLACK_MS = 200;
/** How often the patience begins anew then, at most. */
const ROUNDS = 5;

/** Whether requests can be served, and if not, why. */
export interface Readiness {
  readonly ready: boolean;
  readonly reason: string;
}

let asking: Promise<Readiness> | undefined;

/** What all machines share is no reason to ask another one, and most pages need no file. */
async function canStore(): Promise<boolean> {
  if (storage().isShared) return true;
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
  if (isRestoring(state)) return 'A restore into the database did not end.';
  if (state.pending.length > 0) return 'The database has pending migrations.';
  if (state.unknown.length > 0) return 'The database has migrations that this version does not know.';
  const [writes, stores] = await Promise.all(
    [canWrite(), canStore()].map((answer) => Promise.race([answer, late])),
  );
  if (writes === false) return 'The database cannot be written.';
  return stores === true ? undefined : 'Files cannot be stored.';
}

/** Ends when the database had its time: while this process was too busy to listen, as at its start, it had none. */
async function afterPatience(signal: AbortSignal): Promise<undefined> {
  let lateBy = PATIENCE_MS;
  for (let round = 0; round < ROUNDS && lateBy > SLACK_MS && !signal.aborted; round += 1) {
    const due = performance.now() + PATIENCE_MS;
    await delay(PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    lateBy = performance.now() - due;
  }
}

async function ask(): Promise<Readiness> {
  const timer = new AbortController();
  const late = afterPatience(timer.signal);
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
