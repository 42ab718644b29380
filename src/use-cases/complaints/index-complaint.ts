import type { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { SearchDocument } from '../../models/search-document.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { NAME_COLUMNS } from './conflict.ts';
import { wordList } from './search-words.ts';

async function nameOf(userId: number): Promise<string> {
  return (await User.findByPk(userId, { attributes: NAME_COLUMNS }))?.displayName ?? '';
}

/**
 * Makes a complaint found under its present words; part of the transaction that changes them.
 *
 * @param filer who is just filing it: their name is known, and nothing was said yet.
 */
export async function indexComplaint(complaint: Complaint, filer?: Person): Promise<void> {
  const { id: complaintId, title, description, location, reporterId } = complaint;
  const reporter = filer?.name ?? (await nameOf(reporterId));
  const remarks =
    filer === undefined
      ? await Remark.findAll({ attributes: ['text', 'isInternal'], where: { complaintId } })
      : [];
  const said = (isInternal: boolean) =>
    remarks.filter((remark) => remark.isInternal === isInternal).map(({ text }) => text);
  await SearchDocument.upsert({
    complaintId,
    publicWords: wordList([title, description, location, ...said(false)]),
    internalWords: wordList(said(true)),
    reporterWords: wordList([reporter]),
  });
}
