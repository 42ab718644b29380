import { Op, type WhereOptions } from 'sequelize';
import { selectOnce } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import { contains, likePatterns } from '../../records/contains.ts';
import { inTurn } from '../search/search-postings.ts';
import { lookupsWithin } from '../search/search-terms.ts';
import { titledWith } from '../search/titled-with.ts';
import { inOrder } from './queue-order.ts';

/** Of what has a part of a title, so many of the newest are listed. */
const MOST_TITLED = 1000;

/** Whether all complaints were indexed once; those that the portal itself files are, too. */
let known: 'unknown' | 'asked' | 'complete' = 'unknown';

/** Looks for a complaint that is not indexed, which takes seconds where there are a million; nobody waits for it. */
function learnWhetherComplete(): void {
  known = 'asked';
  const missing =
    'SELECT c.id AS id FROM complaints AS c LEFT JOIN search_documents AS d ON d.complaint_id = c.id WHERE d.complaint_id IS NULL ORDER BY c.id LIMIT 1';
  selectOnce<{ id: number }>(missing)
    .then(({ length }) => (known = length === 0 ? 'complete' : 'unknown'))
    // Whatever it was, the next who filters asks again.
    .catch(() => (known = 'unknown'));
}

/** Whether the index is known to have every complaint; until it is, titles themselves are read. */
async function isComplete(): Promise<boolean> {
  const [newest] = await selectOnce<{ filed: number | null; indexed: number | null }>(
    'SELECT (SELECT MAX(id) FROM complaints) AS filed, (SELECT MAX(complaint_id) FROM search_documents) AS indexed',
  );
  if (newest?.filed !== newest?.indexed) return false;
  if (known === 'unknown') learnWhetherComplete();
  return known === 'complete';
}

/** Reads the titles of what the index names, the newest first. */
async function among(from: string, title: string): Promise<number[]> {
  const alike = likePatterns(Complaint, title).map((pattern) => `c.title LIKE ${pattern}`);
  const rows = await selectOnce<{ id: number }>(
    `SELECT c.id AS id FROM ${from} ${inTurn()} complaints AS c ON c.id = found.complaint_id WHERE ${alike.join(' OR ')} ORDER BY found.complaint_id DESC LIMIT ${MOST_TITLED + 1}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Reads titles once, of those complaints alone that the search index names where it can; counting and turning pages go
 * by what was found.
 *
 * @param where what else must hold for them.
 * @param ofAll it holds for all complaints.
 */
export async function titled(
  title: string,
  where: WhereOptions,
  ofAll: boolean,
): Promise<{ where: WhereOptions; more: boolean }> {
  if (title.trim() === '') return { where, more: false };
  const under = (await isComplete()) ? await titledWith(lookupsWithin(title)) : undefined;
  const named = under?.ids === undefined ? [] : [{ id: under.ids }];
  const both = { [Op.and]: [where, ...named, contains(Complaint, 'title', title)] };
  const ids =
    ofAll && under !== undefined && under.ids === undefined
      ? await among(under.from, title)
      : await inOrder('number', 'desc', { where: both, limit: MOST_TITLED + 1, offset: 0 });
  return { where: { id: ids.slice(0, MOST_TITLED) }, more: ids.length > MOST_TITLED };
}
