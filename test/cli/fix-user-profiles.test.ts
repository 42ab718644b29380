import { expect } from 'chai';
import { UserProfile } from '../../src/models/user-profile.ts';
import type { User } from '../../src/models/user.ts';
import { buildUser } from '../factories/people.ts';
import {
  changeProfile,
  deleteProfile,
  dropConstraints,
  insertProfile,
  lowerCounter,
  remakeTablesAfterEach,
  snapshot,
} from '../support/damage.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

interface Problem {
  readonly kind: string;
  readonly message: string;
}

async function buildUsers(count: number): Promise<User[]> {
  const users = [];
  for (let i = 0; i < count; i += 1) users.push(await buildUser());
  return users;
}

describe('portal fix-user-profiles', function suite() {
  // Each command is a process of its own.
  this.timeout(180_000);
  remakeTablesAfterEach();

  it('repairs what an operator broke, as announced, and then finds nothing', async () => {
    const users = await buildUsers(6);
    await dropConstraints();
    for (const { id } of users.slice(0, 3)) await deleteProfile(id);
    const doubled = users.slice(3, 5);
    for (const { id } of doubled) {
      await changeProfile(id, 'phone_number', '1');
      await insertProfile({ userId: id, phone: `9${id}`, portalId: `AL-${id}` });
    }
    await insertProfile({ userId: 4711, phone: '77' });
    await lowerCounter();

    const before = await snapshot();
    const announced = await portalJson(['fix-user-profiles', '--dry-run']);
    expect(announced.code).to.equal(3);
    expect(await snapshot(), 'a dry run writes nothing').to.equal(before);
    const problems = announced.document.problems as Problem[];
    expect(problems.map(({ kind }) => kind)).to.deep.equal([
      'orphaned_profile',
      'duplicate_profiles',
      'duplicate_profiles',
      'unkeyed_portal_id',
      'unkeyed_portal_id',
      'missing_profile',
      'missing_profile',
      'missing_profile',
      'counter_behind',
      'missing_constraint',
      'missing_constraint',
      'missing_constraint',
      'missing_constraint',
      'missing_constraint',
    ]);

    const repair = await portalJson(['fix-user-profiles']);
    expect(repair.code).to.equal(0);
    expect(repair.document).to.deep.equal({ dryRun: false, repaired: problems.length, problems });

    const third = await portalCommand(['fix-user-profiles']);
    expect(third).to.deep.equal({ code: 0, stdout: 'No problems found.\n', stderr: '' });
    const profiles = await UserProfile.findAll();
    expect(profiles.map(({ userId }) => userId).toSorted((a, b) => a - b)).to.deep.equal(
      users.map(({ id }) => id),
    );
    for (const { id } of doubled) {
      const profile = profiles.find(({ userId }) => userId === id);
      expect(profile).to.include({ phoneNumber: `9${id}`, mainPortalId: `AL-${id}` });
    }
  });

  it('prints the same lines with and without --dry-run', async () => {
    const [user] = await buildUsers(1);
    await deleteProfile(user?.id ?? 0);
    const dry = await portalCommand(['fix_user_profiles', '--dry-run']);
    const wet = await portalCommand(['fix_user_profiles']);
    const line = `${user?.username} (user ${user?.id}) has no profile: an empty one is created.\n`;
    expect(dry).to.deep.equal({
      code: 3,
      stdout: `${line}1 problem found. Nothing was changed; run it without --dry-run to repair.\n`,
      stderr: '',
    });
    expect(wet).to.deep.equal({ code: 0, stdout: `${line}1 problem repaired.\n`, stderr: '' });
  });

  it('runs twice at the same time without harm', async () => {
    const users = await buildUsers(4);
    await dropConstraints();
    for (const { id } of users) await deleteProfile(id);
    const runs = await Promise.all([1, 2].map(() => portalJson(['fix-user-profiles'], { isApart: true })));
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 0]);
    expect(runs.map(({ document }) => document.repaired)).to.have.members([0, 9]);
    expect(await UserProfile.count()).to.equal(4);
  });
});
