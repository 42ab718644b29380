import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import { countSql } from '../../database/rows-sql.ts';
import { selectOnce } from '../../database/select.ts';

/** How many rows match. */
export async function countRows(model: ModelStatic<Model>, where: WhereOptions): Promise<number> {
  const quick = countSql(model, where);
  if (quick === undefined) return model.count({ where });
  const [row] = await selectOnce<{ n: number }>(quick);
  return row?.n ?? 0;
}
