import { expect } from 'chai';
import type { Model, ModelStatic } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { InvalidInputError } from '../../src/errors.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { Group } from '../../src/models/group.ts';
import { Status } from '../../src/models/status.ts';
import { findSameText } from '../../src/models/text.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildUser } from '../factories/people.ts';
import { statementsOf } from '../support/queries.ts';
import { refusal } from '../support/refusal.ts';

const NAMED: readonly (readonly [ModelStatic<Model>, object, string])[] = [
  [Department, {}, 'A department with this name already exists.'],
  [ComplaintType, {}, 'A complaint type with this name already exists.'],
  [Status, { category: 'open' }, 'A status with this name already exists.'],
  [Group, {}, 'A group with this name already exists.'],
];

const TAKEN_AS_NAME = ['STRASSE  5', ' strasse 5', 'Straße\u200b 5', 'STRAẞE\u00a05'];

function create(model: ModelStatic<Model>, values: object): Promise<Model> {
  return inTransaction(() => model.create({ ...values }));
}

describe('a name', () => {
  for (const [model, others, message] of NAMED) {
    it(`of a row of ${model.name} differs from another in more than letter case and what nobody sees`, async () => {
      await create(model, { ...others, name: 'Straße 5' });
      for (const name of TAKEN_AS_NAME) {
        const { fields } = await refusal(create(model, { ...others, name }));
        expect(fields, name).to.deep.equal({ name: message });
      }
      for (const name of ['Strasé 5', 'Stráße 5', 'ハハ', 'パパ', 'Straße5']) {
        await create(model, { ...others, name });
      }
      for (const name of ['', ' ', '\u200b', '\u2800', '\u00ad \u3000']) {
        expect((await refusal(create(model, { ...others, name }))).fields, name).to.deep.equal({
          name: 'The name is required.',
        });
      }
    });
  }

  it('keeps its key through every change', async () => {
    const row = await Department.create({ name: 'Résearch' });
    await row.update({ name: 'RESEARCH ' });
    expect((await row.reload()).get('nameFolded')).to.equal('research');
    await row.update({ name: 'Research' });
    await row.update({ description: 'D' });
    await Department.update({ name: 'Lab  2' }, { where: { id: row.id } });
    expect((await row.reload()).get('nameFolded')).to.equal('lab 2');
    expect(await findSameText(Department, 'name', 'LAB 2')).to.have.property('id', row.id);
    expect(await findSameText(Department, 'name', 'research')).to.equal(undefined);
  });

  it('can be as long as its column allows, whatever its letters fold to', async () => {
    for (const letter of ['ΐ', 'ß', 'ﬃ', '😀']) {
      const name = letter.repeat(100);
      const { id } = await Department.create({ name });
      expect(await findSameText(Department, 'name', name)).to.have.property('id', id);
    }
  });

  it('is nobody’s when it is too long or has control characters, and asking harms nothing', async () => {
    await create(User, { username: 'ab' });
    for (const text of ['a\0b', 'x'.repeat(51_000), 'ﷺ'.repeat(20_000), '\ud800', '%', '_', '\\', "'"]) {
      for (const [model, attribute] of [
        [User, 'username'],
        [User, 'email'],
        [UserProfile, 'mainPortalId'],
        [Group, 'name'],
      ] as const) {
        expect(await findSameText(model as ModelStatic<Model>, attribute, text)).to.equal(undefined);
      }
      if (text !== '_') {
        expect((await refusal(create(User, { username: text }))).fields).to.have.keys('username');
      }
    }
  });

  it('is asked of the database only where a row can have it', async () => {
    for (const text of ['a\0b', '\x08', 'x'.repeat(1001), 'ﷺ'.repeat(900), '', '\u200b']) {
      const asked = await statementsOf(() => findSameText(User, 'username', text));
      expect(asked, text.slice(0, 20)).to.deep.equal([]);
    }
    expect(await statementsOf(() => findSameText(User, 'username', 'x'.repeat(254)))).to.have.length(1);
  });
});

describe('a username', () => {
  const taken = { username: 'A user with this username already exists.' };

  it('is one person’s in every letter case and width, and accents tell people apart', async () => {
    await buildUser({ username: 'Jürgen' });
    for (const username of ['JÜRGEN', 'ju\u0308rgen', ' jürgen ', 'ｊüｒｇｅｎ']) {
      expect((await refusal(create(User, { username }))).fields, username).to.deep.equal(taken);
    }
    for (const username of ['jurgen', 'jürgén', 'ravi', 'rávi']) await create(User, { username });
    const row = await findSameText(User, 'username', 'RÁVI');
    expect(row?.username).to.equal('rávi');
    expect(JSON.stringify(row)).not.to.contain('olded');
  });

  it('has no invisible characters, nor has an e-mail address', async () => {
    for (const username of ['ra\u034fvi', 'ravi\u3164', 'ra\u200bvi']) {
      expect((await refusal(create(User, { username }))).fields).to.have.keys('username');
    }
    const email = 'ravi\u200b@alphalab.example';
    expect((await refusal(create(User, { username: 'ravi', email }))).fields).to.have.keys('email');
  });

  it('goes to one of many who want it at once in other spellings, also beyond English', async () => {
    const spellings = ['Straße', 'STRASSE', 'straẞe', 'ｓｔｒａｓｓｅ'];
    const attempts = Array.from({ length: 20 }, (_, i) => create(User, { username: spellings[i % 4] ?? '' }));
    const results = await Promise.allSettled(attempts);
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as InvalidInputError).fields] : [],
    );
    expect(errors).to.have.length(19);
    for (const fields of errors) expect(fields).to.deep.equal(taken);
    expect(await User.count()).to.equal(1);
  });

  it('is refused by the database itself where the validation is passed by', async () => {
    await buildUser({ username: 'ravi' });
    const past = inTransaction(() => User.create({ username: 'RAVI' }, { validate: false }));
    expect((await refusal(past)).fields).to.deep.equal(taken);
    await User.create({ username: 'rávi' });
    const rows = await User.findAll({ where: { usernameFolded: 'ravi' } });
    expect(rows, 'the key’s column compares byte by byte').to.have.length(1);
    expect(database().models.User).to.equal(User);
  });
});
