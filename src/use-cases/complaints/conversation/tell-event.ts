import { counted } from '../../../counted.ts';
import { detailNoun, eachDetail } from '../complaint-fields.ts';
import type { Changes, ComplaintEventName, EventDetails, FieldValue } from '../../../journal/events.ts';
import { dueInWords, overdueInWords } from '../../targets/due-in-words.ts';
import { ERASED_TEXT, readableDetails } from '../../../journal/readable-details.ts';
import type { JournalEvent } from '../../../models/journal-event.ts';

/** What is said about a complaint and changes nothing that a form shows. */
export const SAID_ALONE: ReadonlySet<string> = new Set<ComplaintEventName>([
  'complaint.remarked',
  'complaint.noted',
  'complaint.absorbed',
  'complaint.linked',
  'complaint.unlinked',
  'complaint.followed',
  'complaint.unfollowed',
  'complaint.warned',
  'complaint.escalated',
]);

/** What those alone read who work on complaints. */
export const INTERNAL_EVENTS: ReadonlySet<string> = new Set<ComplaintEventName>([
  'complaint.noted',
  'complaint.linked',
  'complaint.unlinked',
  'complaint.warned',
  'complaint.escalated',
]);

type Details = EventDetails[ComplaintEventName];

/** The fields of a complaint that are edited, as sentences call them. */
export const FIELD_NAMES = {
  title: 'the title',
  description: 'the description',
  type: 'the type',
  urgency: 'the urgency',
  ...eachDetail(detailNoun),
} as const;
/** Texts too long for a sentence, which are shown below it. */
const LONG = new Set<string>(['description']);
/** Values that need no quotation marks. */
const WORDS = new Set<string>(['urgency', 'type']);

/** How a value reads; names stand for what they name. */
export function asWords(value: FieldValue): string {
  if (typeof value !== 'object') return String(value);
  if (value === null) return '';
  return 'name' in value ? value.name : value.map(({ name }) => name).join(', ');
}

function quoted(field: string, value: FieldValue): string {
  const words = asWords(value);
  if (words === '') return 'nothing';
  return WORDS.has(field) ? words : `“${words}”`;
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Of what was erased nothing is left to be told but that it was changed. */
function isErasedChange({ from, to }: Changes[string]): boolean {
  return from === ERASED_TEXT || to === ERASED_TEXT;
}

function edited(changes: Changes): string {
  const parts = Object.keys(FIELD_NAMES).flatMap((field) => {
    const change = changes[field];
    if (change === undefined) return [];
    const name = FIELD_NAMES[field as keyof typeof FIELD_NAMES];
    if (LONG.has(field) || isErasedChange(change)) return [name];
    return [`${name} from ${quoted(field, change.from)} to ${quoted(field, change.to)}`];
  });
  return `changed ${listed(parts)}`;
}

function assigned({ changes = {}, rule }: EventDetails['complaint.assigned']): string {
  const to = asWords(changes.assignee?.to ?? null) || 'somebody';
  const from = asWords(changes.assignee?.from ?? null);
  if (rule !== undefined) return `assigned it to ${to} by the rule “${rule.name}”`;
  return from === '' ? `assigned it to ${to}` : `handed it over from ${from} to ${to}`;
}

const WORDS_OF: { readonly [Name in ComplaintEventName]: (details: EventDetails[Name]) => string } = {
  'complaint.filed': (details) =>
    details.for === undefined ? 'filed this complaint' : `filed this complaint for ${details.for.name}`,
  'complaint.claimed': () => 'claimed it',
  'complaint.assigned': assigned,
  'complaint.unassigned': ({ changes = {} }) =>
    `unassigned it from ${asWords(changes.assignee?.from ?? null) || 'anybody'}`,
  'complaint.started': () => 'started work on it',
  'complaint.asked': () => 'asked the reporter',
  'complaint.answered': () => 'answered',
  'complaint.resolved': () => 'resolved it',
  'complaint.rejected': () => 'rejected it',
  'complaint.confirmed': () => 'confirmed the solution',
  'complaint.reopened': () => 'reopened it',
  'complaint.withdrawn': () => 'withdrew it',
  'complaint.closed': ({ days = 0 }) => `closed it after ${counted(days, 'day')} without an answer`,
  'complaint.merged': ({ into }) => `merged it into #${into}`,
  'complaint.absorbed': ({ merged }) => `merged #${merged} into this complaint`,
  'complaint.linked': ({ other }) => `linked it to #${other}`,
  'complaint.unlinked': ({ other }) => `took away its link to #${other}`,
  'complaint.followed': ({ person }) =>
    person === undefined ? 'follows it' : `added ${person.name}, who follows it now`,
  'complaint.unfollowed': ({ person }) =>
    person === undefined ? 'follows it no more' : `took ${person.name} away from those who follow it`,
  'complaint.remarked': () => 'replied',
  'complaint.noted': () => 'added a note',
  'complaint.edited': ({ changes = {} }) => edited(changes),
  'complaint.warned': (alarm) => `warned that ${dueInWords(alarm)}`,
  'complaint.escalated': (alarm) => `escalated it, since ${overdueInWords(alarm)}`,
};

/** The names of all that is told of a complaint. */
export const COMPLAINT_EVENTS = Object.keys(WORDS_OF) as ComplaintEventName[];

/** What an event of a complaint tells beyond its columns. */
export function detailsOf(event: Pick<JournalEvent, 'details'>): Details {
  return readableDetails(event.details) as Details;
}

/** What happened, in words that go on where the person's name ends and end without a full stop. */
export function inWords(name: ComplaintEventName, details: Details): string {
  return details.told ?? WORDS_OF[name](details);
}

/** The texts that an event replaced and that no sentence holds. */
export function replacedTexts({ changes = {} }: Details): { field: string; from: string; to: string }[] {
  return Object.entries(changes)
    .filter(([field, change]) => LONG.has(field) && !isErasedChange(change))
    .map(([field, { from, to }]) => ({ field, from: asWords(from), to: asWords(to) }));
}
