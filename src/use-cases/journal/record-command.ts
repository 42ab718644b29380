import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';

/**
 * Tells that a command was run, and what came of it; each row that it changed tells of itself.
 *
 * @param result without passwords and other secrets.
 */
export async function recordCommand(actor: Actor, command: string, result: readonly object[]): Promise<void> {
  const details = { command, result };
  await inTransaction(() => record({ name: 'command.run', by: actor, subjectId: null, details }));
}
