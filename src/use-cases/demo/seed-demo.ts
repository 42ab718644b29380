import { inTransaction } from '../../database/transaction.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { Department } from '../../models/department.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { accessLevel, actorFor, type Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { postComplaint } from '../complaints/post-complaint.ts';
import { createUser } from '../people/create-user.ts';
import type { NewUser } from '../people/user-input.ts';
import { drawPassword } from '../people/draw-password.ts';
import { DEMO_COMPLAINTS } from './demo-complaints.ts';
import { DEMO_PEOPLE, type DemoPerson } from './demo-people.ts';

/** What the demonstration consists of now. */
export interface Demo {
  readonly people: readonly { username: string; accessLevel: string; created: boolean }[];
  /** How many complaints this call filed. */
  readonly complaints: number;
  /** Of everybody this call created; null when it created nobody. */
  readonly password: string | null;
}

async function profileOf({ department, portalId }: DemoPerson): Promise<NonNullable<NewUser['profile']>> {
  const found = await findSameText(Department, 'name', department);
  const taken =
    portalId === undefined ? undefined : await findSameText(UserProfile, 'mainPortalId', portalId);
  return { departmentId: found?.id ?? null, mainPortalId: taken === undefined ? (portalId ?? null) : null };
}

async function addPerson(actor: Actor, person: DemoPerson, password: string): Promise<boolean> {
  const username = person.firstName.toLowerCase();
  if ((await findSameText(User, 'username', username)) !== undefined) return false;
  const group = person.group === undefined ? undefined : await findSameText(Group, 'name', person.group);
  await createUser(actor, {
    username,
    email: `${username}@alphalab.example`,
    firstName: person.firstName,
    lastName: person.lastName,
    password,
    groupIds: group === undefined ? [] : [group.id],
    profile: await profileOf(person),
  });
  return true;
}

/** Files the complaints of those who were created for them; nobody else gets any. */
async function fileComplaints(created: ReadonlySet<string>): Promise<number> {
  let filed = 0;
  for (const { reporter, type, ...fields } of DEMO_COMPLAINTS) {
    const user = created.has(reporter) ? await findSameText(User, 'username', reporter) : undefined;
    const kind = await findSameText(ComplaintType, 'name', type);
    if (user === undefined || kind?.isActive !== true) continue;
    await postComplaint(actorFor(user), { ...fields, typeId: String(kind.id) });
    filed += 1;
  }
  return filed;
}

/** Adds people and complaints for trying the portal out; those that are there already stay as they are. */
export async function seedDemo(actor: Actor): Promise<Demo> {
  authorize(userPolicy, actor, 'create');
  const password = drawPassword();
  return inTransaction(async () => {
    const created = new Set<string>();
    for (const person of DEMO_PEOPLE) {
      if (await addPerson(actor, person, password)) created.add(person.firstName.toLowerCase());
    }
    const users = await User.findAll({
      where: { username: DEMO_PEOPLE.map(({ firstName }) => firstName.toLowerCase()) },
      include: [{ model: Group, as: 'groups' }],
      order: [['id', 'ASC']],
    });
    const people = users.map((user) => ({
      username: user.username,
      accessLevel: accessLevel(user),
      created: created.has(user.username),
    }));
    return {
      people,
      complaints: await fileComplaints(created),
      password: created.size > 0 ? password : null,
    };
  });
}
