import type { Model, ModelStatic } from 'sequelize';
import { rememberSeeded, seededKeys } from '../../database/seed-memory.ts';
import { inTransaction } from '../../database/transaction.ts';
import { findSameText } from '../../models/text.ts';
import { portal } from '../../policies/actor.ts';
import { recordCreated } from '../records/record-change.ts';

/** A row of reference data as it begins. */
export interface SeedRow {
  /** Its name for ever: no later version gives it to another row. */
  readonly key: string;
  readonly name: string;
  readonly code?: string;
  readonly [attribute: string]: unknown;
}

/** Whether a row stands for this one already: of its name or, where it has one, of its code. */
async function stands(model: ModelStatic<Model>, { name, code }: SeedRow): Promise<boolean> {
  if ((await findSameText(model, 'name', name)) !== undefined) return true;
  return code !== undefined && (await model.count({ where: { code: code } })) > 0;
}

/**
 * Adds the rows that were never added before, and leaves all else as it is: what an administrator renamed or deleted
 * stays so. A row that somebody else added counts as the one meant. Returns how many were added.
 */
export async function seedRows(model: ModelStatic<Model>, rows: readonly SeedRow[]): Promise<number> {
  return inTransaction(async () => {
    const known = await seededKeys(model.tableName);
    const fresh = rows.filter(({ key }) => !known.has(key));
    let added = 0;
    for (const row of fresh) {
      if (await stands(model, row)) continue;
      const { key: _, ...values } = row;
      await recordCreated(portal, await model.create(values));
      added += 1;
    }
    await rememberSeeded(
      model.tableName,
      fresh.map(({ key }) => key),
    );
    return added;
  });
}
