import { randomInt } from 'node:crypto';
import { migrateUp, seed } from '../../database/migrator.ts';
import { inTransaction } from '../../database/transaction.ts';
import { GROUP } from '../../models/group-names.ts';
import { Group } from '../../models/group.ts';
import { User } from '../../models/user.ts';
import { operator } from '../../policies/actor.ts';
import { createUser } from '../people/create-user.ts';

/** The first person of an empty database; with a password that was drawn, it is told this once. */
export interface FirstAdmin {
  readonly username: string;
  /** Undefined when it is the configured one. */
  readonly drawnPassword: string | undefined;
}

/** Without characters that are easily mistaken for others. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

function drawPassword(): string {
  const part = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${part()}-${part()}-${part()}-${part()}`;
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
  await migrateUp();
  await seed(false);
  if ((await User.count()) > 0) return undefined;
  return inTransaction(async () => {
    // Another process may have been faster; here it is one at a time.
    if ((await User.count()) > 0) return undefined;
    const groups = await Group.findAll({ attributes: ['id'], where: { name: GROUP.admin } });
    const password = adminPassword ?? drawPassword();
    await createUser(operator, {
      username: 'admin',
      password,
      isSuperuser: true,
      groupIds: groups.map(({ id }) => id),
    });
    return { username: 'admin', drawnPassword: adminPassword === undefined ? password : undefined };
  });
}
