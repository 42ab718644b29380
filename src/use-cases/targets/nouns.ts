import { Calendar } from '../../models/calendar.ts';
import { Holiday } from '../../models/holiday.ts';
import { ServiceTarget } from '../../models/target.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import type { Noun } from '../records/noun.ts';

/** Calendars as plain records; one that a target goes by stays. */
export const calendarNoun: Noun = { model: Calendar, policy: referenceDataPolicy };

/** Holidays as plain records. */
export const holidayNoun: Noun = { model: Holiday, policy: referenceDataPolicy };

/** Service targets as plain records. */
export const targetNoun: Noun = { model: ServiceTarget, policy: referenceDataPolicy };
