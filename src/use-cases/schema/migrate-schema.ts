import { migrateDown, migrateUp } from '../../database/migrator.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalStands } from '../journal/journal-stands.ts';
import { recordCommand } from '../journal/record-command.ts';

/** What migrating did. */
export interface Migrated {
  /** Names of the migrations that were run or reverted. */
  readonly migrations: readonly string[];
  /** Whether the journal tells of it. */
  readonly isTold: boolean;
}

/**
 * Runs all pending migrations, or reverts the newest. What was done stands in the journal, also where a later one
 * failed; but for a schema without the journal.
 */
export async function migrateSchema(actor: Actor, direction: 'up' | 'down'): Promise<Migrated> {
  const migrations: string[] = [];
  const told = (name: string) => migrations.push(name);
  let isTold = false;
  try {
    await (direction === 'up' ? migrateUp(told) : migrateDown(told));
  } finally {
    isTold = migrations.length > 0 && (await journalStands());
    const result = migrations.map((migration) => ({ migration }));
    if (isTold) await recordCommand(actor, `migrate ${direction}`, result);
  }
  return { migrations, isTold };
}
