import { database } from '../../src/database/connect.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { User } from '../../src/models/user.ts';
import type { Person } from '../../src/policies/actor.ts';
import { hashPassword } from '../../src/use-cases/people/passwords.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
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

/** A stored user with profile and groups. */
export async function buildUser({ groups = [], ...options }: PersonOptions = {}): Promise<User> {
  serial += 1;
  hash ??= hashPassword(PASSWORD);
  const username = options.username ?? `person${serial}`;
  const passwordHash = await hash;
  const build = () =>
    database().transaction(async () => {
      const user = await User.create({
        username,
        email: `${username}@alphalab.example`,
        passwordHash,
        ...options,
      });
      const rows = await Group.findAll({ where: { name: [...groups] } });
      await UserGroup.bulkCreate(rows.map((group) => ({ userId: user.id, groupId: group.id })));
      return user;
    });
  return byHand(build);
}

/** A stored user as the actor they are. */
export async function buildActor(options: PersonOptions = {}): Promise<Person> {
  const user = await buildUser(options);
  const signedIn = await loadActor(user.id);
  if (signedIn === undefined) throw new Error('only an active person can act');
  return signedIn.actor;
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
export async function buildCast(): Promise<Cast> {
  const asha = await buildActor({
    username: 'asha',
    firstName: 'Asha',
    lastName: 'Admin',
    groups: [GROUP.admin],
  });
  const amir = await buildActor({
    username: 'amir',
    firstName: 'Amir',
    lastName: 'Amc',
    groups: [GROUP.amcAdmin],
  });
  const elena = await buildActor({
    username: 'elena',
    firstName: 'Elena',
    lastName: 'Engineer',
    groups: [GROUP.engineer],
  });
  const emil = await buildActor({
    username: 'emil',
    firstName: 'Emil',
    lastName: 'Engineer',
    groups: [GROUP.engineer],
  });
  const rosa = await buildActor({ username: 'rosa', firstName: 'Rosa', lastName: 'Reporter' });
  const sam = await buildActor({ username: 'sam', firstName: 'Sam', lastName: 'Stranger' });
  return { asha, amir, elena, emil, rosa, sam };
}
