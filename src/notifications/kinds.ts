import type { ByMail } from '../models/notification-setting.ts';
import type { Permission } from '../policies/permissions.ts';

/** The headings of the settings page, in their order, and the right without which nothing below one ever comes. */
export const NEWS_GROUPS = {
  own: { label: 'Your complaints' },
  work: { label: 'Complaints you work on', needs: 'complaints.work' },
  all: { label: 'All complaints', needs: 'complaints.view' },
  follow: { label: 'Complaints you follow' },
  portal: { label: 'The portal itself', needs: 'integrations.edit' },
  account: { label: 'Your account' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly needs?: Permission }>>;
export type NewsGroup = keyof typeof NEWS_GROUPS;

/** What somebody can be told of, and where they are unless they want it otherwise. */
export interface NewsKind {
  /** As the settings page calls it. */
  readonly label: string;
  readonly inPortal: boolean;
  readonly byMail: ByMail;
  /** It always comes, by mail, whatever somebody wants. */
  readonly isSecurity?: true;
  /** Several of one complaint within two minutes are one mail. */
  readonly joinsBursts?: true;
  /** Several of different complaints within that time are one mail as well: one step makes many of them. */
  readonly joinsComplaints?: true;
  /** It tells of a note, which those alone may know of who read notes. */
  readonly isNote?: true;
}

const atOnce = { inPortal: true, byMail: 'at_once' } as const;
const joined = { ...atOnce, joinsBursts: true } as const;
const inPortal = { inPortal: true, byMail: 'none', joinsBursts: true } as const;
const security = { inPortal: true, byMail: 'at_once', isSecurity: true } as const;

/** Every kind of news; the part of its name before the dot is its group. */
export const NEWS_KINDS = {
  'own.received': { label: 'We received your complaint', inPortal: false, byMail: 'at_once' },
  'own.filed_for': { label: 'Somebody filed a complaint for you', ...atOnce },
  'own.question': { label: 'IT asks you something', ...joined },
  'own.reply': { label: 'Somebody replied', ...joined },
  'own.resolved': { label: 'Your complaint is resolved', ...joined },
  'own.closed': { label: 'Your complaint is closed, rejected or merged', ...joined },
  'work.assigned': { label: 'A complaint is assigned to you', ...joined },
  'work.taken': { label: 'A complaint is taken from you', ...joined },
  'work.reply': { label: 'Somebody replied', ...joined },
  'work.note': { label: 'Somebody wrote a note', ...inPortal, isNote: true },
  'work.reopened': { label: 'A complaint is reopened', ...joined },
  'work.ended': { label: 'A complaint is withdrawn, rejected, merged or closed', ...inPortal },
  'work.critical': { label: 'A complaint becomes critical', ...joined },
  'work.late': { label: 'A complaint runs late', ...joined },
  'all.critical': { label: 'A complaint is critical', ...joined },
  'all.stranded': { label: 'Nobody has a complaint any more', ...joined, joinsComplaints: true },
  'all.waiting': { label: 'A reporter answers or reopens what nobody has', ...joined },
  'all.late': { label: 'A complaint runs late', ...joined },
  'follow.added': { label: 'Somebody lets you follow a complaint', ...joined },
  'follow.news': { label: 'Something happens to it', ...joined },
  'portal.webhook': { label: 'A webhook is switched off', ...atOnce },
  'account.password': { label: 'Your password was changed', ...security },
  'account.email': { label: 'Your e-mail address was changed', ...security },
  'account.factor': { label: 'Your second factor was set up, changed or taken away', ...security },
  'account.recovery': { label: 'A recovery code of yours was used', ...security },
  'account.guessed': { label: 'Somebody who knows your password tries codes', ...security },
  'account.passkey': { label: 'A passkey was added or removed', ...security },
  'account.device': { label: 'Somebody signed in as you on a new device', ...security },
  'account.sessions': { label: 'Somebody else ended your sessions', ...security },
  'account.token': { label: 'An API token was made in your name', ...security },
} as const satisfies Readonly<Record<`${NewsGroup}.${string}`, NewsKind>>;
export type NewsKindName = keyof typeof NEWS_KINDS;

/** The names of all kinds, in the order of the settings page. */
export const NEWS_KIND_NAMES = Object.keys(NEWS_KINDS) as readonly NewsKindName[];

/** Whether a stored text names a kind of this version. */
export function isNewsKind(name: string): name is NewsKindName {
  return Object.hasOwn(NEWS_KINDS, name);
}

/** How a kind begins. */
export function newsKind(name: NewsKindName): NewsKind {
  return NEWS_KINDS[name];
}

/** Under which heading a kind stands. */
export function groupOf(name: NewsKindName): NewsGroup {
  return name.slice(0, name.indexOf('.')) as NewsGroup;
}
