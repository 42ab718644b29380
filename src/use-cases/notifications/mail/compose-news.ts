import type { Post } from '../../../mail/post.ts';
import type { Complaint } from '../../../models/complaint.ts';
import type { Notification } from '../../../models/notification.ts';
import { groupOf, isNewsKind, type NewsKindName } from '../../../notifications/kinds.ts';
import type { MailComplaint } from '../../../notifications/mails/news-mail.tsx';
import type { MailItem, MailLink, Said } from '../../../notifications/mails/pieces.tsx';
import type { MailBody } from '../../../notifications/mails/write-mail.tsx';
import { pathOfOther } from '../../../notifications/paths.ts';
import { isStillSo } from '../../../notifications/still-so.ts';
import { lineOf, type Told } from '../../../notifications/words.ts';
import type { Person } from '../../../policies/actor.ts';
import { mayOpenPanel } from '../../../policies/panel.ts';
import { pathOfStep, type AskedStep } from '../../complaints/steps/asked-step.ts';
import { presentState } from './is-overtaken.ts';
import { loadComplaint, saidOf } from './mail-ground.ts';

/** News of one complaint, or of none, for one person. */
export interface NewsGround {
  readonly rows: readonly Notification[];
  readonly person: Person;
  readonly post: Post;
  readonly timeZone: string;
}

/** Kinds that bring a complaint to somebody who has not read it yet. */
const NEW_TO_READER: ReadonlySet<string> = new Set([
  'own.received',
  'own.filed_for',
  'work.assigned',
  'all.critical',
  'all.stranded',
  'follow.added',
]);

function itemOf(row: Notification, line: string, said: Said | undefined): MailItem {
  return { line, at: row.createdAt, said };
}

function isCalling(kind: NewsKindName, complaint: Complaint | null, person: Person): boolean {
  return complaint === null || isStillSo(kind, presentState(complaint, person.id));
}

/** What each notification says, with the words that were said or, where the complaint is new to its reader, its own. */
export async function itemsOf(
  rows: readonly Notification[],
  complaint: Complaint | null,
  person: Person,
): Promise<MailItem[]> {
  const said = complaint === null ? new Map<number, Said>() : await saidOf(rows, complaint, person);
  return rows.flatMap((row) => {
    const { kind, eventId } = row;
    if (!isNewsKind(kind)) return [];
    const filed = NEW_TO_READER.has(kind) ? complaint?.description : undefined;
    const own = eventId === null ? undefined : said.get(eventId);
    const line = lineOf(kind, JSON.parse(row.details) as Told, isCalling(kind, complaint, person));
    return itemOf(row, line, own ?? (filed === undefined ? undefined : { text: filed, files: [] }));
  });
}

/** Where a complaint is read: in the panel by those who work on it there, else in the portal. */
export function addressOfComplaint(
  site: string,
  id: number,
  kinds: readonly string[],
  person: Person,
): string {
  const isOffice = kinds.some((kind) => isNewsKind(kind) && ['work', 'all'].includes(groupOf(kind)));
  const inPanel = isOffice && mayOpenPanel(person);
  return inPanel ? `${site}/admin/resources/complaints/records/${id}/show` : `${site}/complaints/${id}`;
}

const isOfPortal = (rows: readonly Notification[]): boolean =>
  rows.some(({ kind }) => isNewsKind(kind) && groupOf(kind) === 'portal');

/** What the pages are called that mails about an account lead to. */
const LABELS: Readonly<Record<string, string>> = {
  '/profile/security': 'See how you sign in',
  '/profile/sessions': 'See where you are signed in',
  '/profile/tokens': 'See your tokens',
};

function pathOfAccount(rows: readonly Notification[]): string {
  const kind = rows[0]?.kind ?? '';
  return isNewsKind(kind) ? pathOfOther(kind) : '/profile';
}

/** What to do where it was not they: of news about an account. */
const ADVICE =
  'If it was not you, set a new password now, end the sessions that you do not know, revoke tokens that are not yours, and tell your IT team.';

function linksOf({ rows, person, post: { site } }: NewsGround, complaint: Complaint | null): MailLink[] {
  if (isOfPortal(rows)) return [{ label: 'Open webhooks', href: site + pathOfOther('portal.webhook') }];
  // Of what else is about no complaint there is the account alone.
  if (complaint === null) {
    const forgotten = { label: 'It was not you? Set a new password', href: `${site}/password/forgotten` };
    const path = pathOfAccount(rows);
    return [{ label: LABELS[path] ?? 'Open your profile', href: site + path }, forgotten];
  }
  const kinds = rows.map(({ kind }) => kind);
  const open = { label: 'Open complaint', href: addressOfComplaint(site, complaint.id, kinds, person) };
  // Each asks first, after signing in.
  const step = (label: string, name: AskedStep) => ({ label, href: site + pathOfStep(complaint.id, name) });
  const asks = (kind: NewsKindName) => kinds.includes(kind) && isCalling(kind, complaint, person);
  if (asks('own.resolved')) return [step('Confirm that it works', 'confirm'), step('Reopen', 'reopen'), open];
  return asks('own.question') ? [step('Answer', 'answer'), open] : [open];
}

function shown(complaint: Complaint, person: Person): MailComplaint {
  const { id, title, urgency, location, reporterId, reporter, assignee, type, status } = complaint;
  return {
    id,
    title,
    urgency,
    location,
    status: status?.name ?? '',
    type: type?.name ?? '',
    reporter: reporterId === person.id ? undefined : reporter?.displayName,
    assignee: assignee?.displayName,
  };
}

/** The mail that tells a person what happened to a complaint, or to their account. */
export async function composeNews(ground: NewsGround): Promise<MailBody> {
  const { rows, person, post, timeZone } = ground;
  const complaintId = rows[0]?.complaintId ?? null;
  const complaint = complaintId === null ? null : await loadComplaint(complaintId);
  return {
    form: 'news',
    complaint: complaint === null ? undefined : shown(complaint, person),
    items: await itemsOf(rows, complaint, person),
    links: linksOf(ground, complaint),
    advice: complaint === null && !isOfPortal(rows) ? ADVICE : undefined,
    timeZone,
    // Mails about the account always come.
    settings: complaint === null && !isOfPortal(rows) ? undefined : `${post.site}/notifications/settings`,
    isAnswered: complaintId === null ? undefined : post.replyAddress(complaintId, person.id) !== undefined,
  };
}
