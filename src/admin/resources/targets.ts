import { calendarList, holidayList, targetList } from '../../use-cases/targets/list-targets.ts';
import { calendarNoun, holidayNoun, targetNoun } from '../../use-cases/targets/nouns.ts';
import { everything } from '../../policies/policy.ts';
import { weekInLines } from '../components/targets/week.ts';
import { components } from '../components/index.ts';
import { foreseeFor } from './due-trial.ts';
import { importHolidayFile } from './holiday-import.ts';
import { allowedBy, scriptAction } from '../table/actions.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import { URGENCY_CHOICES } from './complaints/queue-query.ts';

const TIMES = { createdAt: 'Created', updatedAt: 'Last change' };
const { HoursField, HoursText, DayField, WorkingTime } = components;
const COLUMNS = ['name', 'typeId', 'urgency', 'firstResponseMinutes', 'resolutionMinutes', 'calendarId'];
/** What shows when something filed would be due, in the form and on the page. */
const trial = {
  type: 'string',
  custom: { isNoValue: true },
  isSortable: false,
  isVisible: { list: false, show: true, filter: false, edit: true },
  components: { edit: components.DueTrial, show: components.DueTrial },
} as const;
const any = {
  components: { list: components.AnyValue, show: components.AnyValue },
  isRequired: false,
  description: 'anyOf',
};
const time = { components: { list: WorkingTime, show: WorkingTime }, isRequired: false };

/** How soon complaints of a type and an urgency are to be answered and resolved. */
export const serviceTargets = () =>
  panelTable(
    {
      ...targetNoun,
      nouns: ['service target', 'service targets'],
      list: targetList,
      historyOf: ({ id }) => ({ subjectType: 'service_target', subjectId: id }),
      editable: ['name', 'typeId', 'urgency', 'calendarId', 'firstResponseMinutes', 'resolutionMinutes'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
    },
    {
      menu: MENU.referenceData,
      icon: 'Flag',
      titleProperty: 'name',
      list: [...COLUMNS],
      show: [...COLUMNS, 'trial', ...Object.keys(TIMES)],
      readOnly: ['trial'],
      filter: ['typeId', 'urgency', 'calendarId'],
      labels: {
        name: 'Name',
        typeId: 'Type',
        urgency: 'Urgency',
        calendarId: 'Calendar',
        firstResponseMinutes: 'First response within',
        resolutionMinutes: 'Resolved within',
        trial: 'Try it',
        ...TIMES,
      },
      properties: {
        typeId: { ...any, type: 'reference', reference: 'complaint_types', custom: { empty: 'any' } },
        urgency: { ...any, availableValues: URGENCY_CHOICES },
        calendarId: { type: 'reference', reference: 'calendars', isRequired: true },
        firstResponseMinutes: { ...time, description: 'workingMinutes' },
        resolutionMinutes: { ...time, description: 'workingMinutes' },
        trial,
      },
      actions: { foresee: scriptAction('resource', allowedBy('list'), foreseeFor('target')) },
    },
  );

/** When work is done: the hours of a week in a time zone. */
export const calendars = () =>
  panelTable(
    {
      ...calendarNoun,
      nouns: ['calendar', 'calendars'],
      list: calendarList,
      historyOf: ({ id }) => ({ subjectType: 'calendar', subjectId: id }),
      editable: ['name', 'timeZone', 'hours'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
      // Targets and holidays say by which they go.
      namedTo: () => everything,
    },
    {
      menu: MENU.referenceData,
      icon: 'Clock',
      titleProperty: 'name',
      list: ['name', 'timeZone', 'hours'],
      show: ['name', 'timeZone', 'hours', 'trial', ...Object.keys(TIMES)],
      readOnly: ['trial'],
      filter: ['name'],
      labels: { name: 'Name', timeZone: 'Time zone', hours: 'Working hours', trial: 'Try it', ...TIMES },
      exported: { hours: (value) => weekInLines(value).join('; ') },
      properties: {
        timeZone: { isRequired: true, description: 'zone' },
        hours: { isRequired: true, components: { edit: HoursField, list: HoursText, show: HoursText } },
        trial,
      },
      actions: {
        foresee: scriptAction('resource', allowedBy('list'), foreseeFor('calendar')),
        importHolidays: {
          actionType: 'record',
          icon: 'FileText',
          component: components.ImportHolidays,
          isAccessible: allowedBy('create'),
          handler: importHolidayFile,
        },
      },
    },
  );

/** Days on which nobody works. */
export const holidays = () =>
  panelTable(
    {
      ...holidayNoun,
      nouns: ['holiday', 'holidays'],
      list: holidayList,
      historyOf: ({ id }) => ({ subjectType: 'holiday', subjectId: id }),
      editable: ['date', 'name', 'calendarId'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
    },
    {
      menu: MENU.referenceData,
      icon: 'Clock',
      titleProperty: 'name',
      list: ['date', 'name', 'calendarId'],
      show: ['date', 'name', 'calendarId', ...Object.keys(TIMES)],
      filter: ['calendarId', 'name'],
      labels: { date: 'Day', name: 'Name', calendarId: 'Calendar', ...TIMES },
      properties: {
        date: { isRequired: true, components: { edit: DayField } },
        calendarId: { type: 'reference', reference: 'calendars', isRequired: true },
      },
    },
  );
