import { Op, Utils, type WhereOptions } from 'sequelize';
import { database, isSqlite } from '../../../database/connect.ts';
import { quickWhere } from '../../../database/where-sql.ts';
import { Complaint } from '../../../models/complaint.ts';

interface WhereGenerator {
  getWhereConditions(where: unknown, prefix: string, model: typeof Complaint): string;
}

/** What a statement asks of complaints; it goes with `complaintsBy`. */
export function conditionSql(where: WhereOptions): string {
  const quick = quickWhere(Complaint, where);
  if (quick !== undefined) return quick === '' ? '1 = 1' : quick;
  const queries = database().getQueryInterface().queryGenerator as WhereGenerator;
  const named = Utils.mapWhereFieldNames({ [Op.and]: [where] }, Complaint);
  const condition = queries.getWhereConditions(named, '`Complaint`', Complaint);
  return condition === '' ? '1 = 1' : condition;
}

/** Complaints in a FROM clause, read by this index where one is named. */
export function complaintsBy(index: string | undefined): string {
  const hint = index === undefined || isSqlite() ? '' : ` FORCE INDEX (\`${index}\`)`;
  return `\`complaints\` AS \`Complaint\`${hint}`;
}
