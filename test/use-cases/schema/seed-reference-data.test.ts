import { expect } from 'chai';
import type { Model, ModelStatic } from 'sequelize';
import { up as rememberUntilNow } from '../../../migrations/0024-seeds-until-now.ts';
import { database } from '../../../src/database/connect.ts';
import { seed } from '../../../src/database/migrator.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Department } from '../../../src/models/department.ts';
import { Status } from '../../../src/models/status.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { seedDemo } from '../../../src/use-cases/demo/seed-demo.ts';
import { seedReferenceData } from '../../../src/use-cases/schema/seed-reference-data.ts';
import { buildUser, renamePerson } from '../../factories/people.ts';
import { select } from '../../support/schema.ts';

const NOUNS: readonly {
  model: ModelStatic<Model>;
  renamed: string;
  recased: string;
  deleted: string;
  count: number;
}[] = [
  { model: Department, renamed: 'IT', recased: 'Finance', deleted: 'HR', count: 5 },
  { model: ComplaintType, renamed: 'Email', recased: 'Printer', deleted: 'Other', count: 7 },
  { model: Status, renamed: 'Waiting for User', recased: 'Open', deleted: 'Rejected', count: 7 },
];

const namesOf = async (model: ModelStatic<Model>) =>
  (await model.findAll({ order: [['id', 'ASC']] })).map((row) => String(row.get('name')));

/** By the row itself, as the panel does: a statement for many takes its own name for taken. */
async function rename(model: ModelStatic<Model>, name: string, to: string): Promise<void> {
  const row = await model.findOne({ where: { name }, rejectOnEmpty: true });
  await row.update({ name: to });
}

const forget = () => database().query('DELETE FROM seeded_rows');

/** As a database is that was seeded before anything was remembered. */
async function upgrade(): Promise<void> {
  await forget();
  const context = database().getQueryInterface();
  // Broken off after its last statement and run again.
  await rememberUntilNow({ context });
  await rememberUntilNow({ context });
}

describe('the reference data', () => {
  for (const { model, renamed, recased, deleted, count } of NOUNS) {
    for (const [when, prepare] of [
      ['seeded by this version', async () => undefined],
      ['seeded by an earlier version', upgrade],
    ] as const) {
      it(`in ${model.name}, ${when}, is not brought back`, async () => {
        expect(await namesOf(model)).to.have.length(count);
        await rename(model, renamed, `The ${renamed}`);
        await rename(model, recased, recased.toUpperCase());
        await model.destroy({ where: { name: deleted } });
        const before = await namesOf(model);
        await prepare();
        for (let run = 0; run < 2; run += 1) await seedReferenceData();
        await seed(false);
        expect(await namesOf(model)).to.deep.equal(before);
      });
    }

    it(`in ${model.name} is complete at first, and leaves those of the same name alone`, async () => {
      await model.destroy({ where: { name: deleted } });
      await rename(model, recased, recased.toUpperCase());
      await forget();
      await seedReferenceData();
      const names = await namesOf(model);
      expect(names).to.have.length(count);
      expect(names).to.include.members([deleted, recased.toUpperCase()]);
    });
  }

  it('counts a status with a code as the one meant, whatever it is called', async () => {
    await Status.update({ name: 'Neu' }, { where: { code: 'open' } });
    await forget();
    await seedReferenceData();
    expect(await namesOf(Status))
      .to.have.length(7)
      .and.to.include('Neu');
  });

  it('is remembered in an upgrade only as far as it was seeded', async () => {
    const seeds = await select<{ name: string }>('SELECT * FROM seeds');
    await database().query("DELETE FROM seeds WHERE name = '0003-complaint-types'");
    await upgrade();
    expect(await select('SELECT DISTINCT table_name AS name FROM seeded_rows ORDER BY 1')).to.deep.equal([
      { name: 'departments' },
      { name: 'statuses' },
    ]);
    await seed(true);
    expect(await select('SELECT * FROM seeds')).to.have.length(seeds.length);
  });

  it('brings no demo people back, those of an earlier version included', async () => {
    await seedDemo(operator);
    const ravi = await User.findOne({ where: { username: 'ravi' }, rejectOnEmpty: true });
    await renamePerson(ravi, { username: 'ravi.kumar' });
    const before = await User.count();
    for (const prepare of [async () => undefined, upgrade]) {
      await prepare();
      const again = await seedDemo(operator);
      expect([await User.count(), again.complaints, again.password]).to.deep.equal([before, 0, null]);
    }
  });

  it('takes nobody for a demo person who only has the name', async () => {
    await buildUser({ username: 'ravi', email: 'ravi@example.com' });
    await upgrade();
    expect(await select("SELECT * FROM seeded_rows WHERE table_name = 'users'")).to.deep.equal([]);
  });
});
