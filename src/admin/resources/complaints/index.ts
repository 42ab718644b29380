import { STATUS_CATEGORIES } from '../../../models/status.ts';
import { eachDetail } from '../../../use-cases/complaints/complaint-fields.ts';
import { components } from '../../components/index.ts';
import { MENU, panelTable } from '../../table/panel-table.ts';
import { complaintActions } from './actions.ts';
import type { ConversationTerms } from './conversation.ts';
import { FILTERS, URGENCY_CHOICES } from './queue-query.ts';
import { complaintsTable } from './table.ts';

const LABELS = {
  id: 'No.',
  title: 'Title',
  description: 'Description',
  typeId: 'Type',
  urgency: 'Urgency',
  statusId: 'Status',
  category: 'Stage',
  reporterId: 'Reporter',
  departmentId: 'Department of the reporter',
  assigneeId: 'Assigned to',
  ...eachDetail(({ label }) => label),
  createdAt: 'Filed',
  lastActivityAt: 'Last activity',
  resolvedAt: 'Resolved',
  overdue: 'Overdue',
};

const LIST = [
  'id',
  'title',
  'typeId',
  'urgency',
  'statusId',
  'reporterId',
  'assigneeId',
  'createdAt',
  'lastActivityAt',
];
const NOT_IN_FILTERS = new Set(['view', 'search', 'id', 'category']);
/** Steps change these; the form shows them all the same. */
const READ_ONLY = ['statusId', 'assigneeId', 'resolvedAt'];

const filterOnly = { list: false, show: false, edit: false, filter: true };
const { ChoicesFilter, ComplaintCell, ReadOnlyField } = components;

/** A filter of several values has a component that knows the choices by name. */
const several = { components: { list: ComplaintCell, filter: ChoicesFilter } };
const byStep = {
  components: { list: ComplaintCell, filter: ChoicesFilter, edit: ReadOnlyField },
  description: 'inSteps',
};

/** Complaints: the queue, each one's conversation, and the steps that are taken with them. */
export const complaints = (terms: ConversationTerms) =>
  panelTable(complaintsTable, {
    menu: MENU.work,
    titleProperty: 'title',
    list: LIST,
    show: LIST,
    filter: Object.keys(LABELS).filter((name) => name in FILTERS && !NOT_IN_FILTERS.has(name)),
    readOnly: READ_ONLY,
    labels: LABELS,
    properties: {
      ...Object.fromEntries(LIST.map((name) => [name, { components: { list: ComplaintCell } }])),
      typeId: { ...several, custom: { choices: 'types', activeOnly: true } },
      statusId: { ...byStep, custom: { choices: 'statuses' } },
      assigneeId: { ...byStep, custom: { choices: 'assignees' } },
      departmentId: {
        type: 'string',
        components: several.components,
        custom: { choices: 'departments' },
        isVisible: filterOnly,
      },
      urgency: { ...several, availableValues: URGENCY_CHOICES },
      category: {
        availableValues: STATUS_CATEGORIES.map((value) => ({ value, label: value })),
        isVisible: filterOnly,
      },
      overdue: { type: 'boolean', isVisible: filterOnly },
      description: { type: 'textarea' },
      resolvedAt: { components: { edit: ReadOnlyField }, description: 'inSteps' },
      ...eachDetail(() => ({ isRequired: false })),
    },
    actions: complaintActions(terms),
  });
