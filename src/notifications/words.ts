import type { EventName } from '../journal/events.ts';
import type { NewsKindName } from './kinds.ts';

/** What a notification keeps beside its complaint, so that its words stand whatever becomes of the journal. */
export interface Told {
  readonly event?: EventName;
  /** Who did it, as they were called then; empty: the portal itself. */
  readonly by?: string;
  /** Whoever hears of it did it. */
  readonly own?: boolean;
  /** Numbers and names of the event that the words need. */
  readonly into?: number;
  readonly merged?: number;
  readonly to?: string;
  /** How many recovery codes are left. */
  readonly left?: number;
  /** The network address of a sign-in. */
  readonly from?: string;
  /** By what somebody signed in, as the end of a sentence. */
  readonly way?: string;
  /** With which program, in words. */
  readonly program?: string;
  /** What something is called that is theirs. */
  readonly called?: string;
  readonly days?: number;
  /** What is due or overdue, as a sentence without its full stop. */
  readonly says?: string;
}

const who = ({ by = '' }: Told): string => (by === '' ? 'The portal' : by);

/** What happened, where the same event reads alike for all who hear of it. */
const OF_EVENT: Partial<Readonly<Record<EventName, (told: Told) => string>>> = {
  'complaint.asked': (told) => `${who(told)} asked the reporter`,
  'complaint.answered': (told) => `${who(told)} answered`,
  'complaint.remarked': (told) => `${who(told)} replied`,
  'complaint.noted': (told) => `${who(told)} wrote a note`,
  'complaint.resolved': (told) => `${who(told)} resolved it`,
  'complaint.reopened': (told) => `${who(told)} reopened it`,
  'complaint.closed': ({ days = 0 }) =>
    `It was closed, as nobody answered for ${days} ${days === 1 ? 'day' : 'days'}`,
  'complaint.rejected': (told) => `${who(told)} rejected it`,
  'complaint.withdrawn': (told) => `${who(told)} withdrew it`,
  'complaint.merged': (told) => `${who(told)} merged it into #${told.into ?? ''}`,
  'complaint.warned': ({ says = 'It is late soon' }) => says,
  'complaint.escalated': ({ says = 'It is late' }) => says,
  'complaint.absorbed': (told) => `${who(told)} merged #${told.merged ?? ''} into it`,
};

const ofEvent = (told: Told): string =>
  (told.event === undefined ? undefined : OF_EVENT[told.event])?.(told) ?? 'Something happened to it';
function byWhom({ by = '', own = false }: Told): string {
  if (own) return ' by you';
  return by === '' ? '' : ` by ${by}`;
}

function signedInAs({ way, program, from }: Told): string {
  const by = way === undefined ? '' : ` ${way}`;
  const device = program === undefined ? 'a new device' : `a new device (${program})`;
  return `Somebody signed in as you${by} on ${device}${from === undefined ? '' : `, from ${from}`}`;
}

const isTaken = (told: Told): string =>
  told.to === undefined || told.to === ''
    ? `${who(told)} took it from you`
    : `${who(told)} handed it over to ${told.to}`;

/** What became of a second factor. */
const OF_FACTOR: Readonly<Record<string, string>> = {
  'user.factor_set_up': 'Your second factor was set up',
  'user.factor_switched_off': 'Your second factor was switched off',
  'user.factor_reset': 'Your second factor was taken away',
  'user.factor_codes_drawn': 'New recovery codes were drawn',
};

/** One line of each kind, which ends without a full stop; the complaint's number and title stand beside it. */
const LINES: Readonly<Record<NewsKindName, (told: Told) => string>> = {
  'own.received': () => 'We received your complaint',
  'own.filed_for': (told) => `${who(told)} filed it for you`,
  'own.question': (told) => `${who(told)} asks you`,
  'own.reply': ofEvent,
  'own.resolved': (told) => `${who(told)} resolved it: does it work now?`,
  'own.closed': ofEvent,
  'work.assigned': (told) => `${who(told)} assigned it to you`,
  'work.taken': isTaken,
  'work.reply': ofEvent,
  'work.note': ofEvent,
  'work.reopened': ofEvent,
  'work.ended': ofEvent,
  'work.critical': (told) => `${who(told)} made it critical`,
  'work.late': ofEvent,
  'all.critical': (told) =>
    told.event === 'complaint.filed' ? `${who(told)} filed it as critical` : `${who(told)} made it critical`,
  'all.stranded': () => 'Nobody has it any more: it is unassigned again',
  'all.waiting': ofEvent,
  'all.late': ofEvent,
  'follow.added': (told) => `${who(told)} lets you follow it`,
  'follow.news': ofEvent,
  'portal.webhook': ({ says = 'A webhook is switched off' }) => says,
  'account.password': (told) => `Your password was changed${byWhom(told)}`,
  'account.email': (told) => `Your e-mail address was changed${byWhom(told)}`,
  'account.factor': (told) =>
    `${OF_FACTOR[told.event ?? ''] ?? 'Your second factor was changed'}${byWhom(told)}${told.event === 'user.factor_reset' ? ': your password alone lets you in' : ''}`,
  'account.recovery': ({ left = 0 }) =>
    `A recovery code of yours was used; you have ${left} left. It was not you? Change your password, and draw new codes`,
  'account.guessed': ({ from }) =>
    `Somebody gave your password and then wrong codes${from === undefined ? '' : `, from ${from}`}. It was not you? Change your password now`,
  'account.passkey': (told) =>
    `A passkey of yours was ${told.event === 'user.passkey_removed' ? 'removed' : 'added'}${byWhom(told)}`,
  'account.device': signedInAs,
  'account.sessions': (told) => `${who(told)} ended sessions of yours: sign in again where you need to`,
  'account.token': (told) =>
    `An API token${told.called === undefined ? '' : ` “${told.called}”`} was made in your name${byWhom(told)}: a program can act as you with it`,
};

/** What one mail says of several complaints, where such a kind joins them. */
const OF_SEVERAL: Partial<Readonly<Record<NewsKindName, (count: number) => string>>> = {
  'all.stranded': (count) => `Nobody has ${count} complaints any more`,
};

/** What a mail about several complaints says above them. */
export function lineOfSeveral(kind: NewsKindName, count: number): string {
  return OF_SEVERAL[kind]?.(count) ?? `News of ${count} complaints`;
}

/** What is told of what called for something once it is done. */
const DONE: Partial<Readonly<Record<NewsKindName, (told: Told) => string>>> = {
  'own.question': (told) => `${who(told)} asked you`,
  'own.resolved': ofEvent,
};

/**
 * What a notification says, in one line without a full stop.
 *
 * @param isCalling whether what it calls for has still to be done.
 */
export function lineOf(kind: NewsKindName, told: Told, isCalling = true): string {
  return ((isCalling ? undefined : DONE[kind]) ?? LINES[kind])(told);
}
