import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { recoveryCodesLeft, takeRecoveryCode } from './recovery-codes.ts';

/** Takes a recovery code of somebody, and tells of it. Returns whether there was such a code. */
export async function recoverBy(person: Person, typed: string): Promise<boolean> {
  return inTransaction(async () => {
    if (!(await takeRecoveryCode(person.id, typed))) return false;
    const details = { left: await recoveryCodesLeft(person.id) };
    await record({ name: 'user.factor_recovered', by: person, subjectId: person.id, details });
    return true;
  });
}
