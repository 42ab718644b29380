import { literal, Op } from 'sequelize';
import { Complaint, URGENCIES } from '../../models/complaint.ts';
import { STATUS_CATEGORIES } from '../../models/status.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { editComplaint } from '../../use-cases/complaints/edit-complaint.ts';
import {
  choiceFilter,
  dateFilter,
  referenceFilter,
  searchIn,
  textFilter,
  type FilterRule,
} from '../conditions.ts';
import { MENU, panelTable } from '../panel-table.ts';
import type { Table, Values } from '../table.ts';

const LABELS = {
  id: 'Number',
  title: 'Title',
  description: 'Description',
  typeId: 'Type',
  statusId: 'Status',
  category: 'Stage',
  urgency: 'Urgency',
  reporterId: 'Reporter',
  assigneeId: 'Assigned to',
  location: 'Location',
  contactNumber: 'Contact number',
  createdAt: 'Filed',
  updatedAt: 'Last change',
  resolvedAt: 'Resolved',
  closedAt: 'Closed',
  reopenCount: 'Times reopened',
};

/** By what the rules know of the status, whatever it is called. */
const inCategory: FilterRule = (value) => {
  const { category } = choiceFilter('category', STATUS_CATEGORIES)(value) as { category: string };
  return { statusId: { [Op.in]: literal(`(SELECT id FROM statuses WHERE category = '${category}')`) } };
};

/** A text that was emptied is an empty text; its use case refuses null. */
const textsOf = (changes: Values) =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? '']));

const table: Table = {
  model: Complaint,
  policy: complaintPolicy,
  nouns: ['complaint', 'complaints'],
  columns: [...Object.keys(LABELS).filter((name) => name !== 'category'), 'version'],
  // Status, assignee and the dates belong to the steps of a complaint, never to a form.
  editable: ['title', 'description', 'typeId', 'urgency', 'location', 'contactNumber'],
  filters: {
    title: textFilter(Complaint, 'title'),
    description: textFilter(Complaint, 'description'),
    location: textFilter(Complaint, 'location'),
    typeId: referenceFilter('typeId'),
    statusId: referenceFilter('statusId'),
    category: inCategory,
    urgency: choiceFilter('urgency', URGENCIES),
    reporterId: referenceFilter('reporterId'),
    assigneeId: referenceFilter('assigneeId'),
    createdAt: dateFilter('createdAt'),
    resolvedAt: dateFilter('resolvedAt'),
  },
  sortable: ['id', 'title', 'typeId', 'statusId', 'urgency', 'createdAt', 'updatedAt', 'resolvedAt'],
  order: ['id', 'desc'],
  search: searchIn(Complaint, ['title', 'description', 'location']),
  title: ({ id, title }) => `#${String(id)} ${String(title)}`,
  titleColumns: ['title'],
  update: (actor, id, changes, version) => editComplaint(actor, { ...textsOf(changes), id, version }),
};

const choices = (values: readonly string[]) =>
  values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

/** Complaints as they were filed; their steps have use cases of their own. */
export const complaints = () =>
  panelTable(table, {
    menu: MENU.work,
    titleProperty: 'title',
    list: ['id', 'title', 'typeId', 'statusId', 'urgency', 'reporterId', 'assigneeId', 'createdAt'],
    show: Object.keys(LABELS).filter((name) => name !== 'category'),
    filter: Object.keys(LABELS).filter((name) => name in table.filters),
    labels: LABELS,
    properties: {
      description: { type: 'textarea' },
      urgency: { availableValues: choices(URGENCIES) },
      category: {
        availableValues: choices(STATUS_CATEGORIES),
        isVisible: { list: false, show: false, edit: false, filter: true },
      },
      location: { isRequired: false },
      contactNumber: { isRequired: false },
    },
    // Complaints are filed in the portal.
    actions: { new: { isAccessible: false, isVisible: false } },
  });
