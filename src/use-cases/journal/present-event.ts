import type { Changes, FieldValue } from '../../journal/events.ts';
import { isErased } from '../../journal/mark.ts';
import type { JournalEvent } from '../../models/journal-event.ts';
import { PERMISSIONS, isPermission } from '../../policies/permissions.ts';
import { EVENT_WORDS, fieldWords, ORIGIN_WORDS, SUBJECT_WORDS } from './event-words.ts';
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
  days: (days) => `After ${String(days)} days`,
  format: (format) => `Format: ${String(format)}`,
  filters: (filters) => `Filters: ${listed(filters)}`,
  rows: (rows) => `Rows: ${String(rows)}`,
  withNotes: () => 'With the internal notes',
};

const WAYS: Readonly<Record<string, string>> = {
  handover: 'From the main portal',
  oidc: 'By single sign-on',
  ldap: 'By the directory',
  passkey: 'By a passkey',
};

const FACTORS: Readonly<Record<string, string>> = {
  totp: 'With a one-time code',
  recovery: 'With a recovery code',
  passkey: 'With a passkey',
  device: 'On a remembered device',
};

const REASONS: Readonly<Record<string, string>> = {
  wrong_credentials: 'wrong name or password',
  wrong_confirmation: 'wrong password at an open session',
  wrong_code: 'a right password, and a wrong one-time code',
  wrong_recovery_code: 'a right password, and a wrong recovery code',
  second_factor_guessed: 'a right password, and too many wrong codes',
  second_factor_reset: 'their second factor was reset',
  locked: 'too many failures',
  password_changed: 'the password was changed',
  must_change_password: 'the password has to be changed',
  ended: 'somebody else ended them',
  second_factor_set_up: 'a second factor was set up in another session',
  handover_unknown: 'nobody has this main portal ID',
  handover_inactive: 'handed over by the main portal, but not active',
  handover_clashing: 'several people have this main portal ID',
  handover_used: 'a hand-over by the main portal was sent twice',
  handover_expired: 'a hand-over by the main portal was too old',
  handover_elsewhere: 'a hand-over by the main portal was meant for another site',
  handover_malformed: 'a hand-over by the main portal was not in order',
  handover_forged: 'a hand-over had not the signature of the main portal',
  sso_only: 'a password here, where single sign-on is asked for',
  sso_other_browser: 'single sign-on that did not begin in this browser, or long ago',
  sso_cancelled: 'single sign-on was broken off',
  sso_refused: 'single sign-on: the service does not accept the portal',
  sso_used: 'single sign-on was sent twice',
  sso_expired: 'single sign-on: the clocks differ',
  sso_forged: 'single sign-on: the answer cannot be believed',
  sso_malformed: 'single sign-on: the answer was not in order',
  sso_away: 'single sign-on: the service does not answer',
  sso_unverified: 'single sign-on: the e-mail address is not verified',
  sso_no_email: 'single sign-on: no e-mail address',
  sso_no_portal_id: 'single sign-on: no main portal ID',
  sso_unknown: 'single sign-on of somebody who is not known here',
  sso_ambiguous: 'single sign-on: several people here fit',
  sso_inactive: 'single sign-on of somebody who is not active',
  sso_linked_otherwise: 'single sign-on by another account than the one that is linked',
  sso_other_account: 'single sign-on by another account than that of whoever was to confirm who they are',
  sso_not_asked: 'single sign-on did not ask again who it was',
  sso_not_created: 'single sign-on: the person could not be created',
  passkey_unknown: 'a passkey that nobody here has',
  passkey_not_asked: 'a passkey that was not asked for in this browser',
  passkey_late: 'a passkey answered too late',
  passkey_used: 'an answer of a passkey was sent twice',
  passkey_other_site: 'a passkey on a page of another address',
  passkey_forged: 'a passkey: the answer cannot be believed',
  passkey_other_person: 'a passkey of somebody else',
  passkey_counter: 'a passkey counts backwards: there may be a copy of it',
  passkey_inactive: 'a passkey of somebody who is not active',
  passkey_sso_only: 'a passkey, where single sign-on is asked for',
  directory_away: 'the directory does not answer',
  signed_out_elsewhere: 'signed out at the sign-in service',
  unlinked: 'the link to the account was taken away',
  deactivated: 'the person was deactivated',
};

function listed(filters: unknown): string {
  const all = typeof filters === 'object' && filters !== null ? Object.entries(filters) : [];
  return all.map(([name, value]) => `${name} = ${String(value)}`).join('; ') || 'none';
}

function allowed(rights: unknown): string {
  const names = Array.isArray(rights) ? rights.map(String) : [];
  return names.map((name) => (isPermission(name) ? PERMISSIONS[name] : name)).join('; ');
}

/** What stood there was erased, and only its digest is kept. */
const shown = (text: string): string => (isErased(text) ? '(erased)' : text);

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
  const { id, createdAt, actorName, complaintId, address, requestId } = event;
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
    who: shown(actorName),
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
