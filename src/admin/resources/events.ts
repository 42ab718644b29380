import type { ActionHandler, ActionResponse } from 'adminjs';
import { JournalEvent } from '../../models/journal-event.ts';
import { journalPolicy } from '../../policies/journal.ts';
import {
  EVENT_NAMES,
  EVENT_WORDS,
  ORIGIN_WORDS,
  SUBJECT_WORDS,
} from '../../use-cases/journal/event-words.ts';
import { components } from '../components/index.ts';
import { allowedBy, type Actions } from '../table/actions.ts';
import { startOfDay } from '../../use-cases/records/days.ts';
import { isDay } from '../../use-cases/records/listing/filters.ts';
import { BadQueryError, parseId, singleText, UnknownFilterError } from '../request/query.ts';
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
};

function numberIn(value: unknown): number {
  const id = parseId(value);
  if (id === undefined) throw new BadQueryError('This filter is the number of a record.');
  return id;
}

/** The first moment of a day, or of the day after it, in the time zone. */
function dayIn(value: unknown, after: number, timeZone: string): string {
  const text = singleText(value);
  if (!isDay(text)) throw new BadQueryError('This filter is a date such as 2026-01-31.');
  return startOfDay(new Date(text), after, timeZone).toISOString();
}

type Reader = (value: unknown, timeZone: string) => Readonly<Record<string, unknown>>;

/** The filters by the names that addresses have; days are those of the portal's time zone. */
const FILTERS: Readonly<Record<string, Reader>> = {
  who: (value) => ({ who: singleText(value) }),
  what: (value) => ({ what: singleText(value) }),
  subjectType: (value) => ({ subjectType: singleText(value) }),
  subjectId: (value) => ({ subjectId: numberIn(value) }),
  complaintId: (value) => ({ complaintId: numberIn(value) }),
  origin: (value) => ({ origin: singleText(value) }),
  address: (value) => ({ address: singleText(value) }),
  from: (value, timeZone) => ({ from: dayIn(value, 0, timeZone) }),
  to: (value, timeZone) => ({ until: dayIn(value, 1, timeZone) }),
  after: (value) => ({ after: numberIn(value) }),
};

const list: ActionHandler<ActionResponse> = async (request, _response, { currentAdmin }) => {
  const zone = timeZoneOf(currentAdmin);
  const given = Object.entries(request.query ?? {}).filter(([, value]) => value !== '');
  const input = given.map(([name, value]) => {
    const reader = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (reader === undefined) throw new UnknownFilterError();
    return reader(value, zone);
  });
  return readEvents(actorBehind(currentAdmin), Object.assign({}, ...input) as object);
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
    custom: {
      what: EVENT_NAMES.map((value) => ({ value, label: EVENT_WORDS[value] })),
      // Sessions are told of with their person.
      subjectType: choicesOf(SUBJECT_WORDS).filter(({ value }) => value !== 'session'),
      origin: choicesOf(ORIGIN_WORDS),
    },
  },
  search: never,
  show: never,
};

/** The audit log: what happened, to be read and nothing else. */
export const events = () =>
  panelTable(table, {
    menu: MENU.operations,
    titleProperty: 'name',
    list: ['name', 'createdAt'],
    show: [],
    filter: [],
    labels: { name: 'What', createdAt: 'When' },
    actions,
  });
