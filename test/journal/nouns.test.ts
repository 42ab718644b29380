import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import { database } from '../../src/database/connect.ts';
import { Department } from '../../src/models/department.ts';
import { Group } from '../../src/models/group.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { operator } from '../../src/policies/actor.ts';
import { referenceDataPolicy } from '../../src/policies/reference-data.ts';
import { deleteComplaints } from '../../src/use-cases/complaints/delete-complaints.ts';
import { assignGroups } from '../../src/use-cases/groups/assign-groups.ts';
import { changeOwnPassword } from '../../src/use-cases/people/change-own-password.ts';
import { createUser } from '../../src/use-cases/people/create-user.ts';
import { deleteUsers } from '../../src/use-cases/people/delete-users.ts';
import { fixUserProfiles } from '../../src/use-cases/people/fix-user-profiles.ts';
import { signIn } from '../../src/use-cases/people/sign-in.ts';
import { signOut } from '../../src/use-cases/people/sign-out.ts';
import { updateOwnProfile } from '../../src/use-cases/people/update-own-profile.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { createRecord } from '../../src/use-cases/records/create-record.ts';
import { deleteRecords } from '../../src/use-cases/records/delete-records.ts';
import { updateRecord } from '../../src/use-cases/records/update-record.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { byHand, takeSilences, TOLD, UNTOLD, watchStatement } from '../support/journal-watch.ts';
import { journal } from '../support/journal.ts';
import { refusal } from '../support/refusal.ts';

const NEW_PASSWORD = 'seven green kettles sing';

describe('the journal', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
    await database().query('DELETE FROM events');
  });

  const lines = async () =>
    (await journal()).map(({ name, actorId, subjectId, details }) => [name, actorId, subjectId, details]);

  it('tells what becomes of a plain record, with what was there before', async () => {
    const noun = { model: Department, policy: referenceDataPolicy };
    const asha = cast.asha.id;
    const id = Number((await createRecord(cast.asha, noun, { name: 'Research' })).get('id'));
    await updateRecord(cast.asha, noun, id, { name: 'Studies', description: 'New' });
    await updateRecord(cast.asha, noun, id, { name: 'Studies' });
    await deleteRecords(cast.asha, noun, [id]);
    const told = await lines();
    expect(told[0]?.slice(0, 3)).to.deep.equal(['department.created', asha, id]);
    expect(told[0]?.[3])
      .to.have.nested.property('changes.name')
      .that.deep.equals({ from: null, to: 'Research' });
    expect(told.slice(1)).to.deep.equal([
      [
        'department.updated',
        asha,
        id,
        { changes: { description: { from: null, to: 'New' }, name: { from: 'Research', to: 'Studies' } } },
      ],
      ['department.deleted', asha, id, { called: 'Studies' }],
    ]);
  });

  it('tells what becomes of people, profiles, groups and passwords, and no secret', async () => {
    const engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    const named = { id: engineers.id, name: GROUP.engineer };
    const { id } = await createUser(cast.asha, {
      username: 'ravi',
      password: NEW_PASSWORD,
      groupIds: [engineers.id],
      profile: { phoneNumber: '123' },
    });
    await updateUser(cast.asha, id, { firstName: 'Ravi', isActive: false, profile: { phoneNumber: '456' } });
    await updateUser(cast.asha, id, { firstName: 'Ravi' });
    await assignGroups(cast.asha, { userIds: [id], groupIds: [], mode: 'set' });
    await updateUser(cast.asha, id, { password: `${NEW_PASSWORD}!` });
    await deleteUsers(cast.asha, [id]);
    const [created, ...others] = await lines();
    expect(created?.slice(0, 3)).to.deep.equal(['user.created', cast.asha.id, id]);
    expect(created?.[3])
      .to.have.property('changes')
      .that.deep.includes({
        username: { from: null, to: 'ravi' },
        groups: { from: [], to: [named] },
        'profile.phoneNumber': { from: '', to: '123' },
      });
    expect(others.map(([name, , , details]) => [name, details])).to.deep.equal([
      [
        'user.updated',
        {
          changes: {
            firstName: { from: '', to: 'Ravi' },
            isActive: { from: true, to: false },
            'profile.phoneNumber': { from: '123', to: '456' },
          },
        },
      ],
      ['user.updated', { changes: { groups: { from: [named], to: [] } } }],
      ['user.updated', { changes: {}, passwordChanged: true }],
      ['user.deleted', { called: 'Ravi' }],
    ]);
    expect(JSON.stringify(await journal())).not.to.match(/\$2[aby]\$|kettles/);
  });

  it('credits what people change of themselves to them', async () => {
    await updateOwnProfile(cast.rosa, { phoneNumber: '777', emailNotifications: true });
    await changeOwnPassword(cast.rosa, {
      currentPassword: PASSWORD,
      newPassword: NEW_PASSWORD,
      repeatPassword: NEW_PASSWORD,
    });
    expect((await lines()).map((line) => line.slice(0, 3))).to.deep.equal([
      ['user.updated', cast.rosa.id, cast.rosa.id],
      ['user.updated', cast.rosa.id, cast.rosa.id],
    ]);
  });

  it('tells who came, who was refused and who left, and nothing of what was typed', async () => {
    await signIn({ login: 'rosa', password: PASSWORD, address: '::1' });
    await refusal(signIn({ login: 'rosa', password: 'my secret words', address: '::1' }));
    await refusal(signIn({ login: 'my-secret-words', password: PASSWORD, address: '::1' }));
    await signOut(cast.rosa);
    expect(await lines()).to.deep.equal([
      ['session.opened', cast.rosa.id, cast.rosa.id, {}],
      ['session.refused', null, cast.rosa.id, { reason: 'wrong_credentials' }],
      ['session.refused', null, null, { reason: 'wrong_credentials' }],
      ['session.ended', cast.rosa.id, cast.rosa.id, {}],
    ]);
    expect(JSON.stringify(await journal())).not.to.match(/secret/);
  });

  it('outlives the complaint that it tells of', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Gone soon' });
    await deleteComplaints(cast.asha, [id]);
    expect((await journal({ complaintId: id })).map(({ name }) => name)).to.deep.equal([
      'complaint.filed',
      'complaint.deleted',
    ]);
  });

  it('tells what a repair did, and nothing of one that only looked', async () => {
    await database().query(`DELETE FROM user_profiles WHERE user_id = ${cast.rosa.id}`);
    await fixUserProfiles(operator, { dryRun: true });
    expect(await lines()).to.deep.equal([]);
    const found = await fixUserProfiles(operator, { dryRun: false });
    const [line, ...more] = await lines();
    expect(more).to.deep.equal([]);
    expect(line?.slice(0, 2)).to.deep.equal(['command.run', null]);
    expect(line?.[3]).to.deep.equal({ command: 'fix-user-profiles', result: found });
    expect(await UserProfile.count({ where: { userId: cast.rosa.id } })).to.equal(1);
  });
});

