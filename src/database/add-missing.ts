import type { Model, ModelStatic } from 'sequelize';
import { inTransaction } from './transaction.ts';

/** Adds those rows whose name no row of the table has yet, and leaves the others as they are; returns how many. */
export async function addMissing(
  model: ModelStatic<Model>,
  rows: readonly { readonly name: string }[],
): Promise<number> {
  return inTransaction(async () => {
    const existing = await model.findAll({ attributes: ['name'] });
    const names = new Set(existing.map((row) => String(row.get('name')).toLowerCase()));
    const missing = rows.filter((row) => !names.has(row.name.toLowerCase()));
    for (const row of missing) await model.create({ ...row });
    return missing.length;
  });
}
