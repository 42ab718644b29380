import { expect } from 'chai';
import { ForbiddenError } from '../../../src/errors.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { narrowed } from '../../../src/policies/api-token.ts';
import type { Permission } from '../../../src/policies/permissions.ts';
import { assignGroups } from '../../../src/use-cases/groups/assign-groups.ts';
import { createUser } from '../../../src/use-cases/people/create-user.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildGroup, groupNamed } from '../../factories/groups.ts';
import { buildActor, buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';
import { withPanel } from '../../support/panel.ts';

const WORD = 'seven green bottles';

/** Tells whether something was refused as nobody's right; anything else that goes wrong fails. */
async function isForbidden(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof ForbiddenError) return true;
    throw error;
  }
}

describe('how far somebody reaches who changes people', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const someone = async (username: string, ...permissions: Permission[]): Promise<Person> => {
    await buildGroup(`Of ${username}`, ['panel.open', 'people.view', ...permissions]);
    return buildActor({ username, groups: [`Of ${username}`] });
  };
  const idOf = async (username: string) =>
    (await User.findOne({ where: { username }, rejectOnEmpty: true })).id;

  for (const [what, change] of [
    ['the e-mail address', { email: 'mallory@elsewhere.example' }],
    ['the main portal ID', { profile: { mainPortalId: 'AL-666' } }],
  ] as const) {
    it(`changes ${what} of nobody who may do more, without the right over security`, async () => {
      const editor = await someone('editor', 'people.edit');
      const both = await someone('both', 'people.edit', 'people.security');
      const retired = await buildUser({ username: 'retired', groups: ['Admin'] });
      const root = await buildUser({ username: 'root', isSuperuser: true });
      await byHand(() => retired.update({ isActive: false }));
      for (const id of [cast.asha.id, cast.amir.id, cast.elena.id, retired.id, root.id, both.id]) {
        expect(
          await isForbidden(updateUser(editor, id, { ...change, firstName: 'Other' })),
          String(id),
        ).to.equal(true);
        expect(await isForbidden(updateUser(editor, id, { lastName: 'Other' })), String(id)).to.equal(false);
      }
      expect(await User.count({ where: { firstName: 'Other' } })).to.equal(0);
      expect(await isForbidden(updateUser(editor, cast.rosa.id, change))).to.equal(false);
      await updateUser(editor, cast.rosa.id, { email: '', profile: { mainPortalId: null } });
      expect(await isForbidden(updateUser(editor, editor.id, change)), 'their own').to.equal(false);
      await updateUser(editor, editor.id, { email: '', profile: { mainPortalId: null } });
      expect(await isForbidden(updateUser(both, cast.asha.id, change)), 'over security').to.equal(false);
    });
  }

  it('keeps what a form sends along unchanged', async () => {
    const editor = await someone('editor', 'people.edit');
    const { email } = await User.findByPk(cast.asha.id, { rejectOnEmpty: true });
    await byHand(() => UserProfile.update({ mainPortalId: 'AL-1' }, { where: { userId: cast.asha.id } }));
    const same = { email, profile: { mainPortalId: ' AL-1 ', phoneNumber: '12' }, lastName: 'Admin II' };
    expect(await isForbidden(updateUser(editor, cast.asha.id, same))).to.equal(false);
  });

  it('reaches nobody who may do more by a file either', async () => {
    const editor = await someone('editor', 'people.edit');
    const file = `username,email,mainPortalId,lastName\nasha,x@elsewhere.example,,A\namir,,AL-9,B\nelena,,,C\nrosa,rosa@elsewhere.example,AL-8,D`;
    const { rows } = await importPeople(editor, Buffer.from(file));
    expect(rows.map(({ username, outcome }) => `${username} ${outcome}`)).to.deep.equal([
      'asha refused',
      'amir refused',
      'elena changed',
      'rosa changed',
    ]);
    expect(rows[0]?.reasons.join()).to.contain('may do more than you');
  });

  it('raises nobody’s own rights, by a flag, groups, or a file', async () => {
    const guard = await someone('guard', 'people.edit', 'people.security');
    const admin = await groupNamed('Admin');
    const own = await groupNamed('Of guard');
    const groupIds = [admin.id, own.id];
    expect(await isForbidden(updateUser(guard, guard.id, { isSuperuser: true }))).to.equal(true);
    expect(await isForbidden(updateUser(guard, guard.id, { groupIds }))).to.equal(true);
    expect(
      await isForbidden(assignGroups(guard, { userIds: [cast.rosa.id, guard.id], groupIds, mode: 'add' })),
    ).to.equal(true);
    const { rows } = await importPeople(guard, Buffer.from('username,groups\nguard,Admin\nrosa,Admin'));
    expect(rows.map(({ username, outcome }) => `${username} ${outcome}`)).to.deep.equal([
      'guard refused',
      'rosa changed',
    ]);
    const asha = await buildActor({ username: 'second', groups: ['Admin'] });
    const engineer = await groupNamed('Engineer');
    await assignGroups(asha, { userIds: [asha.id], groupIds: [engineer.id], mode: 'add' });
  });

  it('goes by a token no further than its scopes, whoever’s it is', async () => {
    const root = await buildActor({ username: 'root', isSuperuser: true });
    const token = narrowed(root, ['people.view', 'people.edit', 'people.security']);
    const admin = await groupNamed('Admin');
    const own = await buildGroup('Guards', ['people.security']);
    const refused = [
      () => updateUser(token, root.id, { password: WORD }),
      () => updateUser(token, root.id, { email: 'x@elsewhere.example' }),
      () => updateUser(token, root.id, { profile: { mainPortalId: 'AL-2' } }),
      () => updateUser(token, cast.asha.id, { password: WORD }),
      () => updateUser(token, cast.asha.id, { email: 'y@elsewhere.example' }),
      () => updateUser(token, cast.asha.id, { groupIds: [] }),
      () => updateUser(token, cast.rosa.id, { isSuperuser: true }),
      () => updateUser(token, cast.rosa.id, { groupIds: [admin.id] }),
      () => assignGroups(token, { userIds: [cast.rosa.id], groupIds: [admin.id] }),
      () => createUser(token, { username: 'made', password: WORD, isSuperuser: true }),
      () => createUser(token, { username: 'made', password: WORD, groupIds: [admin.id] }),
    ];
    for (const [index, work] of refused.entries())
      expect(await isForbidden(work()), String(index)).to.equal(true);
    expect(await User.count({ where: { username: 'made' } })).to.equal(0);
    await updateUser(token, cast.rosa.id, { password: WORD, groupIds: [own.id] });
    await createUser(token, { username: 'made', password: WORD, groupIds: [own.id] });
    expect(await idOf('made')).to.be.a('number');
    const whole = narrowed(root, [...root.permissions]);
    expect(await isForbidden(updateUser(whole, cast.asha.id, { password: WORD }))).to.equal(false);
  });

  it('is said in the panel, where what was typed stays and nothing is saved', async () => {
    await someone('editor', 'people.edit');
    const editor = await panel.as('editor');
    const answer = await editor.act('users', cast.asha.id, 'edit', { email: 'mallory@elsewhere.example' });
    expect(answer.text).to.contain('may do more than you');
    const { email } = await User.findByPk(cast.asha.id, { rejectOnEmpty: true });
    expect(email).not.to.contain('mallory');
    expect(
      (await refusal(updateUser(await someone('other', 'people.edit'), cast.asha.id, { email: '' }))).status,
    ).to.equal(403);
  });
});
