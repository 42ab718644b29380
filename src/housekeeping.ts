import { log } from './log.ts';
import { operator } from './policies/actor.ts';
import { removeOrphanFiles } from './use-cases/attachments/remove-orphan-files.ts';
import { closeUnanswered } from './use-cases/complaints/close-unanswered.ts';
import { indexMissing } from './use-cases/complaints/index-missing.ts';

/** How long after the start the first round begins, in milliseconds. */
const FIRST_MS = 2000;
const EVERY_MS = 3_600_000;

/** Runs one task; its failure does not keep the others from running, and the next round tries again. */
async function attempt(task: string, work: () => Promise<number>): Promise<void> {
  try {
    const done = await work();
    if (done > 0) log.info({ task, done }, 'housekeeping');
  } catch (error) {
    log.error({ err: error, task }, 'housekeeping failed');
  }
}

async function round(autoCloseDays: number): Promise<void> {
  await attempt('close unanswered complaints', () => closeUnanswered(operator, autoCloseDays, new Date()));
  await attempt('remove files that belong to nothing', () => removeOrphanFiles());
  await attempt('index complaints that no search finds', () => indexMissing());
}

/**
 * Does once an hour what is due by time alone; several processes may do so at once. Returns what ends it, which waits
 * for a round that is under way.
 */
export function startHousekeeping(autoCloseDays: number): () => Promise<void> {
  let running = Promise.resolve();
  const begin = () => {
    running = running.then(() => round(autoCloseDays));
  };
  const first = setTimeout(begin, FIRST_MS).unref();
  const later = setInterval(begin, EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(later);
    return running;
  };
}
