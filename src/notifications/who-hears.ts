import type { EventDetails, EventName, FieldValue, JournalEntry } from '../journal/events.ts';
import type { NewsKindName } from './kinds.ts';
import type { Role } from './roles.ts';

type AnyDetails = EventDetails[EventName];

/** An event and the state of its complaint, as far as the table looks. */
export interface News {
  readonly name: EventName;
  /** Who did it; null: the operator or the portal itself. */
  readonly actorId: number | null;
  readonly details: AnyDetails;
  /** Undefined where the event is about no complaint. */
  readonly complaint?:
    | {
        readonly reporterId: number;
        readonly assigneeId: number | null;
        readonly urgency: string;
      }
    | undefined;
}

interface Row {
  readonly event: EventName;
  readonly to: Role;
  readonly kind: NewsKindName;
  /** Default: always. */
  readonly when?: (news: News) => boolean;
  /** Also where they did it themselves: a receipt, or what they should know if it was not they. */
  readonly evenOneself?: true;
  /** By mail also at the address that they had before. */
  readonly alsoAt?: (news: News) => string | undefined;
}

const changed = ({ details }: News, field: string): { from: FieldValue; to: FieldValue } | undefined =>
  details.changes?.[field];
const byReporter = (news: News) => news.actorId !== null && news.actorId === news.complaint?.reporterId;
const isUnassigned = (news: News) => news.complaint?.assigneeId === null;
const isCritical = (news: News) => news.complaint?.urgency === 'critical';
const becomesCritical = (news: News) => changed(news, 'urgency')?.to === 'critical';
const isFiledFor = ({ details }: News) => 'for' in details && details.for !== undefined;
const isStranded = ({ details }: News) => 'because' in details && details.because === 'left';
const losesAssignee = (news: News) => {
  const assignee = changed(news, 'assignee');
  return assignee !== undefined && assignee.from !== null && assignee.to === null;
};

const hasNewPassword = ({ details }: News) =>
  'passwordChanged' in details && details.passwordChanged === true;
const isOnNewDevice = ({ details }: News) => 'isNewDevice' in details && details.isNewDevice === true;
const isGuessed = ({ details }: News) => 'reason' in details && details.reason === 'second_factor_guessed';
const isEndedByHand = ({ details }: News) => 'reason' in details && details.reason === 'ended';
const formerAddress = (news: News): string | undefined => {
  const before = changed(news, 'email')?.from;
  return typeof before === 'string' && before !== '' ? before : undefined;
};

