import { expect } from 'chai';
import { Op } from 'sequelize';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Department } from '../../../src/models/department.ts';
import type { Policy } from '../../../src/policies/policy.ts';
import { referenceDataPolicy } from '../../../src/policies/reference-data.ts';
import { createRecord } from '../../../src/use-cases/records/create-record.ts';
import { deleteRecords } from '../../../src/use-cases/records/delete-records.ts';
import type { Noun } from '../../../src/use-cases/records/noun.ts';
import { updateRecord } from '../../../src/use-cases/records/update-record.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

/** As reference data, but one department is hidden from everybody. */
const hiding: Policy<string> = {
  may: (actor, action) => referenceDataPolicy.may(actor, action as 'read'),
  visibleTo: () => ({ name: { [Op.ne]: 'HR' } }),
};
const departments: Noun = { model: Department, policy: hiding };

describe('plain records', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const idOf = async (name: string) =>
    (await Department.findOne({ where: { name }, rejectOnEmpty: true })).id;

  it('are written by those alone whom the policy allows', async () => {
    const id = await idOf('IT');
    expect((await refusal(createRecord(cast.elena, departments, { name: 'X' }))).code).to.equal('forbidden');
    expect((await refusal(updateRecord(cast.elena, departments, id, { name: 'X' }))).code).to.equal(
      'forbidden',
    );
    expect((await refusal(deleteRecords(cast.amir, departments, [id]))).code).to.equal('forbidden');
    expect(await Department.count()).to.equal(5);
  });

  it('that the actor may not see are as missing ones, and with one of them none is deleted', async () => {
    const [hidden, seen] = [await idOf('HR'), await idOf('IT')];
    for (const id of [hidden, 999_999]) {
      expect((await refusal(updateRecord(cast.asha, departments, id, { name: 'X' }))).code).to.equal(
        'not_found',
      );
      expect((await refusal(deleteRecords(cast.asha, departments, [seen, id]))).code).to.equal('not_found');
    }
    expect(await Department.count()).to.equal(5);
  });

  it('keep their version when nothing changes', async () => {
    const id = await idOf('IT');
    expect((await updateRecord(cast.asha, departments, id, { name: 'IT' }, 0)).get('version')).to.equal(0);
    expect((await updateRecord(cast.asha, departments, id, { name: 'I.T.' }, 0)).get('version')).to.equal(1);
  });

  it('tell what was considered before they went', async () => {
    const types: Noun = { model: ComplaintType, policy: referenceDataPolicy };
    const ids = (await ComplaintType.findAll()).map(({ id }) => id);
    expect(await deleteRecords(cast.asha, types, ids.slice(0, 2), async (given) => given.length)).to.equal(2);
    expect(await ComplaintType.count()).to.equal(5);
  });
});
