import { MOST_EVENTS } from '../../use-cases/journal/list-events.ts';
import { isDay } from '../../use-cases/records/listing/filters.ts';
import { startOfDay } from '../../use-cases/records/days.ts';
import { BadQueryError, parseId, singleText, UnknownFilterError, withinPages } from '../request/query.ts';

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

type Reader = (value: string, timeZone: string) => Readonly<Record<string, unknown>>;

const several = (value: string): string[] => value.split(',').filter((one) => one !== '');

/** The filters by the names that addresses have; days are those of the portal's time zone. */
const FILTERS: Readonly<Record<string, Reader>> = {
  who: (who) => ({ who }),
  what: (value) => ({ what: several(value) }),
  subjectType: (value) => ({ subjectType: several(value) }),
  subjectId: (value) => ({ subjectId: numberIn(value) }),
  complaintId: (value) => ({ complaintId: numberIn(value) }),
  origin: (value) => ({ origin: several(value) }),
  address: (address) => ({ address }),
  'createdAt~~from': (value, timeZone) => ({ from: dayIn(value, 0, timeZone) }),
  'createdAt~~to': (value, timeZone) => ({ until: dayIn(value, 1, timeZone) }),
};
const FILTER = 'filters.';

type Query = Readonly<Record<string, unknown>>;

/** What the address asks of the log, in the words of the use case. */
export function readEventQuery(query: Query, timeZone: string): Query {
  const read = Object.entries(query).map(([key, value]) => {
    if (value === '') return {};
    if (key === 'perPage') return { limit: withinPages(value, MOST_EVENTS, MOST_EVENTS) };
    if (key === 'after') return { after: numberIn(value) };
    const name = key.startsWith(FILTER) ? key.slice(FILTER.length) : '';
    const reader = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (reader === undefined) throw new UnknownFilterError();
    return reader(singleText(value), timeZone);
  });
  return Object.assign({}, ...read) as Query;
}
