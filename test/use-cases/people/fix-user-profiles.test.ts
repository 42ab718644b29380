import { expect } from 'chai';
import { database, isSqlite } from '../../../src/database/connect.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Department } from '../../../src/models/department.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import type { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { fixUserProfiles } from '../../../src/use-cases/people/fix-user-profiles.ts';
import type { Finding } from '../../../src/use-cases/people/profile-repair/finding.ts';
import { buildActor, buildUser } from '../../factories/people.ts';
import {
  changeProfile,
  deleteProfile,
  dropConstraints,
  insertProfile,
  lowerCounter,
  remakeTablesAfterEach,
} from '../../support/damage.ts';
import { byHand } from '../../support/journal-watch.ts';
import { repaired } from '../../support/repaired.ts';

function without(findings: Finding[], kind: Finding['kind']): Omit<Finding, 'message'>[] {
  return findings.filter((finding) => finding.kind !== kind).map(({ message: _message, ...rest }) => rest);
}

async function profileOf(user: User): Promise<UserProfile> {
  return UserProfile.findOne({ where: { userId: user.id }, rejectOnEmpty: true });
}

const CONSTRAINTS = [
  'unique user_id',
  'unique main_portal_id',
  'user_id references users',
  'department_id references departments',
  'user_id is given',
];

describe('fix-user-profiles on a sound database', () => {
  it('finds nothing', async () => {
    const [one, two] = [await buildUser(), await buildUser()];
    await (await profileOf(one)).update({ mainPortalId: 'AL-1' });
    await (await profileOf(two)).update({ mainPortalId: null });
    expect(await repaired()).to.deep.equal([]);
  });

  it('is for administrators and operators only', async () => {
    const engineer = await buildActor({ groups: ['AMC Admin'] });
    const error = await fixUserProfiles(engineer, { dryRun: true }).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'forbidden');
  });

  it('repairs missing profiles where the constraints still stand', async () => {
    const user = await buildUser({ username: 'ravi' });
    await deleteProfile(user.id);
    const findings = await repaired();
    expect(findings).to.have.length(1);
    expect(findings[0]?.message).to.equal(`ravi (user ${user.id}) has no profile: an empty one is created.`);
    expect(await profileOf(user)).to.include({
      phoneNumber: '',
      mainPortalId: null,
      emailNotifications: true,
    });
  });

  it('repairs an untrimmed and a blank portal ID where the constraints still stand', async () => {
    const [one, two, three] = [await buildUser(), await buildUser(), await buildUser()];
    await changeProfile(one.id, 'main_portal_id', ' \t AL-7');
    await changeProfile(two.id, 'main_portal_id', '');
    await changeProfile(three.id, 'main_portal_id', 'AL-7');
    const kinds = (await repaired()).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['blank_portal_id', 'duplicate_portal_id', 'untrimmed_portal_id']);
    expect((await profileOf(one)).mainPortalId).to.equal('AL-7');
    expect((await profileOf(two)).mainPortalId).to.equal(null);
    expect((await profileOf(three)).mainPortalId).to.equal(null);
  });

  it('compares an ID that was written past the portal, from then on', async () => {
    const [one, two] = [await buildUser({ username: 'ravi' }), await buildUser()];
    await (await profileOf(one)).update({ mainPortalId: 'AL-6' });
    await changeProfile(one.id, 'main_portal_id', 'AL-7');
    const findings = await repaired();
    expect(findings.map(({ message }) => message)).to.deep.equal([
      `ravi (user ${one.id}) has the main portal ID "AL-7", which was written past the portal: it is compared with others again.`,
    ]);
    const error = await (
      await profileOf(two)
    )
      .update({ mainPortalId: 'al-7' })
      .catch((reason: unknown) => reason);
    expect(String(error)).to.contain('A user with this main portal ID already exists.');
    await (await profileOf(two)).update({ mainPortalId: 'AL-6' });
  });

  it('raises a counter that is behind, also when a profile has to be created', async () => {
    const [first] = [await buildUser(), await buildUser(), await buildUser()];
    await deleteProfile(first.id);
    await lowerCounter();
    const kinds = (await repaired()).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['missing_profile', 'counter_behind']);
    const later = await buildUser();
    expect((await profileOf(later)).id).to.be.greaterThan((await profileOf(first)).id);
  });
});

