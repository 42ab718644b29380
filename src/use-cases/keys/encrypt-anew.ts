import { Op, type WhereOptions } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { decryptSecret, encryptSecret, presentForm, UnreadableSecret } from '../../database/stored-secret.ts';
import { record } from '../../journal/record.ts';
import { operator } from '../../policies/actor.ts';
import { SECRET_COLUMNS, type SecretColumn, type SecretRow } from './secret-columns.ts';

/** Secrets of one transaction. */
const BATCH = 100;

/** What became of stored secrets. */
export interface EncryptedAnew {
  readonly done: number;
  /** Those that no known key reads. */
  readonly unreadable: number;
}

const formerOnes = ({ column }: SecretColumn): WhereOptions => ({
  [Op.and]: [{ [column]: { [Op.ne]: null } }, { [column]: { [Op.notLike]: `${presentForm()}%` } }],
});

/** How many secrets are stored that another key encrypted. */
export async function countFormerSecrets(): Promise<number> {
  const counts = await Promise.all(SECRET_COLUMNS.map((one) => one.model.count({ where: formerOnes(one) })));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Undefined where no known key reads it. */
function again({ column, purpose }: SecretColumn, row: SecretRow): string | undefined {
  try {
    const stored = String(row[column]);
    return encryptSecret(decryptSecret(stored, purpose(row)), purpose(row));
  } catch (error) {
    if (error instanceof UnreadableSecret) return undefined;
    throw error;
  }
}

async function encryptRows(place: SecretColumn, rows: readonly SecretRow[]): Promise<number> {
  const { model, column } = place;
  const key = model.primaryKeyAttribute;
  return inTransaction(async () => {
    let count = 0;
    for (const row of rows) {
      const secret = again(place, row);
      // One that was made anew meanwhile stays.
      const where = { [key]: row[key], [column]: row[column] };
      const [changed] = await model.update({ [column]: secret }, { where, silent: true });
      count += changed;
    }
    const details = { what: model.tableName, rows: count };
    if (count > 0) await record({ name: 'secret_key.applied', by: operator, subjectId: null, details });
    return count;
  });
}

async function encryptColumn(place: SecretColumn, signal: AbortSignal | undefined): Promise<EncryptedAnew> {
  const { model } = place;
  const key = model.primaryKeyAttribute;
  let [done, unreadable] = [0, 0];
  for (let after: string | number | undefined; ;) {
    signal?.throwIfAborted();
    const rest = after === undefined ? {} : { [key]: { [Op.gt]: after } };
    const where = { [Op.and]: [formerOnes(place), rest] };
    const rows = await model.findAll({ where, order: [key], limit: BATCH });
    const found = rows.map((row) => row.get({ plain: true }) as SecretRow);
    if (found.length === 0) return { done, unreadable };
    after = found.at(-1)?.[key];
    const readable = found.filter((row) => again(place, row) !== undefined);
    if (readable.length > 0) done += await encryptRows(place, readable);
    unreadable += found.length - readable.length;
  }
}

/** Encrypts with the present key what another one encrypted; broken off anywhere, it can be done again. */
export async function encryptAnew(signal?: AbortSignal): Promise<EncryptedAnew> {
  let [done, unreadable] = [0, 0];
  for (const place of SECRET_COLUMNS) {
    const found = await encryptColumn(place, signal);
    done += found.done;
    unreadable += found.unreadable;
  }
  return { done, unreadable };
}
