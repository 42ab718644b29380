import { Notification, NOTIFICATION_STATES } from '../../models/notification.ts';
import { outboxPolicy } from '../../policies/outbox.ts';
import { MAIL_LABELS } from '../../use-cases/notifications/outbox/mail-labels.ts';
import { outboxList } from '../../use-cases/notifications/outbox/list-outbox.ts';
import { sendAgain } from '../../use-cases/notifications/outbox/send-again.ts';
import { components } from '../components/index.ts';
import type { Actions } from '../table/actions.ts';
import { again } from '../table/again.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const STATES: Record<(typeof NOTIFICATION_STATES)[number], string> = {
  waiting: 'Waiting',
  digest: 'In the next digest',
  sending: 'Being sent',
  sent: 'Sent',
  dead: 'Given up',
  dropped: 'Not sent',
};

const table: Table = {
  model: Notification,
  policy: outboxPolicy,
  nouns: ['mail', 'mails'],
  list: outboxList,
  editable: [],
  title: ({ kind, id }) => `${MAIL_LABELS.get(String(kind)) ?? String(kind)} (${String(id)})`,
  titleColumns: ['id', 'kind'],
};

const actions: Actions = {
  sendAgain: again('sendAgain', sendAgain, 'The mail goes as soon as there is room for it.'),
};

/** What is sent by mail: what waits, what went, and what was refused and why. */
export const outbox = () =>
  panelTable(table, {
    menu: MENU.operations,
    icon: 'Mail',
    titleProperty: 'kind',
    list: ['kind', 'recipient', 'state', 'attempts', 'lastError', 'createdAt'],
    show: [
      'kind',
      'recipient',
      'address',
      'carrierId',
      'complaintId',
      'state',
      'attempts',
      'nextAttemptAt',
      'lastError',
      'sentAt',
      'createdAt',
    ],
    filter: ['state', 'kind', 'recipientId', 'createdAt'],
    labels: {
      kind: 'What it tells',
      recipient: 'To',
      recipientId: 'To',
      address: 'Address',
      carrierId: 'Goes with mail',
      complaintId: 'Complaint',
      state: 'State',
      attempts: 'Attempts',
      nextAttemptAt: 'Next attempt',
      lastError: 'Why not',
      sentAt: 'Sent',
      createdAt: 'Written',
    },
    properties: {
      state: { availableValues: NOTIFICATION_STATES.map((value) => ({ value, label: STATES[value] })) },
      kind: {
        availableValues: [...MAIL_LABELS].map(([value, label]) => ({ value, label })),
        custom: { isSentence: true },
      },
      recipient: { type: 'string', isSortable: false },
      recipientId: { type: 'reference', reference: 'users' },
      carrierId: { type: 'reference', reference: 'notifications' },
      complaintId: { type: 'reference', reference: 'complaints' },
      lastError: { type: 'textarea', components: { show: components.MultilineText } },
    },
    actions,
  });
