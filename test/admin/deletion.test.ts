import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { SavedView } from '../../src/models/saved-view.ts';
import { Status } from '../../src/models/status.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import type { Person } from '../../src/policies/actor.ts';
import { saveReport } from '../../src/use-cases/reports/saved/save-report.ts';
import { saveView } from '../../src/use-cases/saved-views/save-view.ts';
import { buildApiClient } from '../factories/api-clients.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

describe('before something is deleted in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  async function question(who: Panel, resource: string, ...ids: number[]): Promise<unknown> {
    const answer = await who.get(`resources/${resource}/actions/impact`, { recordIds: ids.join(',') });
    return (answer as PanelAnswer & { question?: string }).question ?? answer.status;
  }

  it('the panel says what and whom it affects', async () => {
    const department = await Department.findOne({ where: { name: 'Administration' }, rejectOnEmpty: true });
    const other = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    await UserProfile.update(
      { departmentId: department.id },
      { where: { userId: [cast.rosa.id, cast.sam.id] } },
    );
    const complaint = await buildComplaint({ reporter: cast.rosa, type: 'Printer' });
    await addRemark(cast.rosa, { id: complaint.id, remark: 'Still.' });
    const cases: [string, number[], string][] = [
      [
        'departments',
        [department.id],
        'Delete Administration? 2 people lose their department: Rosa Reporter, Sam Stranger.',
      ],
      ['departments', [other.id], 'Delete HR?'],
      [
        'departments',
        [department.id, other.id],
        'Delete 2 departments? 2 people lose their department: Rosa Reporter, Sam Stranger.',
      ],
      [
        'groups',
        [group.id],
        'Delete Engineer? 2 people lose what membership allows: Elena Engineer, Emil Engineer. Who may not work on complaints any more gives their open ones back.',
      ],
      [
        'complaint_types',
        [complaint.typeId],
        'Delete Printer? 1 complaint refers to it, so it cannot be deleted. Deactivate it instead.',
      ],
      [
        'statuses',
        [complaint.statusId],
        'Delete Open? 1 complaint and 1 step in the life of a complaint refer to it, so it cannot be deleted. Deactivate it instead.',
      ],
      [
        'complaints',
        [complaint.id],
        `Delete #${complaint.id} The printer eats paper? Also deleted: 1 message.`,
      ],
      ['users', [cast.sam.id], 'Delete Sam Stranger (sam)? Also deleted: 1 profile.'],
      [
        'users',
        [cast.rosa.id],
        'Delete Rosa Reporter (rosa)? 1 filed complaint, 1 message and 1 step of a complaint refer to them, so they cannot be deleted. Deactivate them instead.',
      ],
    ];
    for (const [resource, ids, told] of cases)
      expect(await question(asha, resource, ...ids), resource).to.equal(told);
    expect(await question(asha, 'departments', 999_999)).to.equal(404);
    expect(await question(asha, 'departments')).to.equal(404);
  });

  it('the panel says which views and reports ask for it, of others’ own how many, and these never show more then', async () => {
    const type = await ComplaintType.create({ name: 'Robots' });
    const status = await Status.create({ name: 'Parked', category: 'pending', position: 9 });
    const department = await Department.create({ name: 'Research' });
    const view = (actor: Person, name: string, query: string, isShared = false) =>
      saveView(actor, { name, query, isShared });
    const own = await view(cast.elena, 'Robots of mine', `filters.typeId=${type.id}%2C999&filters.view=all`);
    await view(cast.amir, 'All robots', `filters.typeId.0=${type.id}`, true);
    await view(cast.amir, 'Another', `filters.typeId=${type.id}9&filters.statusId=${status.id}`, true);
    await view(cast.amir, 'Both', `filters.assigneeId=none%2C${cast.sam.id}`, true);
    await saveReport(cast.asha, {
      name: 'On research',
      question: { period: 'last-week', departmentId: String(department.id) },
      format: 'csv',
      recipientIds: [],
    });
    const cases: [string, number, string][] = [
      [
        'complaint_types',
        type.id,
        'Delete Robots? 2 saved views of the queue find none of it then: All robots and 1 more.',
      ],
      ['statuses', status.id, 'Delete Parked? 1 saved view of the queue finds none of it then: Another.'],
      [
        'departments',
        department.id,
        'Delete Research? 1 saved report about it cannot be made then: On research.',
      ],
      [
        'users',
        cast.sam.id,
        'Delete Sam Stranger (sam)? Also deleted: 1 profile. 1 saved view of the queue finds none of it then: Both.',
      ],
    ];
    for (const [resource, id, told] of cases) expect(await question(asha, resource, id)).to.equal(told);
    await buildComplaint();
    await asha.act('complaint_types', type.id, 'delete');
    const { query } = await SavedView.findByPk(own, { rejectOnEmpty: true });
    const found = await asha.list('complaints', Object.fromEntries(new URLSearchParams(query)));
    expect(found.records, 'a filter by what is gone is one all the same').to.deep.equal([]);
  });

  it('the refusal that follows says the same, and of several which of them are kept', async () => {
    const client = await buildApiClient({ name: 'Filer' });
    const unused = await buildApiClient({ name: 'Reader' });
    const printer = await buildComplaint({ reporter: cast.rosa, type: 'Printer' });
    await buildComplaint({ reporter: client, type: 'Printer' });
    const email = await ComplaintType.findOne({ where: { name: 'Email' }, rejectOnEmpty: true });
    const cases: [string, number[], string][] = [
      [
        'users',
        [cast.rosa.id],
        '1 filed complaint and 1 step of a complaint refer to them, so they cannot be deleted. Deactivate them instead.',
      ],
      [
        'users',
        [cast.rosa.id, cast.sam.id],
        '1 filed complaint and 1 step of a complaint refer to Rosa Reporter, so none of them can be deleted. Deactivate them instead.',
      ],
      [
        'api_clients',
        [client.id],
        '1 filed complaint and 1 step of a complaint refer to it, so it cannot be deleted. Deactivate it instead.',
      ],
      [
        'api_clients',
        [unused.id, client.id],
        '1 filed complaint and 1 step of a complaint refer to Filer, so none of them can be deleted. Deactivate them instead.',
      ],
      [
        'complaint_types',
        [printer.typeId, email.id],
        '2 complaints refer to Printer, so none of them can be deleted. Deactivate them instead.',
      ],
    ];
    for (const [resource, ids, told] of cases) {
      expect(String(await question(asha, resource, ...ids)).endsWith(` ${told}`), told).to.equal(true);
      const [id = 0] = ids;
      const { notice } =
        ids.length === 1
          ? await asha.act(resource, id, 'delete')
          : await asha.bulk(resource, ids, 'bulkDelete');
      expect(notice, `${resource} ${ids.length}`).to.include({ type: 'error', message: told });
    }
    expect(await User.count({ where: { id: [cast.rosa.id, cast.sam.id, client.id, unused.id] } })).to.equal(
      4,
    );
  });

  it('those who delete nothing are not told', async () => {
    const { id } = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    for (const name of ['amir', 'elena']) {
      const who = await panel.as(name);
      for (const resource of ['departments', 'complaints', 'users', 'groups'])
        expect(await question(who, resource, id), `${name} ${resource}`).to.equal(403);
    }
  });

  it('what is out of use stays with who has it, and is given to nobody else', async () => {
    const department = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const departmentId = String(department.id);
    await asha.act('users', cast.rosa.id, 'edit', { 'profile.departmentId': departmentId });
    await asha.act('departments', department.id, 'edit', { isActive: 'false' });
    const found = await asha.search('departments', 'HR', { 'filters.isActive': 'true' });
    expect(found.records).to.deep.equal([]);
    const kept = await asha.act('users', cast.rosa.id, 'edit', {
      'profile.departmentId': departmentId,
      'profile.phoneNumber': '12',
    });
    expect(kept.notice?.type, kept.text).to.equal('success');
    const refused = await asha.act('users', cast.sam.id, 'edit', { 'profile.departmentId': departmentId });
    expect(refused.record.errors['profile.departmentId']?.message).to.include('not in use');
  });
});