describe('a change without an event', () => {
  it('is found out, whichever table it is of, unless it was undone or a test made it', async () => {
    await inTransaction(() => Department.create({ name: 'Silent' }));
    expect(takeSilences().map(({ tables }) => tables)).to.deep.equal([['departments']]);
    const undone = inTransaction(async () => {
      await Department.create({ name: 'Undone' });
      throw new Error('undone');
    });
    await undone.catch(() => undefined);
    await byHand(() => inTransaction(() => Department.create({ name: 'By hand' })));
    expect(takeSilences()).to.deep.equal([]);
    for (const table of TOLD) {
      for (const sql of [
        `INSERT INTO \`${table}\` (a)`,
        `UPDATE \`${table}\` SET`,
        `DELETE FROM ${table} WHERE`,
      ]) {
        watchStatement(`Executing (one): ${sql}`);
        watchStatement('Executing (one): COMMIT;');
        expect(takeSilences()[0]?.tables, sql).to.deep.equal([table]);
      }
    }
  });

  it('is looked for in every table, or the table says why not', async () => {
    const all: unknown[] = await database().getQueryInterface().showAllTables();
    const names = all.map((one) =>
      typeof one === 'string' ? one : (one as { tableName: string }).tableName,
    );
    const own = names.filter((name) => !name.startsWith('sqlite_') && !name.startsWith('complaint_search'));
    expect(own.filter((name) => !TOLD.has(name) && !(name in UNTOLD))).to.deep.equal([]);
    expect([...TOLD].filter((name) => !own.includes(name))).to.deep.equal([]);
  });
});
