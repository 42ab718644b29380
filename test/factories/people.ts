import bcrypt from 'bcrypt';
import { Transaction } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { User } from '../../src/models/user.ts';
import type { Person } from '../../src/policies/actor.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { CHEAP } from '../support/cheap-hashes.ts';
import { byHand } from '../support/journal-watch.ts';

/** The password of everybody that the factories make. */
export const PASSWORD = 'correct horse battery';
let hash: Promise<string> | undefined;
let serial = 0;

/** What a test cares about in a person; the rest is made up. */
export interface PersonOptions {
  readonly username?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly isActive?: boolean;
  readonly isSuperuser?: boolean;
  /** Names of groups. */
  readonly groups?: readonly string[];
}

/** Stored users with profiles and groups. */
async function buildUsers(people: readonly PersonOptions[]): Promise<User[]> {
  hash ??= bcrypt.hash(PASSWORD, CHEAP);
  const passwordHash = await hash;
  const build = async ({ groups = [], ...options }: PersonOptions, known: readonly Group[]) => {
    serial += 1;
    const username = options.username ?? `person${serial}`;
    const email = `${username}@alphalab.example`;
    const user = await User.create({ username, email, passwordHash, ...options });
    const theirs = known.filter(({ name }) => groups.includes(name));
    if (theirs.length > 0)
      await UserGroup.bulkCreate(theirs.map(({ id }) => ({ userId: user.id, groupId: id })));
    return user;
  };
  const buildAll = () =>
    // At once, or another writer's change would be in the way on the embedded database.
    database().transaction({ type: Transaction.TYPES.IMMEDIATE }, async () => {
      const known = await Group.findAll({ where: { name: people.flatMap(({ groups = [] }) => groups) } });
      const users: User[] = [];
      for (const person of people) users.push(await build(person, known));
      return users;
    });
  return byHand(buildAll);
}

/** A stored user with profile and groups. */
export async function buildUser(options: PersonOptions = {}): Promise<User> {
  const [user] = await buildUsers([options]);
  if (user === undefined) throw new Error('one was asked for');
  return user;
}

/** Gives somebody other names, by which they are found and sorted from then on. */
export async function renamePerson(
  { id }: { readonly id: number },
  names: Partial<Pick<User, 'username' | 'firstName' | 'lastName'>>,
): Promise<void> {
  await byHand(async () => (await User.findByPk(id, { rejectOnEmpty: true })).update(names));
}

async function actorOf(user: User): Promise<Person> {
  const signedIn = await loadActor(user.id);
  if (signedIn === undefined) throw new Error('only an active person can act');
  return signedIn.actor;
}

/** A stored user as the actor they are. */
export async function buildActor(options: PersonOptions = {}): Promise<Person> {
  return actorOf(await buildUser(options));
}

/** People with names, so that a test reads like a story. */
export interface Cast {
  readonly asha: Person;
  readonly amir: Person;
  readonly elena: Person;
  readonly emil: Person;
  readonly rosa: Person;
  readonly sam: Person;
}

/** Asha the admin, Amir the AMC admin, the engineers Elena and Emil, the reporter Rosa, and Sam, a stranger to her. */
const CAST: Readonly<Record<keyof Cast, PersonOptions>> = {
  asha: { firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] },
  amir: { firstName: 'Amir', lastName: 'Amc', groups: [GROUP.amcAdmin] },
  elena: { firstName: 'Elena', lastName: 'Engineer', groups: [GROUP.engineer] },
  emil: { firstName: 'Emil', lastName: 'Engineer', groups: [GROUP.engineer] },
  rosa: { firstName: 'Rosa', lastName: 'Reporter' },
  sam: { firstName: 'Sam', lastName: 'Stranger' },
};

/** Stores the whole cast, at once: nearly every test begins with it. */
export async function buildCast(): Promise<Cast> {
  const people = Object.entries(CAST).map(([username, options]) => ({ username, ...options }));
  const actors = await Promise.all((await buildUsers(people)).map(actorOf));
  return Object.fromEntries(actors.map((actor) => [actor.username, actor] as const)) as Record<
    keyof Cast,
    Person
  >;
}
