import type { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { SearchDocument } from '../../models/search-document.ts';
import { User } from '../../models/user.ts';
import { NAME_COLUMNS } from './conflict.ts';
import { wordList } from './search-words.ts';

/** Makes a complaint found under its present words; part of the transaction that changes them. */
export async function indexComplaint(complaint: Complaint): Promise<void> {
  const { id: complaintId, title, description, location, reporterId } = complaint;
  const reporter = await User.findByPk(reporterId, { attributes: NAME_COLUMNS });
  const remarks = await Remark.findAll({ attributes: ['text', 'isInternal'], where: { complaintId } });
  const said = (isInternal: boolean) =>
    remarks.filter((remark) => remark.isInternal === isInternal).map(({ text }) => text);
  await SearchDocument.upsert({
    complaintId,
    publicWords: wordList([title, description, location, ...said(false)]),
    internalWords: wordList(said(true)),
    reporterWords: wordList([reporter?.displayName ?? '']),
  });
}
