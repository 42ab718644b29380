import { Op } from 'sequelize';
import { HOUR_MS } from '../../durations.ts';
import { automaticMail } from '../../mail/automatic-mail.ts';
import { subjectsIn } from '../../mail/message-id.ts';
import type { IncomingMail } from '../../mail/read-mail.ts';
import { readReplyAddress } from '../../mail/reply-address.ts';
import { Notification } from '../../models/notification.ts';
import { ReceivedMail } from '../../models/received-mail.ts';
import { findAllSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import { isNewsKind, newsKind } from '../../notifications/kinds.ts';
import type { MailFacts, Sender } from './decide-mail.ts';
import { wordsHash, wordsOfAnswer } from './mail-words.ts';

/** Most mails of an hour that say the same to one complaint, or become one. */
const MOST_ALIKE = 3;
/** Most mails of an hour from one address to one complaint, whatever they say: programs write faster than people. */
const MOST_OF_HOUR = 12;

/** Whether an address is the portal's own, one of those for answers included. */
function isOwnAddress(address: string, own: string): boolean {
  if (readReplyAddress(address) !== undefined) return true;
  const at = own.lastIndexOf('@');
  const [given, local, domain] = [address, own.slice(0, at), own.slice(at)].map((text) => text.toLowerCase());
  return (
    given === `${local}${domain}` || (given?.startsWith(`${local}+`) === true && given.endsWith(domain ?? ''))
  );
}

async function senderOf(id: number | null, address: string): Promise<Sender | undefined> {
  const user = id === null ? null : await User.findByPk(id, { attributes: ['id', 'isActive'] });
  if (user === null) return undefined;
  const same = await findAllSameText(User, 'email', address, { id: user.id });
  return { id: user.id, isActive: user.isActive, hasAddress: same.length > 0 };
}

async function signedOf({ recipients }: IncomingMail, address: string): Promise<MailFacts['signed']> {
  const read = recipients.map(readReplyAddress).filter((one) => one !== undefined);
  const target = read.find((one) => one !== 'forged');
  if (target === undefined) return read[0] === undefined ? undefined : 'forged';
  return { ...target, signer: await senderOf(target.personId, address) };
}

/** Whether a mail told of several complaints, as digests do: an answer is of none of them. */
async function isOfSeveral({ id, kind, complaintId }: Notification): Promise<boolean> {
  if (kind === 'letter.digest') return true;
  if (complaintId === null) return false;
  return (await Notification.count({ where: { carrierId: id, complaintId: { [Op.ne]: complaintId } } })) > 0;
}

async function threadOf({ headers }: IncomingMail, address: string): Promise<MailFacts['thread']> {
  const named = ['in-reply-to', 'references'].flatMap((name) =>
    subjectsIn((headers.get(name) ?? []).join(' ')),
  );
  const nearest = named.find(({ noun }) => noun === 'notification');
  const answered = nearest === undefined ? null : await Notification.findByPk(nearest.id);
  if (answered !== null && (await isOfSeveral(answered))) return 'several';
  const complaintId = answered?.complaintId ?? named.find(({ noun }) => noun === 'complaint')?.id;
  if (complaintId === undefined) return undefined;
  const kind = answered?.kind ?? '';
  return {
    complaintId,
    recipient: await senderOf(answered?.recipientId ?? null, address),
    isNote: isNewsKind(kind) && newsKind(kind).isNote === true,
  };
}

function complaintOf(thread: MailFacts['thread']): number | null {
  return typeof thread === 'object' ? thread.complaintId : null;
}

async function isLoop(
  mail: IncomingMail,
  sender: string,
  complaintId: number | null,
  now: Date,
): Promise<boolean> {
  const since = { [Op.gt]: new Date(now.getTime() - HOUR_MS) };
  const alike = { sender, createdAt: since, wordsHash: wordsHash(mail) };
  // A complaint that a mail made is another each time.
  const where = complaintId === null ? alike : { ...alike, complaintId };
  if ((await ReceivedMail.count({ where: { ...where, outcome: 'done' } })) >= MOST_ALIKE) return true;
  if (complaintId === null) return false;
  return (await ReceivedMail.count({ where: { sender, createdAt: since, complaintId } })) >= MOST_OF_HOUR;
}

/**
 * What is known of a mail.
 *
 * @param own the address that mails of the portal are from.
 */
export async function mailFacts(
  mail: IncomingMail,
  { own, isTooLarge, now }: { readonly own: string; readonly isTooLarge: boolean; readonly now: Date },
): Promise<MailFacts> {
  const address = mail.sender;
  const nothing = { known: [], isTaken: false, signed: undefined, thread: undefined, isLoop: false };
  const told = {
    address,
    automatic: automaticMail(mail),
    isOwn: address !== undefined && isOwnAddress(address, own),
    isTooLarge,
    hasContent: mail.files.length > 0 || wordsOfAnswer({ ...mail, files: [] }).isSaid,
  };
  if (address === undefined || told.automatic !== undefined || told.isOwn) return { ...nothing, ...told };
  const active = await findAllSameText(User, 'email', address, { isActive: true });
  const signed = await signedOf(mail, address);
  const thread = await threadOf(mail, address);
  const complaintId = typeof signed === 'object' ? signed.complaintId : complaintOf(thread);
  return {
    ...told,
    known: active.map(({ id }) => id),
    isTaken: active.length > 0 || (await findAllSameText(User, 'email', address)).length > 0,
    signed,
    thread,
    isLoop: await isLoop(mail, address, complaintId, now),
  };
}
