import { UnavailableError } from '../../errors.ts';
import { presentSurroundings } from '../../journal/surroundings.ts';
import { FairLine } from './fair-line.ts';
import { networkOf } from './network-of.ts';

/** bcrypt and SQLite share libuv's four threads: with more at once, pages would wait for passwords. */
const AT_ONCE = 2;
/** How many may wait in each line, each for a fraction of a second. */
const WAITING = 50;
/** How many passwords wait that one person sets: whoever sets many does so one after the other. */
const SET_BY_ONE = 8;

// Two lines that take turns: however many passwords are set, whoever signs in waits for one of them at most. Attempts to
// sign in are counted, so that those of one network are bounded already.
const lookedAt = new FairLine(WAITING, WAITING);
const beingSet = new FairLine(WAITING, SET_BY_ONE);

let running = 0;
let isSettingNext = false;

function letNextGo(): boolean {
  const [first, second] = isSettingNext ? [beingSet, lookedAt] : [lookedAt, beingSet];
  isSettingNext = !isSettingNext;
  return first.next() || second.next();
}

async function inLine<T>(line: FairLine, who: string, full: string, work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) {
    running += 1;
  } else {
    if (!line.hasRoomFor(who)) throw new UnavailableError(full);
    // Whoever is done hands its place on.
    await line.wait(who);
  }
  try {
    return await work();
  } finally {
    if (!letNextGo()) running -= 1;
  }
}

/**
 * Looks at a password when its turn comes: two at once in this process, those of each network in order, and one network
 * after the other.
 *
 * @throws UnavailableError when too many wait already; nothing was done then.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const { address } = presentSurroundings();
  const full = 'Many people are signing in at this moment. Please try again in a few seconds.';
  return inLine(lookedAt, networkOf(address ?? ''), full, work);
}

/**
 * The same for a password that somebody sets; those of one person wait for one another, and for few.
 *
 * @param setter who sets it.
 * @throws UnavailableError when too many wait already; nothing was done then.
 */
export function inTurnOf<T>(setter: string, work: () => Promise<T>): Promise<T> {
  const full = 'Many passwords are being set at this moment. Please try again in a few seconds.';
  return inLine(beingSet, setter, full, work);
}
