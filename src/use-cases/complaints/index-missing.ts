import { literal, Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { Complaint } from '../../models/complaint.ts';
import { indexComplaint } from './index-complaint.ts';

/** Complaints of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 50;

const NOT_INDEXED = literal(
  'NOT EXISTS (SELECT 1 FROM search_documents WHERE complaint_id = `Complaint`.`id`)',
);

/** The next complaints that no search finds. */
function missing(afterId: number): Promise<Complaint[]> {
  return Complaint.findAll({
    where: { [Op.and]: [{ id: { [Op.gt]: afterId } }, NOT_INDEXED] },
    order: [['id', 'ASC']],
    limit: BATCH,
  });
}

/**
 * Makes complaints found that came into the database by another way than the portal. It does nothing when there
 * are none. Returns how many there were.
 *
 * @param signal ends it between two batches.
 */
export async function indexMissing(signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (let rows = await missing(0); rows.length > 0; rows = await missing(rows.at(-1)?.id ?? 0)) {
    signal?.throwIfAborted();
    const batch = rows;
    await inTransaction(async () => {
      for (const row of batch) await indexComplaint(row);
    });
    done += batch.length;
  }
  return done;
}
