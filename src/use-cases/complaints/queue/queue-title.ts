import { Op, QueryTypes, type WhereOptions } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { Complaint } from '../../../models/complaint.ts';
import { contains } from '../../records/contains.ts';
import { inOrder } from './queue-order.ts';
import { narrow } from '../search/search-candidates.ts';
import { lookupsWithin } from '../search/search-terms.ts';

/** Of what has a part of a title, so many of the newest are listed. */
const MOST_TITLED = 1000;

/** All complaints were indexed once; those that the portal itself files are, too. */
let wasComplete = false;

/** Whether the index knows every complaint; while it is built titles themselves are read. */
async function isComplete(): Promise<boolean> {
  const [newest] = await database().query<{ filed: number | null; indexed: number | null }>(
    'SELECT (SELECT MAX(id) FROM complaints) AS filed, (SELECT MAX(complaint_id) FROM search_documents) AS indexed',
    { type: QueryTypes.SELECT },
  );
  if (newest?.filed !== newest?.indexed) return false;
  if (wasComplete) return true;
  const missing = await database().query<{ id: number }>(
    'SELECT c.id AS id FROM complaints AS c LEFT JOIN search_documents AS d ON d.complaint_id = c.id WHERE d.complaint_id IS NULL ORDER BY c.id LIMIT 1',
    { type: QueryTypes.SELECT },
  );
  wasComplete = missing.length === 0;
  return wasComplete;
}

/**
 * Reads titles once, of those complaints alone that the search index names where it can; counting and turning pages go
 * by what was found.
 */
export async function titled(
  title: string,
  where: WhereOptions,
): Promise<{ where: WhereOptions; more: boolean }> {
  if (title.trim() === '') return { where, more: false };
  const lookups = lookupsWithin(title);
  const candidates = lookups.length > 0 && (await isComplete()) ? await narrow(lookups) : undefined;
  const known = candidates === undefined ? [] : [{ id: candidates }];
  const both = { [Op.and]: [where, ...known, contains(Complaint, 'title', title)] };
  const ids = await inOrder('number', 'desc', { where: both, limit: MOST_TITLED + 1, offset: 0 });
  return { where: { id: ids.slice(0, MOST_TITLED) }, more: ids.length > MOST_TITLED };
}
