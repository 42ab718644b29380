import { MAIL_OUTCOMES, ReceivedMail } from '../../models/received-mail.ts';
import { receivedMailPolicy } from '../../policies/received-mail.ts';
import { receivedMailList } from '../../use-cases/mail-in/list-received-mails.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const OUTCOMES: Record<(typeof MAIL_OUTCOMES)[number], string> = {
  done: 'Taken',
  refused: 'Refused',
  ignored: 'Ignored',
  failed: 'Failed',
};

const table: Table = {
  model: ReceivedMail,
  policy: receivedMailPolicy,
  nouns: ['received mail', 'received mails'],
  list: receivedMailList,
  editable: [],
  title: ({ subject, id }) => `${String(subject) || 'Without a subject'} (${String(id)})`,
  titleColumns: ['id', 'subject'],
};

/** Mails that came in: what became of them, and why; those that failed wait in the folder `Failed` of the mailbox. */
export const receivedMails = () =>
  panelTable(table, {
    menu: MENU.operations,
    icon: 'Mail',
    titleProperty: 'subject',
    list: ['subject', 'sender', 'outcome', 'why', 'createdAt'],
    show: ['subject', 'sender', 'personId', 'complaintId', 'outcome', 'why', 'sizeBytes', 'createdAt'],
    filter: ['outcome', 'createdAt'],
    labels: {
      subject: 'Subject',
      sender: 'From',
      personId: 'Taken as of',
      complaintId: 'Complaint',
      outcome: 'What became of it',
      why: 'Why not',
      sizeBytes: 'Size in bytes',
      createdAt: 'Received',
    },
    properties: {
      outcome: { availableValues: MAIL_OUTCOMES.map((value) => ({ value, label: OUTCOMES[value] })) },
      why: { type: 'string', isSortable: false },
      personId: { type: 'reference', reference: 'users' },
      complaintId: { type: 'reference', reference: 'complaints' },
    },
  });
