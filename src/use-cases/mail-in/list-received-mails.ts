import { MAIL_OUTCOMES, ReceivedMail } from '../../models/received-mail.ts';
import { receivedMailPolicy } from '../../policies/received-mail.ts';
import { knownText, knowsAddresses } from '../records/known-addresses.ts';
import { choiceFilter, dateFilter, searchIn } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';
import type { MailRefusal } from './decide-mail.ts';

/** Why a mail was refused, for those who look after the portal. */
const REFUSED: Readonly<Record<MailRefusal, string>> = {
  unknown: 'No active person has this address.',
  shared_address: 'Several active people have this address.',
  forged: 'The signed address is not one of the portal.',
  other_person: 'The signed address is for somebody else.',
  too_large: 'It is larger than 25 MB.',
  no_words: 'It has no words of its own and no file.',
  note: 'It answers a note, and answers are public.',
  several: 'It answers a mail about several complaints.',
  missing: 'There is no such complaint for its sender.',
  forbidden: 'Its sender may not act on the complaint.',
  not_possible: 'The complaint does not allow it now, or its text breaks a rule.',
  too_many: 'Its sender filed too many complaints within an hour.',
};

/** A refusal in words; what else went wrong is stored in words. */
function whyOf(reason: unknown): string {
  const told = typeof reason === 'string' ? reason : '';
  return Object.hasOwn(REFUSED, told) ? REFUSED[told as MailRefusal] : told;
}

/** Mails that came in, as a list. */
export const receivedMailList: Listing = {
  model: ReceivedMail,
  policy: receivedMailPolicy,
  columns: [
    'id',
    'sender',
    'subject',
    'sizeBytes',
    'outcome',
    'reason',
    'personId',
    'complaintId',
    'createdAt',
  ],
  filters: { outcome: choiceFilter('outcome', MAIL_OUTCOMES), createdAt: dateFilter('createdAt') },
  sortable: ['id', 'outcome', 'sizeBytes', 'createdAt'],
  order: ['id', 'desc'],
  search: (term, actor) =>
    searchIn(ReceivedMail, knowsAddresses(actor) ? ['sender', 'subject'] : ['subject'])(term),
  fill: (rows, actor) =>
    Promise.resolve(
      new Map(
        rows.map(({ id, reason, sender }) => {
          const known = { why: knownText(actor, whyOf(reason)), sender: knownText(actor, String(sender)) };
          return [Number(id), known];
        }),
      ),
    ),
};
