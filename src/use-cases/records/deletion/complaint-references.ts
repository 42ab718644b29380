import { Attachment } from '../../../models/attachment.ts';
import { Complaint } from '../../../models/complaint.ts';
import { ComplaintLink } from '../../../models/complaint-link.ts';
import { Faq } from '../../../models/faq.ts';
import { Feedback } from '../../../models/feedback.ts';
import { Remark } from '../../../models/remark.ts';
import { Watcher } from '../../../models/watcher.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { faqPolicy } from '../../../policies/faq.ts';
import { byName, byPerson, type Reference } from './reference.ts';

const goes = (model: Reference['model'], ...words: Reference['words']): Reference => ({
  model,
  attribute: 'complaintId',
  fate: 'goes',
  words,
});

const titled = byName(Complaint, 'title', complaintPolicy);

/** What was said and sent goes with a complaint; what came of it stays. */
export const complaintReferences: readonly Reference[] = [
  goes(Remark, 'message', 'messages'),
  goes(Attachment, 'file', 'files'),
  goes(Feedback, 'rating', 'ratings'),
  {
    ...goes(ComplaintLink, 'link to another complaint', 'links to other complaints'),
    attribute: ['complaintId', 'linkedId'],
  },
  {
    model: Watcher,
    attribute: 'complaintId',
    fate: 'stays',
    words: ['person follows it no more', 'people follow it no more'],
    named: byPerson,
  },
  {
    model: Complaint,
    attribute: 'mergedIntoId',
    fate: 'stays',
    words: [
      'merged complaint no longer says where it went on',
      'merged complaints no longer say where they went on',
    ],
    named: titled,
  },
  {
    model: Complaint,
    attribute: 'followUpOfId',
    fate: 'stays',
    words: [
      'later complaint no longer says what it continues',
      'later complaints no longer say what they continue',
    ],
    named: titled,
  },
  {
    model: Faq,
    attribute: 'fromComplaintId',
    fate: 'stays',
    words: [
      'FAQ answer no longer says what it was made of',
      'FAQ answers no longer say what they were made of',
    ],
    named: byName(Faq, 'question', faqPolicy),
  },
];
