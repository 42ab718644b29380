import { expect } from 'chai';
import { AssignmentRule } from '../../../src/models/assignment-rule.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { operator } from '../../../src/policies/actor.ts';
import { createAssignmentRule } from '../../../src/use-cases/assignment-rules/create-assignment-rule.ts';
import { assignmentRuleList } from '../../../src/use-cases/assignment-rules/list-assignment-rules.ts';
import { moveAssignmentRule } from '../../../src/use-cases/assignment-rules/move-assignment-rule.ts';
import { tryRule } from '../../../src/use-cases/assignment-rules/try-rule.ts';
import { updateAssignmentRule } from '../../../src/use-cases/assignment-rules/update-assignment-rule.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

describe('assignment rules', () => {
  let cast: Cast;
  let engineers: Group;

  beforeEach(async () => {
    cast = await buildCast();
    engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
  });

  const add = async (name: string, values: object = { personId: cast.elena.id }) =>
    Number((await createAssignmentRule(cast.amir, { name, ...values })).get('id'));
  const names = async () =>
    (await AssignmentRule.findAll({ order: ['position', 'id'] })).map(({ name }) => name);

  it('stand in the order in which they were added, until somebody moves one', async () => {
    const ids = [await add('A'), await add('B'), await add('C')];
    await moveAssignmentRule(cast.amir, ids[2] ?? 0, { direction: 'up' });
    expect(await names()).to.deep.equal(['A', 'C', 'B']);
    await moveAssignmentRule(cast.amir, ids[0] ?? 0, { direction: 'down' });
    await moveAssignmentRule(cast.amir, ids[1] ?? 0, { direction: 'down' });
    expect(await names()).to.deep.equal(['C', 'A', 'B']);
    expect((await refusal(moveAssignmentRule(cast.amir, 9_999, { direction: 'up' }))).status).to.equal(404);
    expect((await refusal(moveAssignmentRule(cast.amir, ids[0] ?? 0, {}))).fields).to.have.key('direction');
    await Promise.all(ids.map((id) => moveAssignmentRule(cast.amir, id, { direction: 'up' })));
    const places = (await AssignmentRule.findAll()).map(({ position }) => position);
    expect(places).to.have.members([1, 2, 3]);
  });

  it('take the right to assign and that to edit reference data', async () => {
    const id = await add('A');
    for (const actor of [cast.elena, cast.rosa]) {
      const works = [
        () => createAssignmentRule(actor, { name: 'B', personId: cast.elena.id }),
        () => updateAssignmentRule(actor, id, { name: 'B' }),
        () => moveAssignmentRule(actor, id, { direction: 'up' }),
        () => tryRule(actor, { personId: cast.elena.id }),
      ];
      for (const work of works) expect((await refusal(work)).status, actor.username).to.be.oneOf([403, 404]);
    }
  });

  it('name a person or a group, and one of them', async () => {
    expect((await refusal(add('None', {}))).fields).to.have.key('personId');
    const both = { personId: cast.elena.id, groupId: engineers.id };
    expect((await refusal(add('Both', both))).fields).to.have.key('personId');
    expect((await refusal(add('Nobody', { personId: 9_999 }))).status).to.be.within(400, 499);
    const id = await add('A');
    expect((await refusal(updateAssignmentRule(cast.amir, id, { personId: null }))).fields).to.have.key(
      'personId',
    );
    await updateAssignmentRule(cast.amir, id, { personId: null, groupId: engineers.id });
    expect(await AssignmentRule.findByPk(id)).to.include({
      personId: null,
      groupId: engineers.id,
      version: 1,
    });
  });

  it('say in their list why they are passed over', async () => {
    await add('There');
    await add('Not assignable', { personId: cast.rosa.id });
    await add('Away', { personId: cast.emil.id });
    await add('Gone', { personId: cast.sam.id });
    await add('Group', { groupId: engineers.id });
    await updateUser(operator, cast.emil.id, { profile: { awayUntil: '2099-01-01' } });
    await AssignmentRule.update({ personId: null }, { where: { name: 'Gone' } });
    const troubles = async () =>
      (await listRows(assignmentRuleList, cast.amir)).rows.map(({ trouble }) => trouble);
    expect(await troubles()).to.deep.equal([
      '',
      'Rosa Reporter cannot be assigned',
      'Away until 1 Jan 2099',
      'Whoever it named is gone',
      '',
    ]);
    await updateUser(operator, cast.elena.id, { profile: { awayUntil: '2099-01-01' } });
    expect((await troubles()).at(-1)).to.equal('Nobody of Engineer can be assigned now');
  });

  it('are tried on the newest complaints with the one that is in a form, and nothing is written', async () => {
    const [one, two] = await ComplaintType.findAll({ limit: 2, order: ['id'] });
    const complaints = [];
    for (const [title, type] of [
      ['Printer jams', one],
      ['VPN is slow', one],
      ['Screen is black', two],
    ] as const) {
      complaints.push(await buildComplaint({ title, reporter: cast.rosa, type: type?.name ?? '' }));
    }
    const first = await add('Network', { words: 'vpn', groupId: engineers.id });
    await add('Passed over', { personId: cast.rosa.id });
    const draft = { name: 'Hardware', personId: cast.emil.id, typeId: two?.id ?? 0 };
    const trial = await tryRule(cast.amir, draft);
    expect(trial.count).to.equal(3);
    expect(trial.shares).to.deep.equal([
      { to: cast.emil.name, count: 1 },
      { to: 'Engineer (group)', count: 1 },
      { to: '', count: 1 },
    ]);
    expect(trial.rows.map(({ id, to, rule }) => [id, to, rule])).to.deep.equal([
      [complaints[2]?.id, cast.emil.name, 'Hardware'],
      [complaints[1]?.id, 'Engineer (group)', 'Network'],
      [complaints[0]?.id, '', ''],
    ]);
    const edited = await tryRule(cast.amir, { ruleId: first, name: 'All', personId: cast.elena.id });
    expect(edited.shares).to.deep.equal([{ to: cast.elena.name, count: 3 }]);
    const off = await tryRule(cast.amir, { ...draft, isActive: false });
    expect(off.shares.map(({ count }) => count)).to.deep.equal([1, 2]);
    expect(await AssignmentRule.count()).to.equal(2);
  });
});
