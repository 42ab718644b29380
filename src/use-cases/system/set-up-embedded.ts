import { database } from '../../database/connect.ts';
import { isUpToDate } from '../../database/schema-state.ts';
import { inTransaction } from '../../database/transaction.ts';
import { User } from '../../models/user.ts';
import { portal } from '../../policies/actor.ts';
import { createSuperuser } from '../people/create-superuser.ts';
import { drawPassword } from '../people/draw-password.ts';
import { checkPassword } from '../people/password-rules.ts';

/** The first person of an empty database. */
export interface FirstAdmin {
  readonly username: string;
  /** To be told this once; undefined when it is the configured one. */
  readonly drawnPassword: string | undefined;
}

const FIRST = { username: 'admin', email: '' };

async function hasPeople(): Promise<boolean> {
  return (await database().getQueryInterface().tableExists('users')) && (await User.count()) > 0;
}

/** Nearly every start finds nothing to do, and need not wait for what would do it to be loaded. */
async function bringUpToDate(): Promise<void> {
  if (await isUpToDate()) return;
  const { migrateUp, seed } = await import('../../database/migrator.ts');
  await migrateUp();
  await seed(false);
}

/**
 * Prepares the embedded database: tables, reference data and, where there is nobody yet, the superuser `admin`.
 * Once that is done it changes nothing.
 *
 * @throws InvalidInputError at `password` when the configured one is too weak for the first admin.
 */
export async function setUpEmbedded({
  adminPassword,
}: {
  readonly adminPassword: string | undefined;
}): Promise<FirstAdmin | undefined> {
  // Before anything is written: a start that is refused leaves no tables behind.
  if (adminPassword !== undefined && !(await hasPeople())) checkPassword(adminPassword, FIRST);
  await bringUpToDate();
  return inTransaction(async () => {
    // Of two processes that start at once, the second finds what the first one made.
    if ((await User.count()) > 0) return undefined;
    const drawnPassword = adminPassword === undefined ? drawPassword() : undefined;
    const password = adminPassword ?? drawnPassword ?? '';
    await createSuperuser(portal, { ...FIRST, password });
    return { username: FIRST.username, drawnPassword };
  });
}
