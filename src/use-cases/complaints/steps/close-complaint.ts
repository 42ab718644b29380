import { counted } from '../../../counted.ts';
import { ConflictError } from '../../../errors.ts';
import type { Actor } from '../../../policies/actor.ts';
import { takeStep } from './step.ts';
import { DAY_MS } from '../../../durations.ts';

/**
 * Closes one complaint if it was resolved `days` days before `now` or earlier and nobody answered. Returns whether it
 * was closed.
 *
 * @throws NotFoundError; ForbiddenError unless the system asks.
 */
export async function closeComplaint(actor: Actor, id: number, days: number, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - days * DAY_MS);
  const step = takeStep(
    actor,
    'close',
    { id },
    ({ complaint }) => {
      const { resolvedAt, answerAwaitedSince } = complaint;
      // Reopened and resolved anew since it was looked for, or brought here from the old portal a short while ago.
      if (resolvedAt === null || resolvedAt > before || (answerAwaitedSince ?? resolvedAt) > before)
        throw new ConflictError('Not due.');
      return {
        to: 'closed',
        set: { closedAt: now },
        note: `Nobody answered for ${counted(days, 'day')}`,
        event: { name: 'complaint.closed', days },
      };
    },
    now,
  );
  return step.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ConflictError) return false;
      throw error;
    },
  );
}
