import type { ActionHandler, ActionResponse } from 'adminjs';
import { JournalEvent } from '../../models/journal-event.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { EVENT_WORDS, ORIGIN_WORDS, SUBJECT_WORDS } from '../../use-cases/journal/event-words.ts';
import { components } from '../components/index.ts';
import { allowedBy, scriptAction, type Actions } from '../table/actions.ts';
import { asked } from '../request/query.ts';
import { readChoices } from '../table/counts.ts';
import { countEvents } from '../../use-cases/journal/count-events.ts';
import { exportEvents } from '../../use-cases/exports/export-events.ts';
import { readEventQuery } from './event-query.ts';
import { readEvents } from '../table/history.ts';
import { actorBehind, timeZoneOf } from '../request/panel-admin.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const table: Table = {
  model: JournalEvent,
  policy: journalPolicy,
  nouns: ['event', 'events'],
  list: {
    model: JournalEvent,
    policy: journalPolicy,
    columns: ['id', 'name', 'createdAt'],
    filters: {},
    sortable: [],
    order: ['createdAt', 'desc'],
    search: () => ({ id: null }),
  },
  editable: [],
  title: ({ id }) => `Event ${String(id)}`,
  titleColumns: ['id'],
  exported: (actor, query, timeZone) => exportEvents(actor, readEventQuery(query, timeZone)),
};

const list: ActionHandler<ActionResponse> = async (request, _response, { currentAdmin }) => {
  const input = readEventQuery(request.query ?? {}, timeZoneOf(currentAdmin));
  return readEvents(actorBehind(currentAdmin), input);
};

const counts: ActionHandler<ActionResponse> = async (request, _response, { currentAdmin }) => {
  const { of, values, ...query } = request.query ?? {};
  const { filter, values: wanted } = readChoices({ of, values });
  const filters = readEventQuery(query, timeZoneOf(currentAdmin));
  const asks = { of: filter, values: wanted, filters };
  return { counts: await asked(countEvents(actorBehind(currentAdmin), asks)) };
};

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const never = { isAccessible: () => false };
const actions: Actions = {
  list: {
    isAccessible: allowedBy('list'),
    component: components.AuditLog,
    handler: list,
    showFilter: false,
  },
  counts: scriptAction('resource', allowedBy('list'), counts),
  search: never,
  show: never,
};

/** The audit log: what happened, to be read and nothing else. */
export const events = () =>
  panelTable(table, {
    menu: MENU.operations,
    icon: 'BookOpen',
    titleProperty: 'name',
    list: ['name', 'createdAt'],
    show: [],
    filter: ['who', 'what', 'createdAt', 'complaintId', 'subjectType', 'origin', 'subjectId', 'address'],
    labels: {
      name: 'What',
      who: 'Who',
      what: 'What',
      createdAt: 'When',
      complaintId: 'Complaint no.',
      subjectType: 'Kind of record',
      origin: 'Through',
      subjectId: 'Record no.',
      address: 'From address',
    },
    properties: {
      who: { type: 'string' },
      what: { type: 'string', availableValues: choicesOf(EVENT_WORDS) },
      complaintId: { type: 'number' },
      // Sessions are told of with their person.
      subjectType: {
        availableValues: choicesOf(SUBJECT_WORDS).filter(({ value }) => value !== 'session'),
      },
      origin: { availableValues: choicesOf(ORIGIN_WORDS) },
      subjectId: { type: 'number' },
      address: { type: 'string' },
    },
    actions,
  });
