import type { FindOptions, Model, ModelStatic } from 'sequelize';
import { rowsSql } from '../../database/rows-sql.ts';
import { selectOnce } from '../../database/select.ts';

/**
 * The rows of a query as plain values, of the shape that its `attributes` name: with `raw`, Sequelize hands over no
 * models, whatever its types say.
 */
export async function plainRows<Row extends object>(
  model: ModelStatic<Model>,
  options: FindOptions,
): Promise<Row[]> {
  const quick = rowsSql(model, options);
  if (quick !== undefined) return selectOnce<Row>(quick);
  const rows: readonly object[] = await model.findAll({ ...options, raw: true });
  return rows as Row[];
}
