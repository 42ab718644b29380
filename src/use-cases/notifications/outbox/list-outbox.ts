import type { WhereOptions } from 'sequelize';
import { Notification, NOTIFICATION_STATES } from '../../../models/notification.ts';
import { displayName, NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { outboxPolicy } from '../../../policies/outbox.ts';
import { knownText, knowsAddresses, withoutAddressesHas } from '../../records/known-addresses.ts';
import { contains } from '../../records/contains.ts';
import {
  choiceFilter,
  dateFilter,
  referenceFilter,
  relatedContains,
  searchIn,
  wordFilter,
} from '../../records/listing/filters.ts';
import type { Listing, Values } from '../../records/listing/listing.ts';

const NAMES = ['username', 'first_name', 'last_name'];

/** A mail as it is found by a word: by names, and by addresses for those who may know them. */
function foundBy(word: string, actor: Actor): WhereOptions[] {
  const knows = knowsAddresses(actor);
  return [
    relatedContains('recipientId', User, 'id', knows ? [...NAMES, 'email'] : NAMES, word),
    withoutAddressesHas(actor, Notification, 'lastError', word),
    ...(knows ? [contains(Notification, 'address', word)] : []),
  ];
}

/** Whom a mail goes to, and where to, as far as the actor may know it. */
async function fill(rows: readonly Values[], actor: Actor): Promise<Map<number, Values>> {
  const id = rows.flatMap(({ recipientId }) => (typeof recipientId === 'number' ? [recipientId] : []));
  const people = new Map(
    (await User.findAll({ attributes: [...NAME_COLUMNS, 'email'], where: { id } })).map((user) => [
      user.id,
      user,
    ]),
  );
  return new Map(
    rows.map(({ id: rowId, recipientId, address, lastError }) => {
      const person = people.get(Number(recipientId));
      // What is not sent yet goes to the address that a person has by then.
      const reached = typeof address === 'string' ? address : person?.email;
      const shown = reached === undefined ? null : knownText(actor, reached);
      const recipient = person === undefined ? shown : displayName(person);
      const why = typeof lastError === 'string' ? knownText(actor, lastError) : null;
      return [Number(rowId), { recipient, address: shown, lastError: why }];
    }),
  );
}

/** What is sent by mail, as a list. */
export const outboxList: Listing = {
  model: Notification,
  policy: outboxPolicy,
  columns: [
    'id',
    'recipientId',
    'address',
    'kind',
    'complaintId',
    'state',
    'attempts',
    'nextAttemptAt',
    'lastError',
    'carrierId',
    'sentAt',
    'createdAt',
  ],
  filters: {
    state: choiceFilter('state', NOTIFICATION_STATES),
    // Any text: the kinds of a later or earlier version stand there as well.
    kind: wordFilter('kind'),
    recipientId: referenceFilter('recipientId'),
    createdAt: dateFilter('createdAt'),
  },
  sortable: ['id', 'kind', 'state', 'attempts', 'nextAttemptAt', 'sentAt', 'createdAt'],
  order: ['id', 'desc'],
  search: (term, actor) => searchIn(Notification, ['kind'], (word) => foundBy(word, actor))(term),
  fill,
};
