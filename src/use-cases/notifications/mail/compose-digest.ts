import type { Notification } from '../../../models/notification.ts';
import type { NewsKindName } from '../../../notifications/kinds.ts';
import type { DigestPart } from '../../../notifications/mails/digest-mail.tsx';
import type { MailBody } from '../../../notifications/mails/write-mail.tsx';
import { lineOfSeveral } from '../../../notifications/words.ts';
import type { Person } from '../../../policies/actor.ts';
import { mayOpenPanel } from '../../../policies/panel.ts';
import { addressOfComplaint, itemsOf, type NewsGround } from './compose-news.ts';
import { loadComplaint } from './mail-ground.ts';

function byComplaint(rows: readonly Notification[]): Map<number, Notification[]> {
  const groups = new Map<number, Notification[]>();
  for (const row of rows) {
    if (row.complaintId === null) continue;
    groups.set(row.complaintId, [...(groups.get(row.complaintId) ?? []), row]);
  }
  return groups;
}

async function partsOf(
  rows: readonly Notification[],
  person: Person,
  { site }: NewsGround['post'],
): Promise<DigestPart[]> {
  const parts: DigestPart[] = [];
  for (const [id, news] of byComplaint(rows)) {
    const complaint = await loadComplaint(id);
    if (complaint === null) continue;
    const kinds = news.map(({ kind }) => kind);
    const href = addressOfComplaint(site, id, kinds, person);
    parts.push({ id, title: complaint.title, href, items: await itemsOf(news, complaint, person) });
  }
  return parts;
}

/** The mail with a person's news of a day, by complaint. */
export async function composeDigest({ rows, person, post, timeZone }: NewsGround): Promise<MailBody> {
  return {
    form: 'digest',
    parts: await partsOf(rows, person, post),
    links: [{ label: 'Open the portal', href: `${post.site}/` }],
    timeZone,
    settings: `${post.site}/notifications/settings`,
  };
}

/** The mail that tells of several complaints at once what one step did to them: its heading says what, its lines to which. */
export async function composeSeveral(ground: NewsGround, kind: NewsKindName): Promise<MailBody> {
  const { rows, person, post, timeZone } = ground;
  const parts = (await partsOf(rows, person, post)).map((part) => ({ ...part, items: [] }));
  const queue = { label: 'Open the queue', href: `${post.site}/admin/resources/complaints` };
  return {
    form: 'digest',
    title: lineOfSeveral(kind, parts.length),
    parts,
    links: mayOpenPanel(person) ? [queue] : [],
    timeZone,
    settings: `${post.site}/notifications/settings`,
  };
}
