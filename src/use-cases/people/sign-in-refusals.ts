import { inTransaction } from '../../database/transaction.ts';
import { AppError, ConflictError, CrowdedError, ThrottledError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import type { Counting } from './attempts.ts';

/** The same for an unknown person, a wrong password and somebody inactive. */
class WrongCredentialsError extends AppError {
  constructor() {
    super('wrong_credentials', 401, 'The username or password is not right.');
  }
}

/** Tells whose account was asked for; what was typed may be anything, a password too, and is told nowhere. */
export async function tellRefusal(userId: number | null, reason: string): Promise<void> {
  const entry = { by: { id: null, name: '' }, subjectId: userId, details: { reason } };
  await inTransaction(() => record({ name: 'session.refused', ...entry }));
}

/** Told, with a reason for the journal alone where it is another one. */
export async function wrongCredentials(userId: number | null, reason?: string): Promise<Error> {
  const error = new WrongCredentialsError();
  await tellRefusal(userId, reason ?? error.code);
  return error;
}

/**
 * Refuses somebody whose password was right on a page that is somebody else's.
 *
 * @throws ConflictError.
 */
export async function requireOwner({ id, name }: Person, openedAs: number | undefined): Promise<void> {
  if (openedAs === undefined || openedAs === id) return;
  const owner = await User.findByPk(openedAs, { attributes: NAME_COLUMNS });
  const whose = owner?.displayName ?? 'somebody else';
  await tellRefusal(id, 'opened_as_another');
  throw new ConflictError(
    `This page was opened as ${whose}, and you are ${name}. Sign in as ${whose}, or open the page anew as yourself.`,
  );
}

/** Of an attempt that is one too many the journal tells as well. */
export function counted(counting: Counting, userId: number | null = null): Counting {
  return async () => {
    try {
      return await counting();
    } catch (error) {
      const reason = error instanceof CrowdedError ? 'crowded' : 'locked';
      if (error instanceof ThrottledError) await tellRefusal(userId, reason);
      throw error;
    }
  };
}
