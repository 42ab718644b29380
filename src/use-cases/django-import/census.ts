import { InvalidInputError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { plainLetters, textKey } from '../../models/text.ts';
import { idIn, textIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import { Usernames } from './usernames.ts';

const TABLE = 'auth_user';

/** An account that stands in this portal. */
export type Account = Pick<User, 'id' | 'username' | 'email' | 'firstName' | 'lastName' | 'passwordHash'>;

/** What a row of auth_user becomes: an account of an earlier run or of this portal, a new one, or part of another row's. */
export type Destiny =
  | { readonly kind: 'known' | 'standing'; readonly account: Account }
  | { readonly kind: 'gone' }
  | { readonly kind: 'new' }
  | { readonly kind: 'part'; readonly of: number };

/** A row of auth_user and what becomes of it. */
export interface PersonRow {
  readonly sourceId: number;
  readonly row: SourceRow;
  readonly username: string;
  readonly destiny: Destiny;
}

/** Everybody who is here or comes. */
export interface Census {
  readonly rows: readonly PersonRow[];
  readonly byId: ReadonlyMap<number, PersonRow>;
  /** The numbers of those who are part of somebody, by whom. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
  readonly usernames: Usernames;
  readonly accounts: readonly Account[];
  /** Of whom only complaints know, by their numbers there; 0: of nobody at all. */
  readonly missing: readonly { readonly sourceId: number; readonly account: Account | undefined }[];
}

const ATTRIBUTES = ['id', 'username', 'email', 'firstName', 'lastName', 'passwordHash'] as const;
const keyOf = (username: string): string => textKey(plainLetters(username));

/** Portal IDs that are somebody's here. */
export async function portalIdsHere(): Promise<{ portalId: string; username: string }[]> {
  const profiles = await UserProfile.findAll({ attributes: ['mainPortalId', 'userId'], raw: true });
  const people = new Map(
    (await User.findAll({ attributes: ['id', 'username'], raw: true })).map(({ id, username }) => [
      id,
      username,
    ]),
  );
  return profiles.flatMap(({ mainPortalId, userId }) =>
    mainPortalId === null ? [] : [{ portalId: mainPortalId, username: people.get(userId) ?? '' }],
  );
}

interface Lookups {
  readonly known: ReadonlyMap<number, number | null>;
  readonly byId: ReadonlyMap<number, Account>;
  readonly byKey: ReadonlyMap<string, Account>;
  readonly sourceByKey: ReadonlyMap<string, number>;
  readonly map: ReadonlyMap<string, string>;
}

function destinyOf(sourceId: number, username: string, looked: Lookups): Destiny {
  const before = looked.known.get(sourceId);
  if (before !== undefined) {
    const account = before === null ? undefined : looked.byId.get(before);
    return account === undefined ? { kind: 'gone' } : { kind: 'known', account };
  }
  const wanted = looked.map.get(keyOf(username));
  const key = keyOf(wanted ?? username);
  const other = looked.sourceByKey.get(key);
  if (wanted !== undefined && other !== undefined && other !== sourceId) return { kind: 'part', of: other };
  const account = looked.byKey.get(key);
  return account === undefined ? { kind: 'new' } : { kind: 'standing', account };
}

/** @throws InvalidInputError where the map file makes one person part of another and the other way round. */
function refuseCircles(people: readonly PersonRow[]): void {
  const parts = new Map(
    people.map(({ sourceId, destiny }) => [sourceId, destiny.kind === 'part' ? destiny.of : undefined]),
  );
  for (const { sourceId, username } of people) {
    let at = parts.get(sourceId);
    for (let steps = 0; at !== undefined; steps += 1, at = parts.get(at))
      if (steps > people.length)
        throw new InvalidInputError({ map: `The map file leads from user “${username}” in a circle.` });
  }
}

function partsOf(people: readonly PersonRow[]): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  for (const { sourceId, destiny } of people)
    if (destiny.kind === 'part') parts.set(destiny.of, [...(parts.get(destiny.of) ?? []), sourceId]);
  return parts;
}

async function missingPeople({ source }: ImportRun, { known, byId }: Lookups): Promise<Census['missing']> {
  const orphans = await source.orphans('complaints_complaint', 'user_id', TABLE);
  const ids = [...new Set(orphans.map(({ names }) => names ?? 0))].toSorted((a, b) => a - b);
  return ids.map((sourceId) => ({ sourceId, account: byId.get(known.get(sourceId) ?? 0) }));
}

function tellUnknown({ map, ledger }: ImportRun, { sourceByKey, byKey }: Lookups): void {
  for (const [from, to] of map.users) {
    if (!sourceByKey.has(from))
      ledger.note('Named in the map file and not in the old portal', `user “${from}”`);
    if (!sourceByKey.has(keyOf(to)) && !byKey.has(keyOf(to)))
      ledger.note('Named in the map file and neither there nor here', `user “${to}”`);
  }
}

/** Looks at everybody there and here, and decides who is whom. */
export async function takeCensus(run: ImportRun): Promise<Census> {
  const rows = await run.source.all(TABLE);
  run.ledger.expect(TABLE, rows.length);
  const accounts: Account[] = await User.unscoped().findAll({
    attributes: [...ATTRIBUTES],
    order: [['id', 'ASC']],
  });
  const read = rows.map((row) => ({
    row,
    sourceId: idIn(row, 'id') ?? 0,
    username: textIn(row, 'username'),
  }));
  const looked: Lookups = {
    known: await run.imported.of(TABLE),
    byId: new Map(accounts.map((account) => [account.id, account])),
    byKey: new Map(accounts.map((account) => [textKey(account.username), account])),
    // Of twins the first is meant.
    sourceByKey: new Map(read.toReversed().map(({ username, sourceId }) => [keyOf(username), sourceId])),
    map: run.map.users,
  };
  tellUnknown(run, looked);
  const usernames = new Usernames();
  for (const { username, email, id } of accounts) {
    usernames.add(username);
    usernames.addEmail(email, -Number(id));
  }
  const people = read.map((one) => ({ ...one, destiny: destinyOf(one.sourceId, one.username, looked) }));
  refuseCircles(people);
  for (const { row, sourceId, destiny } of people)
    if (destiny.kind === 'new') usernames.addEmail(textIn(row, 'email'), sourceId);
  const byId = new Map(people.map((one) => [one.sourceId, one]));
  return {
    rows: people,
    byId,
    parts: partsOf(people),
    usernames,
    accounts,
    missing: await missingPeople(run, looked),
  };
}
