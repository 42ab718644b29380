import { z } from 'zod';
import { assignmentRuleNoun } from '../../use-cases/assignment-rules/assignment-rule-noun.ts';
import { createAssignmentRule } from '../../use-cases/assignment-rules/create-assignment-rule.ts';
import { assignmentRuleList } from '../../use-cases/assignment-rules/list-assignment-rules.ts';
import { updateAssignmentRule } from '../../use-cases/assignment-rules/update-assignment-rule.ts';
import { URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import { createRecord } from '../../use-cases/records/create-record.ts';
import type { Listing, Values } from '../../use-cases/records/listing/listing.ts';
import { updateRecord } from '../../use-cases/records/update-record.ts';
import { calendarList, holidayList, targetList } from '../../use-cases/targets/list-targets.ts';
import { calendarNoun, holidayNoun, targetNoun } from '../../use-cases/targets/nouns.ts';
import { id, list, sentId } from '../shapes.ts';
import { flag, REFERENCE, text, times } from './record-shapes.ts';
import { recordRoutes, type RecordKind } from './record-routes.ts';

const minutes = z.int('Working minutes are a number.').nullable();

const week = z
  .array(z.string('These are hours such as 09:00-18:00.'), 'The hours are those of seven days.')
  .length(7, 'The hours are those of seven days.')
  .meta({ description: 'Of each day, Monday first, such as `09:00-13:00, 14:00-18:00`; empty: none.' });

/** The list with the hours of each calendar as a list. */
const calendars: Listing = {
  ...calendarList,
  fill: (rows) =>
    Promise.resolve(
      new Map(rows.map(({ id: rowId, hours }) => [Number(rowId), { hours: JSON.parse(String(hours)) }])),
    ),
};

/** A calendar with its hours as they are stored. */
const stored = ({ hours, ...values }: Values): Values =>
  hours === undefined ? values : { ...values, hours: JSON.stringify(hours) };

const KINDS: readonly RecordKind[] = [
  {
    ...REFERENCE,
    path: '/service-targets',
    tag: 'Service targets',
    nouns: ['service target', 'service targets'],
    list: targetList,
    noun: targetNoun,
    row: {
      id,
      name: z.string(),
      typeId: id.nullable(),
      urgency: z.enum(URGENCIES).nullable(),
      calendarId: id,
      firstResponseMinutes: z.int().nullable(),
      resolutionMinutes: z.int().nullable(),
      ...times,
    },
    fields: {
      name: text,
      typeId: sentId.nullable(),
      urgency: z.enum(URGENCIES).nullable(),
      calendarId: sentId,
      firstResponseMinutes: minutes,
      resolutionMinutes: minutes,
    },
    required: ['name', 'calendarId'],
  },
  {
    ...REFERENCE,
    path: '/calendars',
    tag: 'Calendars',
    nouns: ['calendar', 'calendars'],
    list: calendars,
    noun: calendarNoun,
    create: (actor, values) => createRecord(actor, calendarNoun, stored(values)),
    update: (actor, calendarId, changes, version) =>
      updateRecord(actor, calendarNoun, calendarId, stored(changes), version),
    row: { id, name: z.string(), timeZone: z.string(), hours: list(z.string()), ...times },
    fields: { name: text, timeZone: text, hours: week },
    required: ['name', 'timeZone'],
  },
  {
    ...REFERENCE,
    path: '/holidays',
    tag: 'Calendars',
    nouns: ['holiday', 'holidays'],
    list: holidayList,
    noun: holidayNoun,
    row: { id, date: z.string(), name: z.string(), calendarId: id, ...times },
    fields: { date: text, name: text, calendarId: sentId },
    required: ['date', 'name', 'calendarId'],
  },
  {
    path: '/assignment-rules',
    tag: 'Assignment rules',
    nouns: ['assignment rule', 'assignment rules'],
    ...REFERENCE,
    list: assignmentRuleList,
    noun: assignmentRuleNoun,
    row: {
      id,
      position: z.int(),
      name: z.string(),
      isActive: z.boolean(),
      typeId: id.nullable(),
      departmentId: id.nullable(),
      words: z.string().nullable(),
      personId: id.nullable(),
      groupId: id.nullable(),
      trouble: z.string().nullable(),
      ...times,
    },
    fields: {
      name: text,
      isActive: flag,
      typeId: sentId.nullable(),
      departmentId: sentId.nullable(),
      words: text,
      personId: sentId.nullable(),
      groupId: sentId.nullable(),
    },
    required: ['name'],
    create: createAssignmentRule,
    update: updateAssignmentRule,
  },
];

/** Within which time work is done, and who gets it. */
export const workingTimeRoutes = KINDS.flatMap(recordRoutes);
