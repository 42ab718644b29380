import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { readMoment, select, storedMoment } from '../../database/select.ts';
import { inTransaction } from '../../database/transaction.ts';
import { NotFoundError } from '../../errors.ts';
import { KeptForm } from '../../models/kept-form.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { forgetOldStaged } from '../attachments/staged-files.ts';
import { DAY_MS } from '../../durations.ts';

/** Days for which forms and their files are kept. */
export const KEPT_DAYS = 7;
/** Forms of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 500;

/** The keys that `keepForm` draws; nothing else is asked of the database. */
const KEY = /^[\w-]{24}$/;

/** A form that waits for its owner. */
export interface KeptFormView {
  readonly key: string;
  readonly ownerId: number;
  readonly ownerName: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

function since(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * DAY_MS);
}

/** How somebody is called on a page; empty when there is nobody with this id. */
export async function nameOf(userId: number): Promise<string> {
  const user = await User.findByPk(userId, { attributes: ['id', 'username', 'firstName', 'lastName'] });
  return user?.displayName ?? '';
}

/**
 * A form that is kept; whose it is, the caller looks at.
 *
 * @throws NotFoundError when there is none under this key, or not any more.
 */
export async function openKeptForm(key: string, now: Date = new Date()): Promise<KeptFormView> {
  const row = !KEY.test(key)
    ? null
    : await KeptForm.findOne({ where: { keptKey: key, createdAt: { [Op.gt]: since(now) } } });
  if (row === null) throw new NotFoundError('This form is not kept any more.');
  const { ownerId, path, createdAt } = row;
  const fields = JSON.parse(row.fields) as Record<string, unknown>;
  return { key, ownerId, ownerName: await nameOf(ownerId), path, fields, createdAt };
}

const OF_OWNER = `
  SELECT kept_key AS keptKey, created_at AS createdAt FROM kept_forms
  WHERE owner_id = $owner AND created_at > $since ORDER BY id DESC`;

/** The keys and times of the forms that wait for this person, the newest first. */
export async function listKeptForms(
  { id: ownerId }: Person,
  now: Date = new Date(),
): Promise<{ readonly key: string; readonly createdAt: Date }[]> {
  const bind = { owner: ownerId, since: storedMoment(since(now)) };
  const rows = await select<{ keptKey: string; createdAt: Date | string }>(OF_OWNER, bind);
  return rows.map(({ keptKey: key, createdAt }) => ({ key, createdAt: readMoment(createdAt) }));
}

/** Forgets a form of this person: it was sent, or is not wanted any more. */
export async function discardKeptForm({ id: ownerId }: Person, key: string): Promise<void> {
  if (KEY.test(key)) await inTransaction(() => KeptForm.destroy({ where: { ownerId, keptKey: key } }));
}

async function forgetOldForms(moment: Date): Promise<number> {
  const rows = await KeptForm.findAll({
    attributes: ['id'],
    where: { createdAt: { [Op.lte]: moment } },
    limit: BATCH,
    raw: true,
  });
  if (rows.length === 0) return 0;
  return inTransaction(() => KeptForm.destroy({ where: { id: rows.map(({ id }) => id) } }));
}

/**
 * Forgets forms and files that nobody came back for. Returns how many.
 *
 * @param signal ends it between two batches of forms or two files.
 */
export async function forgetKept(now: Date = presentMoment(), signal?: AbortSignal): Promise<number> {
  let forgotten = 0;
  for (const forget of [forgetOldForms, forgetOldStaged]) {
    for (let batch = 1; batch > 0; forgotten += batch) {
      signal?.throwIfAborted();
      batch = await forget(since(now), signal);
    }
  }
  return forgotten;
}
