import { Op } from 'sequelize';
import { isErased } from '../../journal/mark.ts';
import { JournalEvent } from '../../models/journal-event.ts';

/** What the journal calls by the names of these fields is personal, as a person had it before and after. */
export const PERSONAL_FIELDS: ReadonlySet<string> = new Set([
  'username',
  'email',
  'firstName',
  'lastName',
  'profile.phoneNumber',
  'profile.mainPortalId',
]);

/** How somebody was called and addressed. */
export interface Names {
  /** As others read it. */
  readonly shown: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** The numbers of the tokens that they had. */
  readonly tokenIds: ReadonlySet<number>;
}

type Values = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown } | undefined>>;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !isErased(value);

async function tokensOf(userId: number): Promise<Set<number>> {
  const made = await JournalEvent.findAll({
    attributes: ['subjectId'],
    where: { name: 'api_token.created', details: { [Op.like]: `%"person":%"id":${userId},%` } },
    raw: true,
  });
  return new Set(made.flatMap(({ subjectId }) => (subjectId === null ? [] : [subjectId])));
}

/**
 * How somebody was ever called, as their own events tell: by whom they were done, and what changed of them. Once these
 * events are erased it is known no more, so they are the last.
 */
export async function namesOf(userId: number): Promise<Names> {
  const acted = await JournalEvent.findAll({
    attributes: ['actorName'],
    where: { actorId: userId },
    group: ['actorName'],
    raw: true,
  });
  const changed = await JournalEvent.findAll({
    attributes: ['details'],
    where: { subjectType: 'user', subjectId: userId, name: { [Op.in]: ['user.created', 'user.updated'] } },
    raw: true,
  });
  const past = (field: string): string[] =>
    changed.flatMap(({ details }) => {
      const { changes = {} } = JSON.parse(details) as { readonly changes?: Values };
      return [changes[field]?.from, changes[field]?.to].filter(isText);
    });
  const [firsts, lasts] = [past('firstName'), past('lastName')];
  const whole = firsts.flatMap((first) => lasts.map((last) => `${first} ${last}`));
  const shown = [...acted.map(({ actorName }) => actorName), ...whole, ...past('username')].filter(isText);
  return { shown: new Set(shown), emails: new Set(past('email')), tokenIds: await tokensOf(userId) };
}
