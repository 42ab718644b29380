import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { up } from '../../migrations/0208-sort-keys.ts';
import { buildUser } from '../factories/people.ts';

describe('the migration of what texts are sorted by', () => {
  it('fills in what stood there before, as it is stored from then on, and may run twice', async () => {
    const { id: departmentId } = await Department.create({ name: 'Émile’s' });
    const people = [
      await buildUser({ firstName: 'Zoé', lastName: 'Öst' }),
      await buildUser({ firstName: '', lastName: 'Ökonom' }),
      await buildUser({ username: 'Ängström' }),
    ];
    const keys = async () => {
      const users = await User.unscoped().findAll({
        where: { id: people.map(({ id }) => id) },
        order: ['id'],
      });
      return [
        (await Department.findByPk(departmentId))?.nameSorted,
        ...users.map((user) => [
          user.usernameSorted,
          user.firstNameSorted,
          user.lastNameSorted,
          user.nameSorted,
        ]),
      ];
    };
    const stored = await keys();
    expect(stored.flat()).to.include.members([
      "emile's\tÉmile’s",
      'zoe ost\tZoé Öst',
      'okonom\tÖkonom',
      null,
    ]);
    await database().query('UPDATE departments SET name_sorted = NULL');
    await database().query('UPDATE users SET username_sorted = NULL, first_name_sorted = NULL');
    await database().query("UPDATE users SET last_name_sorted = 'x', name_sorted = 'x'");
    for (let time = 0; time < 2; time += 1) await up({ context: database().getQueryInterface() });
    expect(await keys()).to.deep.equal(stored);
  });
});
