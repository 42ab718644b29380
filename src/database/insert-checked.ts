import type { Attributes, Model, ModelStatic } from 'sequelize';
import { insertRow, type ColumnValue } from './insert-row.ts';

/** The values of a model's attributes, as its columns take them. */
type Checked<M extends Model> = {
  readonly [Name in keyof Attributes<M>]?: ColumnValue & Attributes<M>[Name];
};

/**
 * Inserts a row of a model whose values are checked already and as they are stored, by a prepared statement; what the
 * model does around that takes as long as all else of a filing.
 *
 * @returns the row, with what a new one begins with.
 */
export async function insertChecked<M extends Model>(model: ModelStatic<M>, values: Checked<M>): Promise<M> {
  const attributes = model.getAttributes() as Readonly<Record<string, { readonly field?: string }>>;
  const columns = Object.entries(values as Record<string, ColumnValue>).map(
    ([name, value]) => [attributes[name]?.field ?? name, value] as const,
  );
  const id = await insertRow(model.tableName, Object.fromEntries(columns));
  const row = model.build({ ...values, id } as never, { raw: true });
  row.isNewRecord = false;
  return row;
}
