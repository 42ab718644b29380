import { expect } from 'chai';
import { GROUP } from '../../../src/models/group-names.ts';
import { Notification } from '../../../src/models/notification.ts';
import { Session } from '../../../src/models/session.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { takersOf } from '../../../src/use-cases/assignment-rules/takers.ts';
import { overview } from '../../../src/use-cases/complaints/queue/overview.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { assignablePeople } from '../../../src/use-cases/complaints/steps/assignable-people.ts';
import { addFollower } from '../../../src/use-cases/complaints/steps/follow-complaint.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { updateApiClient } from '../../../src/use-cases/api-clients/update-api-client.ts';
import { assignGroups } from '../../../src/use-cases/groups/assign-groups.ts';
import { permissionsCheck } from '../../../src/use-cases/health/checks/permissions.ts';
import { peopleOfRoles } from '../../../src/use-cases/notifications/people-of-roles.ts';
import { findHearer } from '../../../src/use-cases/notifications/may-hear.ts';
import { askForPasswordLink } from '../../../src/use-cases/people/ask-for-password-link.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { fixUserProfiles } from '../../../src/use-cases/people/fix-user-profiles.ts';
import { profileList } from '../../../src/use-cases/people/list-profiles.ts';
import { userList } from '../../../src/use-cases/people/list-users.ts';
import { loadActor, loadSession } from '../../../src/use-cases/people/load-actor.ts';
import { sendAskedLink } from '../../../src/use-cases/people/send-asked-link.ts';
import { sendPasswordLink } from '../../../src/use-cases/people/send-password-link.ts';
import { setActive } from '../../../src/use-cases/people/set-active.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { countViews } from '../../../src/use-cases/records/listing/count-views.ts';
import { listReaders } from '../../../src/use-cases/reports/saved/list-readers.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Group } from '../../../src/models/group.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { buildApiClient } from '../../factories/api-clients.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

const ALL_GROUPS = [GROUP.admin, GROUP.amcAdmin, GROUP.engineer];

describe('API clients among people', () => {
  let cast: Cast;
  let program: Person;
  beforeEach(async () => {
    cast = await buildCast();
    program = await buildApiClient({ groups: ALL_GROUPS });
  });
  const login = (username: string) => ({
    login: username,
    password: 'correct horse battery',
    address: '::1',
  });

  it('sign in by no way', async () => {
    expect(await refusal(signIn(login(program.username)))).to.have.property('status', 401);
    expect(await loadActor(program.id)).to.equal(undefined);
    const expires = new Date(Date.now() + 60_000);
    await byHand(() => Session.create({ sid: 'stolen', data: '{}', userId: program.id, expires }));
    expect(await loadSession('stolen', new Date())).to.have.property('person', undefined);
    expect(await refusal(sendPasswordLink(operator, program.id))).to.have.property('status', 409);
    await askForPasswordLink({ login: program.username, address: '::1' });
    expect(await sendAskedLink({ personId: program.id, from: { origin: 'portal' } }, 1)).to.equal(0);
    expect(await Notification.count({ where: { recipientId: program.id } })).to.equal(0);
  });

  it('are in no list and no count of people, but in a view of their own', async () => {
    const ids = async (query: object = {}) =>
      (await listRows(userList, cast.asha, query)).rows.map(({ id }) => id);
    expect(await ids()).to.have.length(6);
    expect(await ids({ search: 'night' })).to.deep.equal([]);
    for (const view of ['staff', 'it', 'inactive', 'neverSignedIn'])
      expect(await ids({ view }), view).not.to.include(program.id);
    expect(await ids({ view: 'programs' })).to.deep.equal([program.id]);
    const views = await countViews(userList, cast.asha);
    expect([views?.all?.count, views?.it?.count, views?.programs?.count]).to.deep.equal([6, 4, 1]);
    expect((await listRows(profileList, cast.asha)).total).to.equal(6);
    expect((await overview(cast.asha)).activeUsers).to.equal(6);
    expect((await listReaders(cast.asha)).map(({ id }) => id)).not.to.include(program.id);
  });

  it('have complaints only where that was said of them', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    const takers = () => takersOf({ personId: null, groupId: engineers.id });
    const listed = async () => (await assignablePeople(cast.amir)).map((one) => one.id);
    expect(program.isAssignable).to.equal(false);
    expect([...(await takers()), ...(await listed())]).not.to.include(program.id);
    const give = () => assignComplaint(cast.amir, { id, assigneeId: program.id });
    expect(await refusal(give)).to.have.property('status', 422);
    await updateApiClient(operator, program.id, { takesWork: true });
    expect(await takers()).to.include(program.id);
    expect(await listed()).to.include(program.id);
    await give();
    await updateApiClient(operator, program.id, { takesWork: false });
    expect(await Complaint.findByPk(id)).to.have.property('assigneeId', null);
  });

  it('hear of nothing, whatever groups they are in', async () => {
    const news = { name: 'complaint.filed', actorId: null, details: {} } as const;
    const roles = ['supervisors', 'workers', 'integrators'] as const;
    const people = await peopleOfRoles(roles, news, { complaintId: null, subjectId: null });
    expect(people.supervisors).to.deep.equal([cast.amir.id]);
    expect(Object.values(people).flat()).not.to.include(program.id);
    expect(await findHearer(program.id, 'all.critical', null)).to.equal(undefined);
  });

  it('are nobody to file for, to add to a complaint, or to import', async () => {
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const filing = { title: 'x', description: 'y', typeId: String(typeId), forPerson: program.username };
    const filed = await refusal(postComplaint(cast.amir, filing));
    expect(filed).to.have.nested.property('fields.forPerson');
    const added = await refusal(addFollower(cast.rosa, { id, person: program.username }));
    expect(added).to.have.nested.property('fields.person');
    const file = `username,first name,groups\n${program.username},Somebody,Engineer\n`;
    const { rows, counts } = await importPeople(operator, Buffer.from(file), {});
    expect(counts).to.include({ refused: 1, changed: 0, created: 0 });
    expect(rows[0]?.reasons.join(' ')).to.contain('API client');
    expect(await User.findByPk(program.id)).to.have.property('firstName', 'Night report');
  });

  it('file complaints of their own', async () => {
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const filing = { title: 'Disk full', description: 'On the backup server', typeId: String(typeId) };
    const { id } = await postComplaint(program, filing);
    expect(await Complaint.findByPk(id)).to.have.property('reporterId', program.id);
  });

  it('change neither by what is done with many people nor by a repair', async () => {
    const many = [cast.rosa.id, program.id];
    const { done, refused } = await setActive(operator, many, false);
    expect([done, refused.map(({ id }) => id)]).to.deep.equal([[cast.rosa.id], [program.id]]);
    const grouped = await refusal(assignGroups(operator, { userIds: many, groupIds: [] }));
    expect(grouped).to.have.property('status', 409);
    expect(await fixUserProfiles(operator, { dryRun: true })).to.deep.equal([]);
  });

  it('do not count among those who can let others in', async () => {
    const left = await refusal(updateUser(operator, cast.asha.id, { groupIds: [] }));
    expect(left).to.have.property('status', 409);
    await byHand(() => UserGroup.destroy({ where: { userId: cast.asha.id } }));
    const [found] = [await permissionsCheck.run({} as never, new AbortController().signal)].flat();
    expect(found).to.include({ level: 'problem', text: 'Nobody active may edit permissions.' });
  });
});
