import { literal, Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import { Feedback } from '../../models/feedback.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { Notification } from '../../models/notification.ts';
import { ReceivedMail } from '../../models/received-mail.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import type { Actor } from '../../policies/actor.ts';
import { indexComplaint } from '../complaints/search/index-complaint.ts';
import { forgetWords } from '../complaints/search/search-dictionary.ts';
import { wordsOf } from '../complaints/search/search-indexed.ts';
import { withoutTexts, WRITTEN } from '../erasure/without-texts.ts';
import { stillDue } from './still-due.ts';

/** What stands in the place of a text, on every page and in every answer. */
export const REMOVED = 'Removed';
const REMOVED_TEXTS =
  'The texts of this complaint were removed: it was closed so long ago that they are not kept any more.';

/** In the journal digests take the place of texts, so that it goes on being proven. */
async function cutEvents(complaints: readonly number[]): Promise<void> {
  const events = await JournalEvent.findAll({ where: { complaintId: [...complaints] } });
  for (const found of events) {
    for (let event = found; ;) {
      const details = withoutTexts(event, ([first = '', field = '']) => {
        const isWritten = WRITTEN.has(field) || field === 'contactNumber';
        return WRITTEN.has(first) || (first === 'changes' && isWritten);
      });
      if (details === event.details) break;
      const [changed] = await JournalEvent.update({ details }, { where: { id: event.id, mark: event.mark } });
      if (changed > 0) break;
      // Its mark is of another key by now.
      event = await event.reload();
    }
  }
}

/** What others were told of it, and what came by mail. */
async function cutNews(complaintId: readonly number[]): Promise<void> {
  await Notification.destroy({ where: { complaintId: [...complaintId] } });
  const gone = { sender: '', subject: '', quotedText: null };
  await ReceivedMail.update(gone, { where: { complaintId: [...complaintId] } });
  const told = `(SELECT id FROM events WHERE complaint_id IN (${complaintId.join(', ')}))`;
  await WebhookDelivery.update({ answer: null }, { where: { eventId: { [Op.in]: literal(told) } } });
}

async function cut(actor: Actor, ids: readonly number[], border: Date): Promise<number> {
  const complaintId = await stillDue('texts', ids, border);
  if (complaintId.length === 0) return 0;
  const complaints = await Complaint.findAll({ where: { id: complaintId } });
  const remarks = await Remark.findAll({ attributes: ['text'], where: { complaintId } });
  const told = complaints.flatMap(({ title, description, location }) => [title, description, location]);
  const words = wordsOf([...told, ...remarks.map(({ text }) => text)]);
  const texts = { title: REMOVED, description: REMOVED_TEXTS, location: '', contactNumber: '' };
  const textsRemovedAt = presentMoment();
  await Complaint.update({ ...texts, textsRemovedAt }, { where: { id: complaintId }, silent: true });
  await Remark.update({ text: REMOVED }, { where: { complaintId } });
  await StatusChange.update({ note: '' }, { where: { complaintId, note: { [Op.ne]: '' } } });
  await Feedback.update({ comment: '' }, { where: { complaintId } });
  await cutEvents(complaintId);
  await cutNews(complaintId);
  for (const complaint of complaints) await indexComplaint(Object.assign(complaint, texts));
  await forgetWords(words);
  const details = { rule: 'texts', complaints: complaintId };
  await record({ name: 'retention.applied', by: actor, subjectId: null, details });
  return complaintId.length;
}

/** Removes the texts of complaints, of the search and of the journal; numbers, moments, states and ratings stay. */
export function removeTexts(actor: Actor, complaints: readonly number[], border: Date): Promise<number> {
  return inTransaction(() => cut(actor, complaints, border));
}
