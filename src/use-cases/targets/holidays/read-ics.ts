import ICAL from 'ical.js';
import { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import { readText } from '../../read-text.ts';

/** Most bytes that a file of holidays may have, and the most that it may tell of. */
export const MOST_ICS_BYTES = 1024 * 1024;
const MOST_EVENTS = 1000;
/** Longer lines tell nothing that is read; taking them apart would take seconds. */
const LONGEST_LINE = 10_000;

/** What is read of an event; all else, alarms and descriptions among it, is passed over unread. */
const READ =
  /^(DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|SUMMARY|STATUS|UID|RECURRENCE-ID|X-MICROSOFT-CDO-ALLDAYEVENT)[;:]/i;

const property = z
  .tuple([z.string(), z.record(z.string(), z.unknown()), z.string()])
  .rest(z.unknown())
  .transform(([name, parameters, type, ...values]) => ({ name, parameters, type, values }));
const component = z.tuple([z.literal('vevent'), z.array(property), z.unknown()]);

/** A line of an event: its name in small letters, what stands before its colon, and its values. */
export type IcsProperty = z.output<typeof property>;

/** An event of a calendar file by its lines; undefined where they cannot be read. */
export type IcsEvent = readonly IcsProperty[] | undefined;

function refuse(why: string): never {
  throw new InvalidInputError({ file: why });
}

/** The lines of each event, without those of what stands within it. */
function eventsIn(lines: readonly string[]): string[][] {
  const events: string[][] = [];
  let current: string[] | undefined;
  let depth = 0;
  for (const line of lines) {
    const [, edge, what] = /^(BEGIN|END):(.*)$/i.exec(line) ?? [];
    if (current === undefined) {
      if (edge?.toUpperCase() === 'BEGIN' && what?.trim().toUpperCase() === 'VEVENT') current = [];
    } else if (edge !== undefined) {
      depth += edge.toUpperCase() === 'BEGIN' ? 1 : -1;
      if (depth >= 0) continue;
      events.push(current);
      [current, depth] = [undefined, 0];
    } else if (depth === 0 && READ.test(line) && line.length <= LONGEST_LINE) {
      current.push(line);
    }
  }
  if (current !== undefined) refuse('The file ends in the midst of an event. Get it anew.');
  return events;
}

function readEvent(lines: readonly string[]): IcsEvent {
  try {
    const parsed: unknown = ICAL.parse(['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n'));
    return component.parse(parsed)[1];
  } catch {
    return undefined;
  }
}

/**
 * The events of a calendar file.
 *
 * @throws InvalidInputError at `file` where it is too large, tells of too many or is none.
 */
export function readIcs(bytes: Uint8Array): IcsEvent[] {
  if (bytes.length > MOST_ICS_BYTES) refuse('The file has more than 1 MB.');
  const text = readText(bytes).replaceAll(/\r\n?/g, '\n');
  if (!/^\s*BEGIN:VCALENDAR[ \t]*\n/i.test(text))
    refuse('This is no calendar file. Its name ends with .ics.');
  // A line that begins with a space goes on from the one before.
  const events = eventsIn(text.replaceAll(/\n[ \t]/g, '').split('\n'));
  if (events.length === 0) refuse('There is no event in this file.');
  if (events.length > MOST_EVENTS)
    refuse(`The file has ${events.length} events; at most ${MOST_EVENTS} are read.`);
  return events.map(readEvent);
}
