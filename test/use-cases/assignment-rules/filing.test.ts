import { expect } from 'chai';
import type { CreationAttributes } from 'sequelize';
import { asHistory } from '../../../src/journal/followers.ts';
import { AssignmentRule } from '../../../src/models/assignment-rule.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Department } from '../../../src/models/department.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Status } from '../../../src/models/status.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { hasWord } from '../../../src/use-cases/assignment-rules/rule-words.ts';
import { inWords, detailsOf } from '../../../src/use-cases/complaints/conversation/tell-event.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { awayWords, today } from '../../../src/use-cases/people/away.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';

type RuleValues = Partial<CreationAttributes<AssignmentRule>>;

describe('assigning by rules as complaints are filed', () => {
  let cast: Cast;
  let types: ComplaintType[];
  let engineers: Group;

  beforeEach(async () => {
    cast = await buildCast();
    types = await ComplaintType.findAll({ order: ['id'] });
    engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
  });

  const rule = (values: RuleValues) => byHand(() => AssignmentRule.create({ name: 'Rule', ...values }));
  const file = (values: { title?: string; description?: string; typeId?: number } = {}) =>
    postComplaint(cast.rosa, {
      title: values.title ?? 'Printer jams',
      description: values.description ?? 'Paper is stuck.',
      typeId: String(values.typeId ?? types[0]?.id),
    });
  const assignees = async (count: number) => {
    const filed = [];
    for (let one = 0; one < count; one += 1) filed.push((await file()).assigneeId ?? null);
    return filed;
  };

  it('gives it to the person of the first rule that fits, in the name of the portal, and says by which', async () => {
    await rule({ name: 'Later', personId: cast.emil.id, position: 2 });
    const first = await rule({ name: 'Printers', personId: cast.elena.id, position: 1 });
    const { id } = await file();
    const complaint = await file();
    expect(complaint.assigneeId).to.equal(cast.elena.id);
    const status = await Status.findByPk(complaint.statusId, { rejectOnEmpty: true });
    expect(status.code).to.equal('assigned');
    const events = await JournalEvent.findAll({ where: { complaintId: id }, order: ['id'] });
    expect(events.map(({ name, actorId }) => [name, actorId])).to.deep.equal([
      ['complaint.filed', cast.rosa.id],
      ['complaint.assigned', null],
    ]);
    const [, assigned = expect.fail()] = events;
    const details = detailsOf(assigned);
    expect(details).to.deep.include({ rule: { id: first.id, name: 'Printers' } });
    expect(inWords('complaint.assigned', details)).to.equal(
      'assigned it to Elena Engineer by the rule “Printers”',
    );
  });

  it('looks at type, the reporter’s department and words, and leaves unassigned what no rule fits', async () => {
    const [it, hr] = await Department.findAll({ limit: 2, order: ['id'] });
    await byHand(() =>
      UserProfile.update({ departmentId: hr?.id ?? 0 }, { where: { userId: cast.rosa.id } }),
    );
    const [one, two] = types;
    await rule({ personId: cast.elena.id, typeId: two?.id ?? 0 });
    await rule({ personId: cast.elena.id, departmentId: it?.id ?? 0, position: 1 });
    await rule({ personId: cast.elena.id, words: 'vpn, blue screen', position: 2 });
    await rule({ personId: cast.elena.id, isActive: false, position: 3 });
    await rule({ personId: cast.emil.id, departmentId: hr?.id ?? 0, words: 'Drücker', position: 4 });
    const cases: [title: string, typeId: number | undefined, who: number | null][] = [
      ['Printer jams', one?.id, null],
      ['Printer jams', two?.id, cast.elena.id],
      ['My VPN is slow', one?.id, cast.elena.id],
      ['Vpns are slow', one?.id, null],
      ['A Blue-Screen!', one?.id, null],
      ['A blue screen!', one?.id, cast.elena.id],
      ['DRUCKER', one?.id, cast.emil.id],
    ];
    for (const [title, typeId, who] of cases)
      expect((await file({ title, typeId: typeId ?? 0 })).assigneeId ?? null, title).to.equal(who);
    expect((await file({ description: 'It is the vpn.' })).assigneeId).to.equal(cast.elena.id);
  });

  it('finds whole words alone, compounds in either spelling, and nothing by signs', () => {
    const cases: [words: string, text: string, has: boolean][] = [
      ['', 'anything', true],
      [' ', 'anything', true],
      ['wifi', 'The Wi-Fi is down', true],
      ['wi-fi', 'The Wi-Fi is down', true],
      ['print', 'Printer', false],
      ['c++', 'Compiles no C++', true],
      ['!!!', 'Help!!!', false],
      ['a,,b', 'plan b', true],
    ];
    for (const [words, text, has] of cases) expect(hasWord(words, [text]), `${words} ${text}`).to.equal(has);
  });

  it('gives to whoever of a group has the least open work, then to who was given some longest ago', async () => {
    await rule({ groupId: engineers.id });
    const { elena, emil } = cast;
    expect(await assignees(4)).to.deep.equal([elena.id, emil.id, elena.id, emil.id]);
    const done = await file();
    expect(done.assigneeId).to.equal(elena.id);
    await resolveComplaint(elena, { id: done.id, remark: 'Done.' });
    const handed = await file();
    expect(handed.assigneeId).to.equal(emil.id);
    await assignComplaint(operator, { id: handed.id, assigneeId: elena.id });
    expect(await assignees(1)).to.deep.equal([emil.id]);
  });

  it('passes over who is away, not active, without the right or gone, and goes on with the next rule', async () => {
    const leaving = await buildActor({ groups: [GROUP.engineer] });
    await rule({ name: 'Reporter', personId: cast.sam.id });
    await rule({ name: 'Gone', personId: leaving.id, position: 1 });
    await rule({ name: 'Away', personId: cast.elena.id, position: 2 });
    await rule({ name: 'Group', groupId: engineers.id, position: 3 });
    await rule({ name: 'Last', personId: cast.amir.id, position: 4 });
    await updateUser(operator, cast.elena.id, { profile: { awayUntil: today() } });
    await updateUser(operator, leaving.id, { isActive: false });
    expect(await assignees(2)).to.deep.equal([cast.emil.id, cast.emil.id]);
    await updateUser(operator, cast.emil.id, { profile: { awayUntil: '2099-01-01' } });
    await byHand(() => User.destroy({ where: { id: leaving.id } }));
    expect(await assignees(1)).to.deep.equal([cast.amir.id]);
    await updateUser(operator, cast.elena.id, { profile: { awayUntil: '2020-01-01' } });
    await updateUser(operator, cast.emil.id, { profile: { awayUntil: null } });
    expect((await file()).assigneeId).to.equal(cast.elena.id);
  });

  it('spreads what is filed at once over a group', async () => {
    await buildActor({ username: 'enid', groups: [GROUP.engineer] });
    await rule({ groupId: engineers.id });
    const reporters = [];
    for (let one = 0; one < 9; one += 1) reporters.push(await buildActor());
    const filed = await Promise.all(
      reporters.map((reporter) =>
        postComplaint(reporter, { title: 'At once', description: 'Now.', typeId: String(types[0]?.id) }),
      ),
    );
    const counts = new Map<number | null, number>();
    for (const { assigneeId } of filed) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
    expect([...counts.values()]).to.deep.equal([3, 3, 3]);
  });

  it('hears at once of the first rule, of one that stands again and of none, whoever wrote them', async () => {
    expect(await assignees(2), 'without a rule').to.deep.equal([null, null]);
    const first = await rule({ personId: cast.elena.id });
    expect(
      await Promise.all([file(), file(), file()]).then((all) => all.map((one) => one.assigneeId ?? null)),
    ).to.deep.equal(Array.from({ length: 3 }, () => cast.elena.id));
    await byHand(() => first.update({ isActive: false }));
    expect(await assignees(2)).to.deep.equal([null, null]);
    await byHand(() => first.update({ isActive: true }));
    expect(await assignees(2)).to.deep.equal([cast.elena.id, cast.elena.id]);
  });

  it('leaves a history as it was', async () => {
    await rule({ personId: cast.elena.id });
    expect((await asHistory(() => file())).assigneeId ?? null).to.equal(null);
  });

  it('says until when somebody is away, and takes days alone', async () => {
    const now = new Date('2026-11-26T12:00:00Z');
    const cases: [day: string | null, words: string | undefined][] = [
      [null, undefined],
      ['2026-11-25', undefined],
      ['2026-11-26', 'Away until Thu'],
      ['2026-12-02', 'Away until Wed'],
      ['2026-12-04', 'Away until 4 Dec'],
      ['2027-01-04', 'Away until 4 Jan 2027'],
    ];
    for (const [day, words] of cases) expect(awayWords(day, now), String(day)).to.equal(words);
    for (const awayUntil of ['tomorrow', '2026-02-30', '26-01-01', '2026-1-1']) {
      const saving = updateUser(operator, cast.elena.id, { profile: { awayUntil } });
      expect(
        await saving.then(() => 'saved').catch((error: { fields: object }) => error.fields),
        awayUntil,
      ).to.have.property('profile.awayUntil');
    }
  });
});
