import type { EventDetails } from '../../journal/events.ts';
import { readableTime } from '../../readable-time.ts';
import { portalZone } from './portal-zone.ts';

type Alarm = EventDetails['complaint.warned'];

const WHAT = { response: 'the first response', resolution: 'the resolution' } as const;

function at(iso: string | undefined): string {
  if (iso === undefined) return 'some time';
  return readableTime(new Date(iso), portalZone()) ?? 'some time';
}

/** Said of what was noticed later than it happened. */
function noticed({ since, dueAt }: Alarm): string {
  if (since === undefined) return '';
  // Of what is late both are one moment, which is told already.
  if (at(since) === at(dueAt)) return '; the portal was not running then';
  return `; the portal was not running at ${at(since)}, when this was to be said`;
}

/** What is due soon, as a sentence goes on after "warned that". */
export function dueInWords(alarm: Alarm): string {
  return `${WHAT[alarm.target ?? 'resolution']} is due at ${at(alarm.dueAt)}${noticed(alarm)}`;
}

/** What is late, as a sentence goes on after "since". */
export function overdueInWords(alarm: Alarm): string {
  return `${WHAT[alarm.target ?? 'resolution']} was due at ${at(alarm.dueAt)}${noticed(alarm)}`;
}