describe('fix-user-profiles while people are at work', () => {
  /** Does something once, right after the first statement of this kind. */
  async function rightAfter<T>(
    kind: RegExp,
    act: () => Promise<unknown>,
    work: () => Promise<T>,
  ): Promise<T> {
    const query = database().query.bind(database()) as (sql: unknown, options?: object) => Promise<unknown>;
    let isDone = false;
    const acting = async (sql: unknown, options?: object): Promise<unknown> => {
      const rows = await query(sql, options);
      if (!isDone && typeof sql === 'string' && kind.test(sql)) {
        isDone = true;
        await act();
      }
      return rows;
    };
    Object.assign(database(), { query: acting });
    try {
      return await work();
    } finally {
      Reflect.deleteProperty(database(), 'query');
      expect(isDone, 'something happened meanwhile').to.equal(true);
    }
  }

  for (const dryRun of [true, false]) {
    const look = () => fixUserProfiles(operator, { dryRun });

    it(`takes no counter for one behind its table${dryRun ? '' : ', nor changes it'}`, async () => {
      await byHand(() => Department.create({ name: 'Research' }));
      const reading = /sqlite_sequence|SHOW CREATE TABLE .departments|MAX\(id\).* .departments/;
      const file = () => byHand(() => Department.create({ name: 'Workshop' }));
      expect(await rightAfter(reading, file, look)).to.deep.equal([]);
    });

    it(`takes nobody who comes meanwhile for a stray${dryRun ? '' : ', nor their profile away'}`, async () => {
      // One who writes into the file keeps all others from it.
      if (isSqlite()) return;
      await buildUser();
      let came: User | undefined;
      const come = async () => {
        came = await buildUser();
      };
      expect(await rightAfter(/^SELECT .* FROM .users./, come, look)).to.deep.equal([]);
      expect(await UserProfile.count({ where: { userId: came?.id ?? 0 } })).to.equal(1);
    });
  }
});

