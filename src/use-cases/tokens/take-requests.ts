import { presentMoment } from '../../database/present-moment.ts';
import { MINUTE_MS } from '../../durations.ts';
import { withUse } from './with-use.ts';

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
export async function takeRequests(tokenId: number, wanted: number, most: number): Promise<TakenRequests> {
  const taken = await withUse(tokenId, async (use) => {
    const now = presentMoment();
    const age = Math.abs(now.getTime() - (use.windowStartedAt?.getTime() ?? 0));
    // Also where a clock was set back.
    if (use.windowStartedAt === null || age >= MINUTE_MS) use.set({ windowStartedAt: now, windowTaken: 0 });
    const granted = Math.max(0, Math.min(wanted, most - use.windowTaken));
    use.set({ windowTaken: use.windowTaken + granted });
    await use.save();
    const startedAt = use.windowStartedAt ?? now;
    return { granted, left: most - use.windowTaken, until: new Date(startedAt.getTime() + MINUTE_MS) };
  });
  return taken ?? { granted: 0, left: 0, until: presentMoment() };
}
