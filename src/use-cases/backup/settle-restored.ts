import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { database } from '../../database/connect.ts';
import { inTransaction } from '../../database/transaction.ts';
import { Job } from '../../models/job.ts';
import { Notification } from '../../models/notification.ts';
import { storage } from '../../storage/storage.ts';

/**
 * Says whose files the storage holds, and returns that: it keeps the name that it has, and one that has none is given that
 * of the archive.
 *
 * @param archived null: the archive is of a time when there were no names.
 */
export async function claimStorage(archived: string | null): Promise<string> {
  const name = (await storage().owner()) ?? archived ?? randomUUID();
  await storage().claim(name);
  return name;
}

/** Makes the rows know whose they are, so that they and the files belong together. */
export async function nameInstallation(name: string): Promise<void> {
  await inTransaction(async () => {
    await database().query('DELETE FROM installation');
    await database().query('INSERT INTO installation (id, name) VALUES (1, :name)', {
      replacements: { name },
    });
  });
}

/** Lets nobody wait for processes of the place where the archive was made; returns how many mails had not been sent there. */
export async function leaveOldPlace(): Promise<number> {
  await inTransaction(() =>
    Job.update({ state: 'waiting', lease: null, leaseUntil: null }, { where: { state: 'running' } }),
  );
  return Notification.count({ where: { channel: 'mail', state: { [Op.in]: ['waiting', 'sending'] } } });
}