/** Who hears of what: of several rows that name the same person, the first counts, but all of what is about them. */
const WHO_HEARS: readonly Row[] = [
  { event: 'complaint.filed', to: 'reporter', kind: 'own.filed_for', when: isFiledFor },
  { event: 'complaint.filed', to: 'reporter', kind: 'own.received', evenOneself: true },
  { event: 'complaint.filed', to: 'supervisors', kind: 'all.critical', when: isCritical },

  { event: 'complaint.assigned', to: 'newAssignee', kind: 'work.assigned' },
  { event: 'complaint.assigned', to: 'formerAssignee', kind: 'work.taken' },
  { event: 'complaint.unassigned', to: 'formerAssignee', kind: 'work.taken' },
  { event: 'complaint.unassigned', to: 'supervisors', kind: 'all.stranded', when: isStranded },

  { event: 'complaint.asked', to: 'reporter', kind: 'own.question' },
  { event: 'complaint.asked', to: 'assignee', kind: 'work.reply' },
  { event: 'complaint.asked', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.answered', to: 'reporter', kind: 'own.reply' },
  { event: 'complaint.answered', to: 'assignee', kind: 'work.reply' },
  { event: 'complaint.answered', to: 'supervisors', kind: 'all.waiting', when: isUnassigned },
  { event: 'complaint.answered', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.remarked', to: 'reporter', kind: 'own.reply' },
  { event: 'complaint.remarked', to: 'assignee', kind: 'work.reply' },
  {
    event: 'complaint.remarked',
    to: 'supervisors',
    kind: 'all.waiting',
    when: (news) => isUnassigned(news) && byReporter(news),
  },
  { event: 'complaint.remarked', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.noted', to: 'assignee', kind: 'work.note' },
  { event: 'complaint.noted', to: 'noteWriters', kind: 'work.note' },

  { event: 'complaint.resolved', to: 'reporter', kind: 'own.resolved' },
  { event: 'complaint.resolved', to: 'assignee', kind: 'work.ended' },
  { event: 'complaint.resolved', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.reopened', to: 'assignee', kind: 'work.reopened' },
  { event: 'complaint.reopened', to: 'formerAssignee', kind: 'work.taken', when: losesAssignee },
  { event: 'complaint.reopened', to: 'supervisors', kind: 'all.waiting', when: isUnassigned },
  { event: 'complaint.reopened', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.closed', to: 'reporter', kind: 'own.closed' },
  { event: 'complaint.closed', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.rejected', to: 'reporter', kind: 'own.closed' },
  { event: 'complaint.rejected', to: 'assignee', kind: 'work.ended' },
  { event: 'complaint.rejected', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.withdrawn', to: 'assignee', kind: 'work.ended' },
  { event: 'complaint.withdrawn', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.merged', to: 'reporter', kind: 'own.closed' },
  { event: 'complaint.merged', to: 'assignee', kind: 'work.ended' },
  { event: 'complaint.merged', to: 'followers', kind: 'follow.news' },
  { event: 'complaint.absorbed', to: 'assignee', kind: 'work.reply' },

  { event: 'complaint.edited', to: 'assignee', kind: 'work.critical', when: becomesCritical },
  { event: 'complaint.edited', to: 'supervisors', kind: 'all.critical', when: becomesCritical },
  { event: 'complaint.followed', to: 'added', kind: 'follow.added' },

  { event: 'complaint.warned', to: 'assignee', kind: 'work.late' },
  { event: 'complaint.warned', to: 'supervisors', kind: 'all.late' },
  { event: 'complaint.warned', to: 'workers', kind: 'all.late', when: isUnassigned },
  { event: 'complaint.escalated', to: 'assignee', kind: 'work.late' },
  { event: 'complaint.escalated', to: 'supervisors', kind: 'all.late' },
  { event: 'complaint.escalated', to: 'workers', kind: 'all.late', when: isUnassigned },

  { event: 'webhook.disabled', to: 'integrators', kind: 'portal.webhook' },

  { event: 'user.updated', to: 'subject', kind: 'account.password', when: hasNewPassword, evenOneself: true },
  {
    event: 'user.updated',
    to: 'subject',
    kind: 'account.email',
    when: (news) => changed(news, 'email') !== undefined,
    evenOneself: true,
    alsoAt: formerAddress,
  },
  { event: 'user.factor_set_up', to: 'subject', kind: 'account.factor', evenOneself: true },
  { event: 'user.factor_switched_off', to: 'subject', kind: 'account.factor', evenOneself: true },
  { event: 'user.factor_reset', to: 'subject', kind: 'account.factor', evenOneself: true },
  { event: 'user.factor_codes_drawn', to: 'subject', kind: 'account.factor', evenOneself: true },
  { event: 'user.factor_recovered', to: 'subject', kind: 'account.recovery', evenOneself: true },
  { event: 'session.refused', to: 'subject', kind: 'account.guessed', when: isGuessed },
  { event: 'user.passkey_added', to: 'subject', kind: 'account.passkey', evenOneself: true },
  { event: 'user.passkey_removed', to: 'subject', kind: 'account.passkey', evenOneself: true },
  { event: 'session.opened', to: 'subject', kind: 'account.device', when: isOnNewDevice, evenOneself: true },
  // Those that end with a password or an account go with the word of that.
  { event: 'session.ended', to: 'subject', kind: 'account.sessions', when: isEndedByHand },
  { event: 'api_token.created', to: 'tokenOwner', kind: 'account.token', evenOneself: true },
];

/** The events of which anybody can hear. */
export const TOLD_EVENTS: ReadonlySet<string> = new Set(WHO_HEARS.map(({ event }) => event));

/** Whether anybody can hear of this event: of one about no complaint its details say so. */
export function canBeHeard({ name, by, details, complaintId }: JournalEntry): boolean {
  if (!TOLD_EVENTS.has(name)) return false;
  return typeof complaintId === 'number' || rolesIn({ name, actorId: by.id, details }).length > 0;
}

function rowsFor(news: News): Row[] {
  return WHO_HEARS.filter(({ event, when }) => event === news.name && (when?.(news) ?? true));
}

/** Whom this event can concern. */
export function rolesIn(news: News): Role[] {
  return [...new Set(rowsFor(news).map(({ to }) => to))];
}

/** Somebody who is to hear of an event, and as what. */
export interface Hearer {
  readonly personId: number;
  readonly kind: NewsKindName;
  /** An address at which they are to read it as well. */
  readonly alsoAt?: string | undefined;
}

/** Who hears of this event, each person once; `people` says who is in each of the roles that `rolesIn` names. */
export function hearersOf(news: News, people: Readonly<Partial<Record<Role, readonly number[]>>>): Hearer[] {
  const heard = new Map<string, Hearer>();
  for (const { to, kind, evenOneself, alsoAt } of rowsFor(news)) {
    for (const personId of people[to] ?? []) {
      const once = to === 'subject' ? `${personId} ${kind}` : String(personId);
      if (heard.has(once) || (personId === news.actorId && evenOneself !== true)) continue;
      heard.set(once, { personId, kind, alsoAt: alsoAt?.(news) });
    }
  }
  return [...heard.values()];
}
