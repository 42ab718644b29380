import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { SearchDocument } from '../../models/search-document.ts';
import type { User } from '../../models/user.ts';
import { wordList } from './search-words.ts';

/** Makes somebody's complaints found under their present name; part of the transaction that changes it. */
export async function indexReporter(reporter: User): Promise<void> {
  const rows = await Complaint.findAll({ attributes: ['id'], where: { reporterId: reporter.id }, raw: true });
  await SearchDocument.update(
    { reporterWords: wordList([reporter.displayName]) },
    { where: { complaintId: { [Op.in]: rows.map(({ id }) => id) } } },
  );
}
