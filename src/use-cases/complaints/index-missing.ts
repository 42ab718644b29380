import { literal } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { Complaint } from '../../models/complaint.ts';
import { indexComplaint } from './index-complaint.ts';

const BATCH = 200;

/**
 * Makes complaints found that came into the database by another way than the portal. Run at the start; it does nothing
 * when there are none. Returns how many there were.
 */
export async function indexMissing(): Promise<number> {
  for (let done = 0; ;) {
    const rows = await Complaint.findAll({
      where: literal('NOT EXISTS (SELECT 1 FROM search_documents d WHERE d.complaint_id = `Complaint`.`id`)'),
      limit: BATCH,
    });
    if (rows.length === 0) return done;
    await inTransaction(async () => {
      for (const row of rows) await indexComplaint(row);
    });
    done += rows.length;
  }
}
