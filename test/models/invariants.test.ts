import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import type { InvalidInputError } from '../../src/errors.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { User } from '../../src/models/user.ts';
import { buildUser } from '../factories/people.ts';

function outcomes(results: PromiseSettledResult<unknown>[]) {
  const errors = results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as InvalidInputError).fields] : [],
  );
  return { done: results.length - errors.length, errors };
}

describe('every user has exactly one profile', () => {
  it('is created with the user and goes when the transaction fails', async () => {
    const user = await buildUser();
    expect(await UserProfile.count({ where: { userId: user.id } })).to.equal(1);
    await inTransaction(async () => {
      await User.create({ username: 'undone' });
      throw new Error('no');
    }).catch(() => undefined);
    expect(await User.count()).to.equal(1);
    expect(await UserProfile.count()).to.equal(1);
  });

  it('holds for users created in bulk', async () => {
    await inTransaction(() => User.bulkCreate([{ username: 'one' }, { username: 'two' }]));
    expect(await UserProfile.count()).to.equal(2);
  });

  it('survives 50 attempts to create the same user at once', async () => {
    const attempts = Array.from({ length: 50 }, (_, i) =>
      inTransaction(() => User.create({ username: i % 2 === 0 ? 'ravi' : 'RAVI' })),
    );
    const { done, errors } = outcomes(await Promise.allSettled(attempts));
    expect(done).to.equal(1);
    for (const fields of errors)
      expect(fields).to.deep.equal({ username: 'A user with this username already exists.' });
    expect(await User.count()).to.equal(1);
    expect(await UserProfile.count()).to.equal(1);
  });

  it('refuses a second profile with a message at its field', async () => {
    const { id } = await buildUser();
    const error = (await inTransaction(() => UserProfile.create({ userId: id })).catch(
      (reason: unknown) => reason,
    )) as InvalidInputError;
    expect(error.fields).to.deep.equal({ userId: 'This user has a profile already.' });
  });
});

describe('a main portal ID belongs to one person', () => {
  const taken = { mainPortalId: 'A user with this main portal ID already exists.' };

  async function profiles(count: number): Promise<UserProfile[]> {
    const users = [];
    for (let i = 0; i < count; i += 1) users.push(await buildUser());
    return UserProfile.findAll({ where: { userId: users.map(({ id }) => id) } });
  }

  it('is stored trimmed, and blank as null any number of times', async () => {
    for (const [index, profile] of (await profiles(3)).entries()) {
      await profile.update({ mainPortalId: ['', '   ', null][index] ?? null });
      expect((await profile.reload()).mainPortalId).to.equal(null);
    }
    const [profile] = await profiles(1);
    await profile?.update({ mainPortalId: '  AL-77 ' });
    expect((await profile?.reload())?.mainPortalId).to.equal('AL-77');
  });

  it('has no invisible characters, and nothing but those is blank', async () => {
    const [profile] = await profiles(1);
    await profile?.update({ mainPortalId: '\u200b\u2060' });
    expect((await profile?.reload())?.mainPortalId).to.equal(null);
    await profile?.update({ mainPortalId: 'AL\u200b-77' });
    expect((await profile?.reload())?.mainPortalId).to.equal('AL-77');
  });

  it('is the same in any letter case, also beyond ASCII', async () => {
    const [first, second] = await profiles(2);
    for (const [id, same] of [
      ['AL-77', ' al-77 '],
      ['ÜB-%_1', 'üb-%_1'],
    ] as const) {
      await inTransaction(async () => first?.update({ mainPortalId: id }));
      const error = (await inTransaction(async () => second?.update({ mainPortalId: same })).catch(
        (reason: unknown) => reason,
      )) as InvalidInputError;
      expect(error.fields).to.deep.equal(taken);
    }
  });

  it('goes to one of 50 who want it at once, and the others read why', async () => {
    const rows = await profiles(50);
    const attempts = rows.map((row, i) =>
      inTransaction(() => row.update({ mainPortalId: i % 2 === 0 ? 'AL-77' : 'al-77 ' })),
    );
    const { done, errors } = outcomes(await Promise.allSettled(attempts));
    expect(done).to.equal(1);
    for (const fields of errors) expect(fields).to.deep.equal(taken);
  });
});
