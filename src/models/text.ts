import { col, fn, Op, where, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { isSqlite } from '../database/connect.ts';

/** Text as it is stored: composed, without the white space around it. */
export function tidy(value: string): string {
  return value.normalize('NFC').trim();
}

/** The text without characters that have no mark of their own, such as zero-width spaces. */
export function visible(value: string): string {
  return value.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/** Two texts with the same key differ only in letter case or the white space around them. */
export function sameKey(value: string): string {
  return tidy(value).toLowerCase();
}

function candidates(column: string, value: string): WhereOptions {
  const text = tidy(value);
  if (!isSqlite() || /^[\x20-\x7e]*$/.test(text)) return { [column]: text };
  // SQLite folds the letter case of ASCII alone, so here anything may stand for a character beyond it.
  const pattern = text.replaceAll(/[!%_]/g, '!$&').replaceAll(/[^\x20-\x7e]+/gu, '%');
  return where(fn('like', pattern, col(column), '!'), Op.eq, 1);
}

/**
 * The row whose attribute holds `value` in some letter case. Race-free inside a transaction on SQLite, which has one
 * writer at a time; on MySQL the unique index has the last word.
 */
export async function findSameText<M extends Model>(
  model: ModelStatic<M>,
  attribute: string,
  value: string,
): Promise<M | undefined> {
  const column = model.getAttributes()[attribute as never] as { field?: string };
  const rows = await model.unscoped().findAll({ where: candidates(column.field ?? attribute, value) });
  if (!isSqlite()) return rows[0];
  return rows.find((row) => sameKey(String(row.get(attribute))) === sameKey(value));
}

/** A validator for an attribute whose value no other row may have, in whatever letter case. */
export function notTaken(attribute: string, message: string) {
  return async function isFree(this: Model, value: unknown): Promise<void> {
    if (typeof value !== 'string' || !this.changed(attribute as never)) return;
    const other = await findSameText(this.constructor as ModelStatic<Model>, attribute, value);
    if (other !== undefined && other.get('id') !== this.get('id')) throw new Error(message);
  };
}
