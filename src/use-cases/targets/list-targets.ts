import { Calendar } from '../../models/calendar.ts';
import { URGENCIES } from '../../models/complaint.ts';
import { Holiday } from '../../models/holiday.ts';
import { ServiceTarget } from '../../models/target.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { choiceFilter, referenceFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';

/** When work is done, as a list. */
export const calendarList: Listing = {
  model: Calendar,
  policy: referenceDataPolicy,
  columns: ['id', 'name', 'timeZone', 'hours', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(Calendar, 'name') },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Calendar, ['name', 'timeZone']),
};

/** Days on which nobody works, as a list. */
export const holidayList: Listing = {
  model: Holiday,
  policy: referenceDataPolicy,
  columns: ['id', 'date', 'name', 'calendarId', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(Holiday, 'name'), calendarId: referenceFilter('calendarId') },
  sortable: ['id', 'date', 'name', 'createdAt', 'updatedAt'],
  order: ['date', 'asc'],
  search: searchIn(Holiday, ['name', 'date']),
};

/** How soon complaints are to be answered and resolved, as a list. */
export const targetList: Listing = {
  model: ServiceTarget,
  policy: referenceDataPolicy,
  columns: [
    'id',
    'name',
    'typeId',
    'urgency',
    'calendarId',
    'firstResponseMinutes',
    'resolutionMinutes',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filters: {
    typeId: referenceFilter('typeId'),
    urgency: choiceFilter('urgency', URGENCIES),
    calendarId: referenceFilter('calendarId'),
  },
  sortable: ['id', 'name', 'firstResponseMinutes', 'resolutionMinutes', 'createdAt', 'updatedAt'],
  order: ['resolutionMinutes', 'asc'],
  search: searchIn(ServiceTarget, ['name']),
};