describe('fix-user-profiles on a database without constraints', () => {
  beforeEach(dropConstraints);
  remakeTablesAfterEach();

  it('restores the constraints, which then hold', async () => {
    const user = await buildUser();
    const findings = await repaired();
    expect(findings.map((finding) => 'constraint' in finding && finding.constraint)).to.deep.equal(
      CONSTRAINTS,
    );
    const attempts = [
      () => UserProfile.create({ userId: user.id }),
      () => insertProfile({ userId: 4711 }),
      async () => changeProfile(user.id, 'department_id', 4711),
    ];
    for (const attempt of attempts) {
      const error = await inTransaction<unknown>(attempt).catch((reason: unknown) => reason);
      expect(error).to.have.property('code').that.is.oneOf(['invalid_input', 'conflict']);
    }
    const department = await Department.findOne({ rejectOnEmpty: true });
    await changeProfile(user.id, 'department_id', department.id);
    await department.destroy();
    expect((await profileOf(user)).departmentId, 'ON DELETE SET NULL').to.equal(null);
    await user.destroy();
    expect(await UserProfile.count(), 'ON DELETE CASCADE').to.equal(0);
  });

  it('removes profiles of nobody and says what was in them', async () => {
    await insertProfile({ userId: 4711, phone: '12', portalId: 'AL-9' });
    await insertProfile({ userId: null });
    await insertProfile({ userId: 0 });
    const findings = await repaired();
    expect(without(findings, 'missing_constraint')).to.deep.equal(
      [
        {
          kind: 'orphaned_profile',
          profileId: 1,
          userId: 4711,
          removed: { phoneNumber: '12', mainPortalId: 'AL-9' },
        },
        { kind: 'orphaned_profile', profileId: 2, userId: null, removed: {} },
        { kind: 'orphaned_profile', profileId: 3, userId: 0, removed: {} },
      ].map((finding, index) => ({ ...finding, profileId: firstId(findings) + index })),
    );
    expect(await UserProfile.count()).to.equal(0);
  });

  it('keeps the better filled of two profiles and takes over what it lacks', async () => {
    const department = await Department.findOne({ rejectOnEmpty: true });
    const user = await buildUser({ username: 'meera' });
    await changeProfile(user.id, 'phone_number', '111');
    const { id: poorId } = await profileOf(user);
    const richId = await insertProfile({
      userId: user.id,
      phone: '222',
      departmentId: department.id,
    });
    const otherId = await insertProfile({ userId: user.id, portalId: 'AL-5' });
    const [finding] = without(await repaired(), 'missing_constraint');
    expect(finding).to.deep.equal({
      kind: 'duplicate_profiles',
      userId: user.id,
      username: 'meera',
      keptProfileId: richId,
      removedProfileIds: [poorId, otherId],
      taken: { mainPortalId: 'AL-5' },
      removed: [{ phoneNumber: '111' }],
    });
    expect(await UserProfile.count()).to.equal(1);
    expect(await profileOf(user)).to.include({
      id: richId,
      phoneNumber: '222',
      departmentId: department.id,
      mainPortalId: 'AL-5',
    });
  });

  it('leaves a portal ID to the earliest profile, in any letter case and with blanks around', async () => {
    const users = [];
    for (const portalId of ['AL-77', ' al-77 ', 'ÜB-1', 'üb-1', '', '   ', 'AL-78']) {
      const user = await buildUser();
      await changeProfile(user.id, 'main_portal_id', portalId);
      users.push(user);
    }
    const findings = await repaired();
    const stored = await Promise.all(users.map(async (user) => (await profileOf(user)).mainPortalId));
    expect(stored).to.deep.equal(['AL-77', null, 'ÜB-1', null, null, null, 'AL-78']);
    expect(
      findings.flatMap((finding) => (finding.kind === 'duplicate_portal_id' ? [finding.removed] : [])),
    ).to.deep.equal([' al-77 ', 'üb-1']);
    expect(findings.filter(({ kind }) => kind === 'blank_portal_id')).to.have.length(2);
  });

  it('empties a department that does not exist', async () => {
    const user = await buildUser();
    await changeProfile(user.id, 'department_id', 4711);
    const [finding] = without(await repaired(), 'missing_constraint');
    expect(finding).to.include({ kind: 'department_gone', departmentId: 4711, userId: user.id });
    expect((await profileOf(user)).departmentId).to.equal(null);
  });

  it('takes over a portal ID that somebody else has, and then settles to whom it belongs', async () => {
    const [owner, user] = [await buildUser(), await buildUser()];
    await changeProfile(owner.id, 'main_portal_id', 'AL-1');
    await changeProfile(user.id, 'phone_number', '111');
    await insertProfile({ userId: user.id, portalId: 'al-1' });
    const kinds = without(await repaired(), 'missing_constraint').map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['duplicate_profiles', 'duplicate_portal_id', 'unkeyed_portal_id']);
    expect((await profileOf(owner)).mainPortalId).to.equal('AL-1');
    expect(await profileOf(user)).to.include({ phoneNumber: '111', mainPortalId: null });
  });

  it('takes the same IDs as the same that the unique index does, which is not the collation of an engine', async () => {
    const users = [];
    for (const portalId of ['PÉ-1', 'pe-1', 'STRAẞE 2', 'strasse  2', '\u200bAL-9', 'al-9', '\u200b\u2060']) {
      const user = await buildUser();
      await changeProfile(user.id, 'main_portal_id', portalId);
      users.push(user);
    }
    await repaired();
    const stored = await Promise.all(users.map(async (user) => (await profileOf(user)).mainPortalId));
    expect(stored).to.deep.equal(['PÉ-1', 'pe-1', 'STRAẞE 2', null, 'AL-9', null, null]);
  });

  it('repairs everything at once, two at the same time without harm', async () => {
    const users = [];
    for (let i = 0; i < 6; i += 1) users.push(await buildUser());
    for (const { id } of users.slice(0, 3)) await deleteProfile(id);
    for (const { id } of users.slice(3, 5)) await insertProfile({ userId: id, phone: '1', portalId: ' x ' });
    await insertProfile({ userId: 4711 });
    await lowerCounter();
    const announced = await fixUserProfiles(operator, { dryRun: true });
    expect(announced).to.have.length(3 + 2 + 1 + 1 + 1 + 1 + CONSTRAINTS.length);
    const runs = await Promise.all([1, 2].map(() => fixUserProfiles(operator, { dryRun: false })));
    expect(runs.toSorted((a, b) => b.length - a.length)).to.deep.equal([announced, []]);
    expect(await fixUserProfiles(operator, { dryRun: true })).to.deep.equal([]);
    expect(await UserProfile.count()).to.equal(6);
  });
});

function firstId(findings: Finding[]): number {
  const [first] = findings;
  return first?.kind === 'orphaned_profile' ? first.profileId : 0;
}
