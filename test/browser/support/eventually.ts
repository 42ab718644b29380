import { setTimeout as sleep } from 'node:timers/promises';

/** How long a state may take to come: much, as it costs nothing where it is there at once, and machines may be busy. */
const LIMIT_MS = 20_000;
const PAUSE_MS = 50;

/**
 * Asks again until what is expected holds. A page shows what was done a moment after it was done, and gives the focus back a moment after
 * something closed: whoever reads it once depends on how quick the machine is.
 *
 * @param check reads anew whenever it is called, and changes nothing.
 */
export async function eventually(check: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; ; await sleep(PAUSE_MS)) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() >= end) throw error;
    }
  }
}
