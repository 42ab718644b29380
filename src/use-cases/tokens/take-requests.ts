import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { MINUTE_MS } from '../../durations.ts';
import { ApiWindow } from '../../models/api-window.ts';

/** What a process may answer of a token's requests before it asks again. */
export interface TakenRequests {
  /** How many. */
  readonly granted: number;
  /** How many are left to all processes beyond these. */
  readonly left: number;
  /** When the minute is over. */
  readonly until: Date;
}

/**
 * Takes so many requests of a token's present minute for this process: processes share one count, and each asks for it
 * once for many requests rather than with every one.
 *
 * @param most requests of a token within a minute, whatever process answers them.
 */
export function takeRequests(tokenId: number, wanted: number, most: number): Promise<TakenRequests> {
  return inTransaction(async () => {
    const now = presentMoment();
    const found = await ApiWindow.findByPk(tokenId, forUpdate());
    const window = found ?? ApiWindow.build({ tokenId, startedAt: now, taken: 0 });
    // Also where a clock was set back.
    const isOver = Math.abs(now.getTime() - window.startedAt.getTime()) >= MINUTE_MS;
    if (isOver) window.set({ startedAt: now, taken: 0 });
    const granted = Math.max(0, Math.min(wanted, most - window.taken));
    window.set({ taken: window.taken + granted });
    await window.save();
    const until = new Date(window.startedAt.getTime() + MINUTE_MS);
    return { granted, left: most - window.taken, until };
  });
}
