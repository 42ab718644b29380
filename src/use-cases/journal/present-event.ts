import { counted } from '../../counted.ts';
import type { Changes, FieldValue } from '../../journal/events.ts';
import { readableText as shown } from '../../journal/readable-details.ts';
import type { JournalEvent } from '../../models/journal-event.ts';
import { PERMISSIONS, isPermission } from '../../policies/permissions.ts';
import { EVENT_WORDS, fieldWords, ORIGIN_WORDS, SUBJECT_WORDS } from './event-words.ts';
import { doerOf } from './nobodies.ts';
import { FACTORS, REASONS, WAYS } from './sign-in-words.ts';
import type { SubjectNames } from './subject-names.ts';

/** A field that was changed, in words. */
export interface ShownChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** A line of the log, in words. */
export interface ShownEvent {
  readonly id: number;
  /** ISO. */
  readonly at: string;
  readonly who: string;
  readonly what: string;
  /** The kind of the record, and how it is called. */
  readonly subject: string;
  readonly complaintId: number | null;
  readonly origin: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly changes: readonly ShownChange[];
  /** What it tells besides. */
  readonly notes: readonly string[];
}

type Details = Readonly<Record<string, unknown>> & { readonly changes?: Changes };

/** `What it is` by the name in the details; all else stays with those who read the export. */
const NOTES: Readonly<Record<string, (value: unknown) => string>> = {
  told: String,
  passwordChanged: () => 'Password changed',
  granted: (rights) => `May also: ${allowed(rights)}`,
  withdrawn: (rights) => `May no longer: ${allowed(rights)}`,
  originalName: (name) => `File: ${shown(String(name))}`,
  reason: (reason) => `Reason: ${REASONS[String(reason)] ?? String(reason)}`,
  through: (way) => WAYS[String(way)] ?? String(way),
  isNewDevice: () => 'On a new device',
  program: (program) => `With ${String(program)}`,
  factor: (given) => FACTORS[String(given)] ?? String(given),
  left: (count) => `Recovery codes left: ${String(count)}`,
  replaced: () => 'In the place of another one',
  keptGroups: () => 'Groups were kept, since nobody else may edit permissions',
  service: (issuer) => `Account of: ${String(issuer)}`,
  count: (count) => `Sessions: ${String(count)}`,
  rating: (rating) => `Rating: ${String(rating)}`,
  what: (what) => `Of the ${String(what)}`,
  before: (date) => `Everything before ${String(date)}`,
  events: (count) => `Events: ${String(count)}`,
  kind: (kind) => `Job: ${String(kind)}`,
  mails: (label) => `No more mails: ${String(label)}`,
  event: (name) => `Event: ${String(name)}`,
  command: (command) => `Command: ${String(command)}`,
  days: (days) => `After ${counted(Number(days), 'day')}`,
  format: (format) => `Format: ${String(format)}`,
  filters: (filters) => `Filters: ${listed(filters)}`,
  rows: (rows) => `Rows: ${String(rows)}`,
  withNotes: () => 'With the internal notes',
};

function listed(filters: unknown): string {
  const all = typeof filters === 'object' && filters !== null ? Object.entries(filters) : [];
  return all.map(([name, value]) => `${name} = ${String(value)}`).join('; ') || 'none';
}

function allowed(rights: unknown): string {
  const names = Array.isArray(rights) ? rights.map(String) : [];
  return names.map((name) => (isPermission(name) ? PERMISSIONS[name] : name)).join('; ');
}

function isOneNamed(value: object): value is { readonly name: string } {
  return 'name' in value;
}

function inWords(field: string, value: FieldValue, names: SubjectNames): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return names.ofField(field, value) ?? String(value);
  if (typeof value === 'string') return shown(value);
  if (isOneNamed(value)) return shown(value.name);
  return value.length === 0 ? '–' : value.map(({ name }) => shown(name)).join(', ');
}

function readDetails(details: string): Details {
  try {
    return JSON.parse(details) as Details;
  } catch {
    return {};
  }
}

function subjectOf({ subjectType, subjectId }: JournalEvent, details: Details, names: SubjectNames): string {
  const kind = SUBJECT_WORDS[subjectType];
  if (kind === undefined || subjectId === null) return '';
  const called = typeof details.called === 'string' ? shown(details.called) : undefined;
  return `${kind} ${called ?? names.of(subjectType, subjectId) ?? subjectId}`;
}

/** An event as people read it: names for ids, words for fields, and of secrets only that they were changed. */
export function presentEvent(event: JournalEvent, names: SubjectNames): ShownEvent {
  const details = readDetails(event.details);
  const { id, createdAt, complaintId, address, requestId } = event;
  const changes = Object.entries(details.changes ?? {}).map(([field, { from, to }]) => ({
    field: fieldWords(field),
    from: inWords(field, from, names),
    to: inWords(field, to, names),
  }));
  const notes = Object.entries(NOTES).flatMap(([name, words]) =>
    name in details ? [words(details[name])] : [],
  );
  return {
    id,
    at: createdAt.toISOString(),
    who: shown(doerOf(event)),
    what: EVENT_WORDS[event.name as keyof typeof EVENT_WORDS] ?? event.name,
    subject: subjectOf(event, details, names),
    complaintId,
    address: address === null ? null : shown(address),
    requestId,
    changes,
    notes,
    origin: ORIGIN_WORDS[event.origin] ?? event.origin,
  };
}
