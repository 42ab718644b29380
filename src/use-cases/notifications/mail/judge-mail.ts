import type { Notification } from '../../../models/notification.ts';
import { User } from '../../../models/user.ts';
import { isNewsKind, newsKind } from '../../../notifications/kinds.ts';
import { isLetterKind } from '../../../notifications/letters.ts';
import type { Person } from '../../../policies/actor.ts';
import { seesAllFigures } from '../../../policies/report.ts';
import { loadActor } from '../../people/load-actor.ts';
import { mayHear, seesComplaint } from '../may-hear.ts';
import { wishOf } from '../wishes.ts';
import { isOvertaken } from './is-overtaken.ts';

/** To whom a mail goes. */
export interface MailRecipient {
  /** Undefined: nobody of the portal. */
  readonly person?: Person | undefined;
  readonly name: string;
  readonly address: string;
}

/** Why a mail is for nobody at this moment. */
export class Unwanted {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Letters for those alone who may see the figures of all. */
const ABOUT_REPORTS: ReadonlySet<string> = new Set(['letter.report', 'letter.report_failed']);

const OVERTAKEN = 'What it asks for was done before it was sent.';

/** Who gets a mail, as they are at this moment, or why nobody does. */
export async function recipientOf({ recipientId, address }: Notification): Promise<MailRecipient | Unwanted> {
  if (recipientId === null) {
    return address === null ? new Unwanted('It has no recipient.') : { name: '', address };
  }
  const person = (await loadActor(recipientId))?.actor;
  if (person === undefined) return new Unwanted('This person may not sign in any more.');
  const user = address === null ? await User.findByPk(recipientId, { attributes: ['email'] }) : null;
  const reached = address ?? user?.email ?? '';
  if (reached === '') return new Unwanted('This person has no e-mail address.');
  return { person, name: person.name, address: reached };
}

/** Why this person is not told this by mail now; undefined: they are. */
export async function hindranceOf(
  row: Notification,
  person: Person | undefined,
): Promise<string | undefined> {
  const { kind, complaintId } = row;
  if (isLetterKind(kind)) {
    if (ABOUT_REPORTS.has(kind) && !(person !== undefined && seesAllFigures(person)))
      return 'This person may not see reports any more.';
    const sees = complaintId === null || person === undefined || (await seesComplaint(person, complaintId));
    if (!sees) return 'This person may not see the complaint any more.';
    return person !== undefined && (await isOvertaken(row, kind, person.id)) ? OVERTAKEN : undefined;
  }
  if (!isNewsKind(kind) || person === undefined)
    return 'This version of the portal does not know such mails.';
  if (!(await mayHear(person, kind, complaintId))) return 'This person may not see it any more.';
  if (newsKind(kind).isSecurity === true) return undefined;
  const { byMail } = await wishOf(person.id, kind);
  if (byMail === 'none') return 'This person wants no such mails any more.';
  return (await isOvertaken(row, kind, person.id)) ? OVERTAKEN : undefined;
}
