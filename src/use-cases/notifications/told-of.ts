import type { EventDetails, EventName, FieldValue } from '../../journal/events.ts';
import type { JournalEvent } from '../../models/journal-event.ts';
import type { News } from '../../notifications/who-hears.ts';
import type { Told } from '../../notifications/words.ts';
import { dueInWords, overdueInWords } from '../targets/due-in-words.ts';

function nameIn(value: FieldValue | undefined): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}

const textIn = (value: FieldValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** What a target's warning says: it is made of the event, whose moments stand in the portal's time zone. */
function saidOfTarget(name: EventName, details: EventDetails[EventName]): string | undefined {
  if (name !== 'complaint.warned' && name !== 'complaint.escalated') return undefined;
  const words = (name === 'complaint.warned' ? dueInWords : overdueInWords)(details);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Which webhook the portal switched off, and why. */
function saidOfWebhook(name: EventName, details: EventDetails[EventName]): string | undefined {
  if (name !== 'webhook.disabled' || !('called' in details) || !('reason' in details)) return undefined;
  return `The webhook “${details.called ?? ''}” is switched off: ${details.reason.replace(/\.$/, '')}`;
}

const WAYS: Readonly<Record<string, string>> = {
  ldap: 'with your password of the directory',
  oidc: 'by single sign-on',
  passkey: 'with a passkey',
};
const FACTORS: Readonly<Record<string, string>> = {
  totp: ' and a one-time code',
  recovery: ' and a recovery code',
  passkey: ' and a passkey',
};

/** By what somebody signed in. */
function wayOf(name: EventName, details: EventDetails[EventName]): string | undefined {
  if (name !== 'session.opened') return undefined;
  const { through = '', factor = '' } = details as EventDetails['session.opened'];
  const beside = through === 'passkey' ? '' : (FACTORS[factor] ?? '');
  return `${WAYS[through] ?? 'with your password'}${beside}`;
}

function defined(told: { readonly [Name in keyof Told]: Told[Name] | undefined }): Told {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

/** What a notification keeps of an event for its words: names and numbers, never what was said. */
export function toldOf(event: JournalEvent, { name, actorId, details }: News): Told {
  return defined({
    event: name,
    by: actorId === null ? '' : event.actorName,
    into: 'into' in details ? details.into : undefined,
    merged: 'merged' in details ? details.merged : undefined,
    to: nameIn(details.changes?.assignee?.to),
    days: 'days' in details ? details.days : undefined,
    left: 'left' in details ? details.left : undefined,
    from: name.startsWith('session.') ? (event.address ?? undefined) : undefined,
    way: wayOf(name, details),
    program: 'program' in details ? details.program : undefined,
    called: name === 'api_token.created' ? textIn(details.changes?.name?.to) : undefined,
    says: saidOfTarget(name, details) ?? saidOfWebhook(name, details),
  });
}
