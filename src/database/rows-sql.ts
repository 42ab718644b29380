import { Utils, type FindOptions, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { columnsOf, quickWhere } from './where-sql.ts';

/** What is written here of what Sequelize can be asked for. */
const WRITTEN = new Set(['attributes', 'where', 'order', 'limit', 'offset']);

const textOf = (columns: ReadonlyMap<string, string>, asked: unknown): string | undefined => {
  if (asked instanceof Utils.Literal) return String(asked.val);
  return typeof asked === 'string' ? columns.get(asked) : undefined;
};

function listOf(asked: unknown, one: (item: unknown) => string | undefined): string | undefined {
  if (!Array.isArray(asked) || asked.length === 0) return undefined;
  const written = asked.map(one);
  return written.includes(undefined) ? undefined : written.join(', ');
}

function selectedSql(columns: ReadonlyMap<string, string>, attributes: unknown): string | undefined {
  return listOf(attributes, (asked) => {
    const [what, name]: unknown[] = Array.isArray(asked) ? asked : [asked, asked];
    const column = textOf(columns, what);
    return column === undefined || typeof name !== 'string' ? undefined : `${column} AS \`${name}\``;
  });
}

function orderSql(columns: ReadonlyMap<string, string>, order: unknown): string | undefined {
  if (order === undefined) return '';
  const written = listOf(order, (asked) => {
    if (!Array.isArray(asked) || asked.length !== 2) return undefined;
    const [what, direction]: unknown[] = asked;
    const column = textOf(columns, what);
    return column === undefined || !/^(asc|desc)$/i.test(String(direction))
      ? undefined
      : `${column} ${String(direction)}`;
  });
  return written === undefined ? undefined : ` ORDER BY ${written}`;
}

function fromSql(model: ModelStatic<Model>, where: WhereOptions | undefined): string | undefined {
  const condition = where === undefined ? '' : quickWhere(model, where);
  if (condition === undefined) return undefined;
  const from = ` FROM \`${model.tableName}\` AS \`${model.name}\``;
  return condition === '' ? from : `${from} WHERE ${condition}`;
}

/** What `findAll` would send for plain rows, where it is made of what lists ask for. Undefined: ask Sequelize. */
export function rowsSql(model: ModelStatic<Model>, options: FindOptions): string | undefined {
  const { attributes, where, order, limit, offset = 0 } = options;
  if (!Object.keys(options).every((name) => WRITTEN.has(name))) return undefined;
  const columns = columnsOf(model);
  const parts = [selectedSql(columns, attributes), fromSql(model, where), orderSql(columns, order)];
  if (parts.includes(undefined)) return undefined;
  return `SELECT ${parts.join('')}${limit === undefined ? '' : ` LIMIT ${limit} OFFSET ${offset}`}`;
}

/** The same for `count`, as `n`. */
export function countSql(model: ModelStatic<Model>, where: WhereOptions): string | undefined {
  const from = fromSql(model, where);
  return from === undefined ? undefined : `SELECT COUNT(*) AS n${from}`;
}
