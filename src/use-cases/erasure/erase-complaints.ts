import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { Feedback } from '../../models/feedback.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import { portal } from '../../policies/actor.ts';
import { storage } from '../../storage/storage.ts';
import { forgetWords } from '../complaints/search/search-dictionary.ts';
import { wordsOf } from '../complaints/search/search-indexed.ts';
import { indexComplaint } from '../complaints/search/index-complaint.ts';

/** Complaints of one transaction: each is put into the search anew. */
const BATCH = 20;
/** What stands in the place of a text. */
const GONE = 'Erased';

function tell(userId: number, what: string, rows: number): Promise<unknown> {
  return record({ name: 'user.traces_erased', by: portal, subjectId: userId, details: { what, rows } });
}

/** How a reporter is reached, and what they wrote, in the complaints that they filed. */
async function eraseFiled(userId: number, erasesTexts: boolean, signal?: AbortSignal): Promise<void> {
  const texts = { title: GONE, description: GONE, location: '' };
  for (let afterId = 0; ;) {
    signal?.throwIfAborted();
    const found = await Complaint.findAll({
      where: { reporterId: userId, id: { [Op.gt]: afterId } },
      order: [['id', 'ASC']],
      limit: BATCH,
    });
    const last = found.at(-1);
    if (last === undefined) return;
    const ids = found.map(({ id }) => id);
    const words = wordsOf(
      found.flatMap(({ title, description, location }) => [title, description, location]),
    );
    await inTransaction(async () => {
      const where = { id: ids };
      await tell(userId, 'complaints', ids.length);
      await Complaint.update({ contactNumber: '' }, { where, silent: true });
      if (!erasesTexts) return;
      await Complaint.update({ title: GONE, description: GONE, location: '' }, { where, silent: true });
      await Feedback.update({ comment: '' }, { where: { complaintId: ids } });
      for (const complaint of found) await indexComplaint(Object.assign(complaint, texts));
      await forgetWords(words);
    });
    afterId = last.id;
  }
}

/** What somebody said about complaints, whose ever they are. */
async function eraseSaid(userId: number, signal?: AbortSignal): Promise<void> {
  for (let batch = BATCH; batch === BATCH;) {
    signal?.throwIfAborted();
    const where = { authorId: userId, text: { [Op.ne]: GONE } };
    const remarks = await Remark.findAll({ where, limit: BATCH });
    batch = remarks.length;
    if (batch === 0) return;
    await inTransaction(async () => {
      await Remark.update({ text: GONE }, { where: { id: remarks.map(({ id }) => id) } });
      await tell(userId, 'remarks', batch);
      const id = [...new Set(remarks.map(({ complaintId }) => complaintId))];
      for (const complaint of await Complaint.findAll({ where: { id } })) await indexComplaint(complaint);
      await forgetWords(wordsOf(remarks.map(({ text }) => text)));
    });
  }
}

async function eraseNotes(userId: number): Promise<void> {
  await inTransaction(async () => {
    const where = { changedById: userId, note: { [Op.notIn]: ['', GONE] } };
    const count = await StatusChange.count({ where });
    if (count === 0) return;
    await tell(userId, 'reasons', count);
    await StatusChange.update({ note: GONE }, { where });
  });
}

/** A file is gone before its row is: whoever opens it meanwhile is told that it is. */
async function eraseFiles(userId: number, signal?: AbortSignal): Promise<void> {
  for (let batch = BATCH; batch === BATCH;) {
    signal?.throwIfAborted();
    const files = await Attachment.findAll({ where: { uploaderId: userId }, limit: BATCH });
    batch = files.length;
    if (batch === 0) return;
    for (const { storageKey } of files) await storage().remove(storageKey);
    await inTransaction(async () => {
      await Attachment.destroy({ where: { id: files.map(({ id }) => id) } });
      await tell(userId, 'files', batch);
    });
  }
}

/** Erases how a person is reached from their complaints, and by choice what they wrote and attached anywhere. */
export async function eraseComplaints(
  userId: number,
  texts: 'keep' | 'erase',
  signal?: AbortSignal,
): Promise<void> {
  await eraseFiled(userId, texts === 'erase', signal);
  if (texts === 'keep') return;
  await eraseSaid(userId, signal);
  await eraseNotes(userId);
  await eraseFiles(userId, signal);
}
