import { database, isSqlite } from '../../src/database/connect.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { byHand } from './journal-watch.ts';

const numbersTo = (count: number) =>
  isSqlite()
    ? `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ${count}) SELECT seq FROM n`
    : `SELECT seq FROM seq_1_to_${count}`;

/** Makes so many complaints that are as this one, in a statement. */
export async function copyComplaint(id: number, count: number): Promise<void> {
  const columns = Object.values(Complaint.getAttributes())
    .filter(({ field, type }) => field !== 'id' && !String(type).startsWith('VIRTUAL'))
    .map(({ field }) => field)
    .join(', ');
  await byHand(() =>
    database().query(
      `INSERT INTO complaints (${columns}) SELECT ${columns} FROM complaints JOIN (${numbersTo(count)}) s WHERE id = ${id}`,
    ),
  );
  if (!isSqlite()) await database().query('ANALYZE TABLE complaints');
}
