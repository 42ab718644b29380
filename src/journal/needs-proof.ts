import type { ComplaintEventName, EventName, JournalEntry } from './events.ts';
import type { PlainNoun } from './plain-noun.ts';

type PlainEvent = 'created' | 'updated' | 'deleted';
type OtherName = Exclude<EventName, ComplaintEventName | `${PlainNoun}.${PlainEvent}`>;
type Rule<Name extends EventName> = boolean | ((entry: JournalEntry<Name>) => boolean);

/** Of plain records: what gives rights, or sends what happens to another program. */
const OF_RECORDS: Readonly<Record<PlainNoun, readonly PlainEvent[]>> = {
  department: [],
  complaint_type: [],
  status: [],
  group: ['created', 'updated', 'deleted'],
  reply_template: [],
  saved_view: [],
  saved_report: [],
  calendar: [],
  holiday: [],
  service_target: [],
  assignment_rule: [],
  faq_category: [],
  faq: [],
  webhook: ['created', 'updated'],
  api_client: ['created', 'updated', 'deleted'],
};

/** What of a person leads into their account, or into more rights. */
const GUARDED = ['groups', 'isSuperuser', 'mustChangePassword', 'email', 'profile.mainPortalId'];

function isGuarded({ details }: JournalEntry<'user.updated'>): boolean {
  const { changes = {}, passwordChanged = false } = details;
  const isActivated = changes.isActive?.to === true;
  return passwordChanged || isActivated || GUARDED.some((field) => changes[field] !== undefined);
}

/** Everything else: a new event has to say whether it takes credentials. */
const OTHERS: { readonly [Name in OtherName]: Rule<Name> } = {
  'complaint.deleted': false,
  'calendar.holidays_imported': false,
  'service_target.applied': false,
  'attachment.downloaded': false,
  'user.created': true,
  'user.updated': isGuarded,
  'user.deleted': true,
  'user.erased': true,
  'user.traces_erased': false,
  'user.data_downloaded': true,
  'user.linked': false,
  'user.unlinked': true,
  'user.passkey_added': true,
  'user.passkey_removed': true,
  'user.unsubscribed': false,
  // To the person alone, at an address that takes a proof to be changed.
  'user.link_sent': false,
  'user.factor_set_up': true,
  'user.factor_switched_off': true,
  'user.factor_reset': true,
  'user.factor_codes_drawn': true,
  // At the sign-in itself, or less trust than before.
  'user.factor_recovered': false,
  'user.device_remembered': false,
  'user.device_forgotten': false,
  'session.opened': false,
  'session.refused': false,
  'session.confirmed': false,
  // What follows from another step goes with that.
  'session.ended': ({ details }) => details.reason === 'ended',
  'api_token.created': true,
  // It can only make less possible, and may be in a hurry.
  'api_token.revoked': false,
  'api_token.used': false,
  'export.downloaded': false,
  'notification.resent': false,
  'webhook.secret_made': true,
  'webhook.disabled': false,
  'webhook.resent': false,
  'faq.helped': false,
  'faq.unhelped': false,
  'faq.deflected': false,
  'faq_picture.added': false,
  'faq_picture.removed': false,
  'command.run': false,
  'journal.pruned': false,
  'backup.made': false,
  'backup.restored': false,
  'secret_key.changed': false,
  'secret_key.applied': false,
  'secret_key.retired': false,
  'retention.changed': true,
  'retention.applied': false,
  'job.restarted': false,
};

const PLAIN = new Set(
  Object.entries(OF_RECORDS).flatMap(([noun, events]) => events.map((event) => `${noun}.${event}`)),
);

/** Whether this is done only by somebody who gave their own credentials a short while ago. */
export function needsProof(entry: JournalEntry): boolean {
  const rule = (OTHERS as Readonly<Record<string, Rule<never> | undefined>>)[entry.name];
  if (rule === undefined) return PLAIN.has(entry.name);
  return typeof rule === 'function' ? rule(entry as never) : rule;
}
