import { withPresentKeyAlone } from '../../database/key-ring.ts';
import { ConflictError } from '../../errors.ts';
import { journalKeys } from '../../journal/key.ts';
import type { Actor } from '../../policies/actor.ts';
import { keyPolicy } from '../../policies/key.ts';
import { authorize } from '../../policies/policy.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { encryptAnew } from './encrypt-anew.ts';
import { countLeft, keysInUse, type Left } from './former-keys.ts';
import { markRestAnew } from './mark-rest-anew.ts';
import { makeHead } from './move-head-anew.ts';
import { retireKeys } from './retire-keys.ts';
import { sealAllAnew } from './seal-anew.ts';

/** How often it is looked for what other processes wrote with a former key meanwhile. */
const MOST_PASSES = 10;

/** How the key is changed. */
export interface RotateOptions {
  readonly dryRun?: boolean;
  /** Goes on though the journal is not whole: what is not proven now is not proven afterwards either. */
  readonly despiteFaults?: boolean;
  readonly tell?: (what: string, done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** What was done. */
export interface Rotated {
  /** The present key, by its name. */
  readonly key: string;
  /** Those by which something went before. */
  readonly former: readonly string[];
  /** What went by them. */
  readonly found: Left;
  readonly left: Left;
  /** Secrets that no known key reads. */
  readonly unreadable: number;
  /** What of the journal was not whole before, and is not now. */
  readonly faults: number;
  /** Nothing goes by the former keys any more. */
  readonly isDone: boolean;
}

const NONE: Left = { secrets: 0, seals: 0, events: 0 };

async function requireWhole(actor: Actor, despiteFaults: boolean): Promise<number> {
  const { problemCount } = await verifyJournal(actor);
  if (problemCount === 0 || despiteFaults) return problemCount;
  throw new ConflictError(
    'The journal is not whole. Look at it first: npm run portal -- audit verify. Nothing was changed; with --despite-faults ' +
      'all else gets the new key, and what cannot be proven now never will be.',
  );
}

/** One pass; true where it found nothing to do any more. */
async function pass(found: Left, { tell, signal }: RotateOptions): Promise<boolean> {
  const secrets = await encryptAnew(signal);
  const seals = await sealAllAnew((done) => tell?.('seals', done, found.seals), signal);
  const events = await markRestAnew(signal);
  return secrets.done + seals + (events ?? 1) === 0;
}

/** What is left has to be proven by the present key alone; otherwise former ones are still needed. */
async function settle(actor: Actor, former: readonly string[], faults: number): Promise<void> {
  const { problemCount } = await withPresentKeyAlone(() => verifyJournal(actor));
  if (problemCount > faults)
    throw new ConflictError(
      'A process still writes with a former key. Start every process with the present one, and run this again.',
    );
  await retireKeys(actor, former);
}

/**
 * Makes everything that goes by former keys go by the present one, while the portal runs: stored secrets, and the marks and
 * seals of the journal, each of which is proven by the former key first. Broken off anywhere, the next run goes on.
 *
 * @throws ForbiddenError; ConflictError where the journal is not whole, or a process still writes with a former key.
 */
export async function rotateKeys(actor: Actor, options: RotateOptions = {}): Promise<Rotated> {
  const { dryRun = false, despiteFaults = false, signal } = options;
  authorize(keyPolicy, actor, 'rotate');
  const former = await keysInUse();
  const { id: key } = journalKeys.present;
  const nothing = { key, former, unreadable: 0, faults: 0 };
  if (former.length === 0 && journalKeys.all.length === 1)
    return { ...nothing, found: NONE, left: NONE, isDone: true };
  const found = await countLeft();
  if (dryRun) return { ...nothing, found, left: found, isDone: false };
  const faults = await requireWhole(actor, despiteFaults);
  await makeHead();
  let isDone = false;
  for (let count = 1; count <= MOST_PASSES && !isDone; count += 1) {
    signal?.throwIfAborted();
    isDone = await pass(found, options);
  }
  if (isDone) await settle(actor, former, faults);
  const left = await countLeft();
  return { key, former, found, left, unreadable: (await encryptAnew(signal)).unreadable, faults, isDone };
}
