import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { EventName } from '../../journal/events.ts';
import { ORIGINS } from '../../journal/surroundings.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { contains } from '../records/contains.ts';
import { isWord } from '../records/listing/filters.ts';
import { EVENT_NAMES } from './event-words.ts';
import { doneByNobody } from './nobodies.ts';
import { presentEvent, type ShownEvent } from './present-event.ts';
import { readSubjectNames } from './subject-names.ts';

/** People that a part of a name may mean. */
const MOST_PEOPLE = 200;
/** More events are not given at once. */
export const MOST_EVENTS = 200;

const id = z.number().int().positive().max(2_147_483_647);

/** One value or several, of which any may hold. */
const someOf = <Value extends z.ZodType>(one: Value) => z.union([one, z.array(one).min(1).max(100)]);

/** Which events are listed; days have become moments. */
export const eventListInput = z.strictObject({
  /** A part of a person's name or username, or of `Operator` (the command line), `The portal`, `Single sign-on`. */
  who: z.string().trim().max(150).optional(),
  what: someOf(z.enum(EVENT_NAMES as [EventName, ...EventName[]])).optional(),
  subjectType: someOf(z.string().max(32)).optional(),
  subjectId: id.optional(),
  complaintId: id.optional(),
  origin: someOf(z.enum(ORIGINS)).optional(),
  address: z.string().trim().max(64).optional(),
  from: z.iso.datetime().optional(),
  /** The first moment that is no longer meant. */
  until: z.iso.datetime().optional(),
  /** Those older than this event. */
  after: id.optional(),
  limit: z.number().int().min(1).max(MOST_EVENTS).default(50),
});

/** Which events are meant. */
export type EventListInput = z.infer<typeof eventListInput>;

/** A page of the log, the newest first. */
export interface EventList {
  readonly events: readonly ShownEvent[];
  /** Where the next, older page begins; null where there is none. */
  readonly next: number | null;
}

/** By number: the index of the journal serves it, and a name that has changed since is found. */
async function peopleNamed(part: string): Promise<WhereOptions> {
  const names = ['username', 'firstName', 'lastName'].map((column) => contains(User, column, part));
  const words = part.split(/\s+/).map((word) => ({
    [Op.or]: ['username', 'firstName', 'lastName'].map((column) => contains(User, column, word)),
  }));
  const where = { [Op.or]: [...names, { [Op.and]: words }] };
  const people = await User.findAll({ attributes: ['id'], where, limit: MOST_PEOPLE, raw: true });
  return { [Op.or]: [{ actorId: people.map((person) => person.id) }, ...doneByNobody(part)] };
}

/** What the events have in common that are asked for. */
export async function eventConditions(input: EventListInput): Promise<WhereOptions[]> {
  const { who = '', what, address = '', from, until, ...rest } = input;
  const { subjectId, complaintId, origin } = rest;
  // What a person's sessions became happened to the person.
  const types = [rest.subjectType ?? []].flat();
  if (types.includes('user')) types.push('session');
  const equal = Object.entries({ name: what, subjectId, complaintId, origin });
  return [
    Object.fromEntries(equal.filter(([, value]) => value !== undefined)),
    ...(types.length === 0 ? [] : [{ [Op.or]: types.map((type) => isWord('subjectType', type)) }]),
    ...(address === '' ? [] : [isWord('address', address)]),
    ...(who === '' ? [] : [await peopleNamed(who)]),
    ...(from === undefined ? [] : [{ createdAt: { [Op.gte]: new Date(from) } }]),
    ...(until === undefined ? [] : [{ createdAt: { [Op.lt]: new Date(until) } }]),
  ];
}

/** Histories that were told later have numbers of another order than their moments, so both are looked at. */
async function olderThan(after: number): Promise<WhereOptions> {
  const last = await JournalEvent.findOne({ attributes: ['createdAt'], where: { id: after } });
  if (last === null) return { id: { [Op.lt]: after } };
  const { createdAt } = last;
  return {
    createdAt: { [Op.lte]: createdAt },
    [Op.or]: [{ createdAt: { [Op.lt]: createdAt } }, { id: { [Op.lt]: after } }],
  };
}

/**
 * What happened, the newest first, page after page by key, so that the millionth page is as quick as the first.
 *
 * @throws ForbiddenError, or InvalidInputError at the filter that cannot be understood.
 */
export async function listEvents(actor: Actor, input: unknown): Promise<EventList> {
  authorize(journalPolicy, actor, 'list');
  const parsed = parseInput(eventListInput, input);
  const { after, limit } = parsed;
  const where = await eventConditions(parsed);
  if (after !== undefined) where.push(await olderThan(after));
  const rows = await JournalEvent.findAll({
    where: { [Op.and]: [journalPolicy.visibleTo(actor), ...where] },
    order: [
      ['createdAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const names = await readSubjectNames(page);
  return {
    events: page.map((event) => presentEvent(event, names)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
