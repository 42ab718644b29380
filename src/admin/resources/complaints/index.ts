import { STATUS_CATEGORIES } from '../../../models/status.ts';
import { eachDetail } from '../../../use-cases/complaints/complaint-fields.ts';
import { components } from '../../components/index.ts';
import { MENU, panelTable } from '../../table/panel-table.ts';
import { complaintActions } from './actions.ts';
import type { ConversationTerms } from './conversation.ts';
import { URGENCY_CHOICES } from './queue-query.ts';
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
  departmentId: 'Department',
  assigneeId: 'Assigned to',
  ...eachDetail(({ label }) => label),
  createdAt: 'Filed',
  lastActivityAt: 'Last activity',
  resolvedAt: 'Resolved',
  overdue: 'Overdue',
  dueAt: 'Due',
  firstRespondedAt: 'First answered',
  ratedAt: 'Rated',
  rating: 'Stars',
  answerTarget: 'First answer',
  resolutionTarget: 'Resolution',
  openOn: 'Open at the end of',
  removed: 'Removed',
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
/** The most used first: they stand in the bar, the others behind one button. */
const FILTERED = [
  'typeId',
  'urgency',
  'departmentId',
  'assigneeId',
  'createdAt',
  'statusId',
  'reporterId',
  'title',
  'lastActivityAt',
  'dueAt',
  'overdue',
  'resolvedAt',
  'firstRespondedAt',
  'answerTarget',
  'resolutionTarget',
  'ratedAt',
  'rating',
  'openOn',
  'removed',
];
const STARS = ['5', '4', '3', '2', '1'].map((value) => ({ value, label: `${value} of 5` }));
const TARGETS = [
  { value: 'kept', label: 'Within its target' },
  { value: 'missed', label: 'Later than its target' },
];
const REMOVED = [
  { value: 'files', label: 'Its files' },
  { value: 'texts', label: 'Its texts' },
];
/** Steps change these; the form shows them all the same. */
const READ_ONLY = ['statusId', 'assigneeId', 'resolvedAt'];

const filterOnly = { list: false, show: false, edit: false, filter: true };
const { ReadOnlyField } = components;

const byStep = {
  components: { edit: ReadOnlyField },
  description: 'inSteps',
};

/** Complaints: the queue, each one's conversation, and the steps that are taken with them. */
export const complaints = (terms: ConversationTerms) =>
  panelTable(complaintsTable, {
    menu: MENU.work,
    titleProperty: 'title',
    list: LIST,
    show: LIST,
    filter: FILTERED,
    readOnly: READ_ONLY,
    labels: LABELS,
    properties: {
      typeId: { custom: { choices: 'types', activeOnly: true } },
      statusId: { ...byStep, custom: { choices: 'statuses' } },
      assigneeId: { ...byStep, custom: { choices: 'assignees' } },
      departmentId: {
        type: 'string',
        custom: { choices: 'departments' },
        isVisible: filterOnly,
      },
      urgency: { availableValues: URGENCY_CHOICES },
      category: {
        availableValues: STATUS_CATEGORIES.map((value) => ({ value, label: value })),
        isVisible: filterOnly,
      },
      overdue: { type: 'boolean', isVisible: filterOnly },
      firstRespondedAt: { type: 'datetime', isVisible: filterOnly },
      ratedAt: { type: 'datetime', isVisible: filterOnly },
      rating: { availableValues: STARS, isVisible: filterOnly },
      answerTarget: { availableValues: TARGETS, isVisible: filterOnly },
      resolutionTarget: { availableValues: TARGETS, isVisible: filterOnly },
      openOn: { type: 'string', isVisible: filterOnly },
      removed: { availableValues: REMOVED, isVisible: filterOnly },
      description: { type: 'textarea' },
      resolvedAt: { components: { edit: ReadOnlyField }, description: 'inSteps' },
      ...eachDetail(() => ({ isRequired: false })),
    },
    actions: complaintActions(terms),
  });
