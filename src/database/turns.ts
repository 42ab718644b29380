import { isClustered } from './cluster.ts';
import { database, isSqlite } from './connect.ts';

/**
 * Lets transactions that name the same come one after the other on a cluster, too, where no node sees the rows that
 * another has locked: each changes the row of the name, so of two at once the later one is given up when it commits, and
 * tried again. Beside a lock of rows, for what is counted or compared and not changed.
 */
export async function takeTurns(...names: readonly string[]): Promise<void> {
  if (isClustered() && names.length > 0) await changeRows([...new Set(names)]);
}

/**
 * Lets transactions that name the same come one after the other on every database, for what is compared among rows that
 * no lock holds as they do not exist yet: whoever comes second waits until the first one has ended, and then sees what
 * it wrote. SQLite has one writer at a time.
 */
export async function waitForTurn(name: string): Promise<void> {
  if (!isSqlite()) await changeRows([name]);
}

async function changeRows(names: readonly string[]): Promise<void> {
  const places = names.map((_, index) => `($${index + 1}, 1)`).join(', ');
  await database().query(
    `INSERT INTO turns (name, taken) VALUES ${places} ON DUPLICATE KEY UPDATE taken = taken + 1`,
    { bind: names.toSorted() },
  );
}
