import { expect } from 'chai';
import { isSqlite } from '../../../src/database/connect.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Department } from '../../../src/models/department.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { buildUser } from '../../factories/people.ts';
import {
  changeProfile,
  deleteProfile,
  dropConstraints,
  dropPrimaryKey,
  insertProfile,
  loosenForeignKeys,
  loosenPortalIds,
  moveToMyisam,
  remakeTablesAfterEach,
  setProfileId,
} from '../../support/damage.ts';
import { repaired } from '../../support/repaired.ts';

async function messages(): Promise<string[]> {
  return (await repaired()).map(({ message }) => message);
}

describe('fix-user-profiles on a database whose tables are not as they were made', () => {
  remakeTablesAfterEach();

  it('gives foreign keys their rule back', async () => {
    await loosenForeignKeys();
    const user = await buildUser();
    const rule = isSqlite() ? 'NO ACTION' : 'RESTRICT';
    expect(await messages()).to.deep.equal([
      `The constraint "user_id references users" of user_profiles is not as it has to be (references users ON DELETE ${rule}): it is restored.`,
      `The constraint "department_id references departments" of user_profiles is not as it has to be (references departments ON DELETE ${rule}): it is restored.`,
    ]);
    const department = await Department.findOne({ rejectOnEmpty: true });
    await changeProfile(user.id, 'department_id', department.id);
    await department.destroy();
    const profile = await UserProfile.findOne({ where: { userId: user.id }, rejectOnEmpty: true });
    expect(profile.departmentId).to.equal(null);
    await user.destroy();
    expect(await UserProfile.count()).to.equal(0);
  });

  it('gives the primary key back, and each profile an id of its own first', async () => {
    const [one, two, three, four] = [
      await buildUser({ username: 'one' }),
      await buildUser({ username: 'two' }),
      await buildUser({ username: 'three' }),
      await buildUser({ username: 'four' }),
    ];
    await dropPrimaryKey();
    for (const { id } of [one, two]) await setProfileId(id, 5);
    await setProfileId(three.id, null);
    await deleteProfile(four.id);
    const told = await messages();
    expect(told.slice(0, 4)).to.deep.equal([
      `A profile of two (user ${two.id}) has the id 5, which another has: it gets the id 6.`,
      `A profile of three (user ${three.id}) has no id: it gets the id 7.`,
      `four (user ${four.id}) has no profile: an empty one is created.`,
      'The primary key of user_profiles is missing: it is restored.',
    ]);
    const profiles = await UserProfile.findAll({ order: ['id'] });
    expect(profiles.map(({ id, userId }) => [id, userId])).to.deep.equal([
      [5, one.id],
      [6, two.id],
      [7, three.id],
      [8, four.id],
    ]);
    const later = await buildUser();
    const { id } = await UserProfile.findOne({ where: { userId: later.id }, rejectOnEmpty: true });
    expect(id).to.be.greaterThan(8);
  });

  it('leaves one of two profiles that a repeated import made the very same', async () => {
    const user = await buildUser();
    await dropConstraints();
    await dropPrimaryKey();
    await insertProfile({ userId: user.id, phone: '1' });
    await insertProfile({ userId: user.id, phone: '1' });
    await setProfileId(user.id, 9);
    const kinds = (await repaired()).map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).to.deep.equal(['repeated_id', 'repeated_id', 'duplicate_profiles']);
    expect(await UserProfile.findAll({ attributes: ['userId', 'phoneNumber'], raw: true })).to.deep.equal([
      { userId: user.id, phoneNumber: '1' },
    ]);
  });

  it('moves tables to the engine that keeps foreign keys, once, and restores these', async () => {
    if (isSqlite()) return;
    const user = await buildUser({ username: 'ravi' });
    await moveToMyisam();
    await changeProfile(user.id, 'department_id', 4711);
    expect(await messages()).to.deep.equal([
      `ravi (user ${user.id}) is in department 4711, which does not exist: it is emptied.`,
      ...['sign_in_failures', 'user_profiles'].map(
        (table) =>
          `The table ${table} is in the engine MyISAM, which keeps no transactions and no foreign keys: it is moved to InnoDB.`,
      ),
      'The constraint "user_id references users" of user_profiles is missing: it is restored.',
      'The constraint "department_id references departments" of user_profiles is missing: it is restored.',
    ]);
    const attempt = inTransaction(() => changeProfile(user.id, 'department_id', 4711));
    expect(await attempt.catch((error: unknown) => error)).to.have.property('code', 'conflict');
  });

  it('lets portal IDs differ by an accent alone again', async () => {
    if (isSqlite()) return;
    await loosenPortalIds();
    const [one, two] = [await buildUser(), await buildUser()];
    expect(await messages()).to.deep.equal([
      'The constraint "exact main_portal_id" of user_profiles is not as it has to be (compares by utf8mb4_unicode_520_ci): it is restored.',
    ]);
    const change = (userId: number, mainPortalId: string) =>
      UserProfile.update({ mainPortalId }, { where: { userId }, individualHooks: true });
    await change(one.id, 'PÉ-1');
    await change(two.id, 'PE-1');
    expect(await UserProfile.count({ where: { mainPortalIdFolded: ['pé-1', 'pe-1'] } })).to.equal(2);
  });
});
