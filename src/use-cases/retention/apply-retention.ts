import { presentMoment } from '../../database/present-moment.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { retentionPolicy } from '../../policies/retention.ts';
import { dueComplaints, yearsBefore } from './due-complaints.ts';
import { readRules } from './read-rules.ts';
import { removeFiles } from './remove-files.ts';
import { removeTexts } from './remove-texts.ts';

/** Complaints of one transaction: few, since on SQLite everybody's writing waits for it. */
const BATCH = 10;

/** What was removed. */
export interface Applied {
  /** Complaints whose files, or texts, were removed; files themselves. */
  readonly ofFiles: number;
  readonly files: number;
  readonly ofTexts: number;
}

/** How it is done. */
export interface ApplyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Is told how many complaints were gone through. */
  readonly tell?: (complaints: number) => void;
}

/**
 * Removes what the rules that are on say: first files, then texts, a few complaints in a transaction. Broken off anywhere,
 * the next run goes on. Backups have what is gone until they age.
 *
 * @throws ForbiddenError; whatever `signal` is aborted with.
 */
export async function applyRetention(actor: Actor, { signal, tell }: ApplyOptions = {}): Promise<Applied> {
  authorize(retentionPolicy, actor, 'apply');
  const done = { ofFiles: 0, files: 0, ofTexts: 0 };
  for (const { rule, years } of await readRules(actor)) {
    if (years === null) continue;
    const border = yearsBefore(presentMoment(), years);
    for (let after = 0; ;) {
      signal?.throwIfAborted();
      const due = await dueComplaints(rule, border, { after, limit: BATCH });
      const ids = due.map(({ id }) => id);
      const last = ids.at(-1);
      if (last === undefined) break;
      if (rule === 'texts') done.ofTexts += await removeTexts(actor, ids, border);
      else {
        const removed = await removeFiles(actor, ids, border);
        done.files += removed.files;
        done.ofFiles += removed.complaints;
      }
      after = last;
      tell?.(done.ofFiles + done.ofTexts);
    }
  }
  return done;
}
