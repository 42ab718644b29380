import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { User } from '../../src/models/user.ts';
import { PERMISSION_NAMES, type Permission } from '../../src/policies/permissions.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { setPermissions } from '../../src/use-cases/groups/set-permissions.ts';
import { operator } from '../../src/policies/actor.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup, groupNamed, permissionsOf } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { valuesOf, withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

const MATRIX = 'resources/groups/actions/permissions';
const RESOURCES = [
  'complaints',
  'users',
  'user_profiles',
  'groups',
  'departments',
  'complaint_types',
  'statuses',
];

interface MatrixAnswer extends PanelAnswer {
  readonly matrix: {
    readonly permissions: readonly { name: string; allows: string; isGrantable: boolean }[];
    readonly groups: readonly { id: number; name: string; version: number; permissions: string[] }[];
  };
}

describe('permissions in the panel', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const matrixFor = async (who: Panel) => (await who.get(MATRIX)) as MatrixAnswer;

  /** Lets the members of a group do exactly this, whoever chose it. */
  async function let_(name: string, permissions: readonly Permission[]): Promise<void> {
    const { id, version } = await groupNamed(name);
    await setPermissions(operator, { groups: [{ id, version, permissions: [...permissions] }] });
  }

  describe('the matrix', () => {
    it('tells every group and every right with its sentence, and saves what is chosen', async () => {
      await buildGroup('Auditor');
      const asha = await panel.as('asha');
      const { matrix } = await matrixFor(asha);
      expect(matrix.groups.map(({ name }) => name)).to.deep.equal([
        'Admin',
        'AMC Admin',
        'Engineer',
        'Auditor',
      ]);
      expect(matrix.permissions.map(({ name }) => name)).to.deep.equal([...PERMISSION_NAMES]);
      for (const { allows } of matrix.permissions) expect(allows.length).to.be.greaterThan(10);
      const lacked = matrix.permissions.filter(({ isGrantable }) => !isGrantable).map(({ name }) => name);
      expect(lacked).to.deep.equal(['complaints.work']);

      const auditor = matrix.groups[3] as (typeof matrix.groups)[number];
      const { id, version } = auditor;
      const chosen = {
        groups: [{ id, version, permissions: ['panel.open', 'complaints.view', 'audit.view'] }],
      };
      const saved = (await asha.postJson(MATRIX, chosen)) as MatrixAnswer;
      expect(saved.notice?.type, saved.text).to.equal('success');
      expect(saved.matrix.groups[3]?.version).to.equal(version + 1);
      expect(await permissionsOf('Auditor')).to.deep.equal(['audit.view', 'complaints.view', 'panel.open']);

      const stale = await asha.postJson(MATRIX, chosen);
      expect([stale.notice?.type, stale.notice?.message]).to.satisfy(
        ([type, message]: string[]) => type === 'error' && message?.includes('Somebody else changed'),
      );
    });

    it('refuses what nobody may choose, and nonsense, and writes nothing', async () => {
      const { id, version } = await buildGroup('Auditor');
      const asha = await panel.as('asha');
      const bodies: unknown[] = [
        { groups: [{ id, version, permissions: ['complaints.work'] }] },
        { groups: [{ id, version, permissions: ['root'] }] },
        { groups: [{ id, version, permissions: 'panel.open' }] },
        { groups: [{ id: String(id), version, permissions: [] }] },
        { groups: [] },
        { groups: 'all' },
        {},
      ];
      for (const body of bodies) {
        const { notice, text, status } = await asha.postJson(MATRIX, body);
        expect([notice?.type, status < 500], `${JSON.stringify(body)} ${text}`).to.deep.equal([
          'error',
          true,
        ]);
      }
      expect(await permissionsOf('Auditor')).to.deep.equal([]);
      const admin = await groupNamed(GROUP.admin);
      const nobody = { groups: [{ id: admin.id, version: admin.version, permissions: ['panel.open'] }] };
      expect((await asha.postJson(MATRIX, nobody)).notice?.message).to.include('Nobody would be left');
    });

    it('is for those who edit permissions alone', async () => {
      for (const username of ['amir', 'elena']) {
        const who = await panel.as(username);
        expect((await who.get(MATRIX)).status).to.equal(403);
        expect((await who.postJson(MATRIX, { groups: [] })).status).to.equal(403);
        expect((await who.client.get('/admin/resources/groups/actions/permissions')).status).to.equal(403);
      }
    });
  });

  describe('an auditor', () => {
    it('reads complaints and nothing else', async () => {
      await buildGroup('Auditor', ['panel.open', 'complaints.view', 'audit.view']);
      const olga = await buildUser({ username: 'olga', groups: ['Auditor'] });
      const complaint = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await addNote(cast.elena, { id: complaint.id, remark: 'The fuser is worn.' });
      const who = await panel.as('olga');

      expect(valuesOf(await who.list('complaints', { 'filters.view': 'all' }), 'id')).to.deep.equal([
        complaint.id,
      ]);
      const shown = await who.show('complaints', complaint.id);
      expect(shown.text).to.include('Elena Engineer').and.not.include('fuser');
      expect(shown.text).to.not.include('alphalab.example');
      expect(shown.record.recordActions.map(({ name }) => name)).to.deep.equal(['show', 'history']);
      expect(shown.record.bulkActions).to.deep.equal([]);
      expect((await who.search('complaints', 'fuser')).records).to.deep.equal([]);
      expect((await who.search('complaints', 'printer')).records).to.have.length(1);
      for (const resource of RESOURCES.slice(1)) {
        expect((await who.list(resource)).status, resource).to.equal(403);
        expect((await who.search(resource, 'a')).status, resource).to.equal(403);
        expect((await who.client.get(`/admin/resources/${resource}`)).status, resource).to.equal(403);
      }
      expect((await who.show('users', cast.rosa.id)).status).to.equal(404);
      const steps = [
        'claim',
        'start',
        'ask',
        'resolve',
        'assign',
        'unassign',
        'urgency',
        'remark',
        'note',
        'reject',
      ];
      for (const step of [...steps, 'edit', 'delete']) {
        const values = {
          remark: 'x',
          text: 'x',
          reason: 'x',
          assigneeId: String(olga.id),
          urgency: 'low',
          title: 'x',
        };
        expect((await who.act('complaints', complaint.id, step, values)).status, step).to.equal(403);
      }
      expect((await who.bulk('complaints', [complaint.id], 'bulkDelete')).status).to.equal(403);
      for (const action of ['bulkStart', 'bulkUndo', 'bulkPlan'])
        expect((await who.post(`resources/complaints/actions/${action}`)).status, action).to.equal(403);
      expect((await who.get('resources/complaints/actions/assignable')).status).to.equal(403);
      const kept = await Complaint.findByPk(complaint.id, { rejectOnEmpty: true });
      expect([kept.version, kept.assigneeId]).to.deep.equal([complaint.version, cast.elena.id]);
    });

    it('is without a right from the click after it was taken away', async () => {
      await buildGroup('Auditor', ['panel.open', 'complaints.view', 'notes.use']);
      await buildUser({ username: 'olga', groups: ['Auditor'] });
      const complaint = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await addNote(cast.elena, { id: complaint.id, remark: 'The fuser is worn.' });
      const who = await panel.as('olga');
      expect((await who.show('complaints', complaint.id)).text).to.include('fuser');
      await let_('Auditor', ['panel.open', 'complaints.view']);
      expect((await who.show('complaints', complaint.id)).text).to.not.include('fuser');
      await let_('Auditor', ['panel.open']);
      expect((await who.show('complaints', complaint.id)).status).to.equal(404);
      expect((await who.list('complaints')).status).to.equal(403);
      expect((await who.get('dashboard')).text).to.not.include('printer');
      await let_('Auditor', []);
      expect((await who.get('dashboard')).status).to.equal(403);
      expect((await who.client.get('/admin')).status).to.equal(403);
      expect((await who.client.get('/')).status).to.equal(200);
    });
  });

  it('sees and does what work alone allows: what is theirs', async () => {
    await buildGroup('Field', ['panel.open', 'complaints.work']);
    const frida = await buildUser({ username: 'frida', groups: ['Field'] });
    const mine = await buildComplaint({ assignee: frida, status: 'assigned' });
    const other = await buildComplaint({ assignee: cast.elena, status: 'assigned' });
    const who = await panel.as('frida');
    expect(valuesOf(await who.list('complaints', { 'filters.view': 'all' }), 'id')).to.deep.equal([mine.id]);
    expect((await who.show('complaints', other.id)).status).to.equal(404);
    expect((await who.act('complaints', mine.id, 'start')).notice?.type).to.equal('success');
    expect((await who.act('complaints', other.id, 'start')).status).to.equal(404);
    // Notes have a right of their own.
    expect((await who.act('complaints', mine.id, 'note', { text: 'x' })).status).to.equal(403);
  });

  it('keeps groups, passwords and the superuser flag from those who edit people alone', async () => {
    await buildGroup('Clerks', ['panel.open', 'people.view', 'people.edit']);
    await buildUser({ username: 'cleo', groups: ['Clerks'] });
    const { id: adminId } = await groupNamed(GROUP.admin);
    const who = await panel.as('cleo');
    const groups = { 'groupIds.0': String(adminId) };
    const fresh = { username: 'neo', password: 'a perfectly fine one', email: 'neo@alphalab.example' };
    for (const payload of [
      { ...fresh, ...groups },
      { ...fresh, isSuperuser: 'true' },
    ]) {
      const { notice, text } = await who.create('users', payload);
      expect(notice?.type, text).to.equal('error');
    }
    expect(await User.count({ where: { username: 'neo' } })).to.equal(0);
    const beyond: Record<string, string>[] = [
      groups,
      { isSuperuser: 'true' },
      { password: 'another fine secret' },
    ];
    for (const payload of beyond)
      expect((await who.act('users', cast.rosa.id, 'edit', payload)).notice?.type).to.equal('error');
    expect((await who.act('users', cast.rosa.id, 'assignGroups', groups)).status).to.equal(403);
    expect(await UserGroup.count({ where: { userId: cast.rosa.id } })).to.equal(0);
    expect((await who.act('users', cast.rosa.id, 'edit', { firstName: 'Rosalind' })).notice?.type).to.equal(
      'success',
    );
    expect((await who.create('users', fresh)).notice?.type).to.equal('success');
    const page = await who.client.get('/admin/resources/users/actions/new');
    const state = /id="state">(\{.*\})<.script>/.exec(page.text)?.[1] ?? '{}';
    const { resources } = JSON.parse(state) as {
      resources: { id: string; editProperties: { propertyPath: string }[] }[];
    };
    const form = resources
      .find(({ id }) => id === 'users')
      ?.editProperties.map(({ propertyPath }) => propertyPath);
    expect(form).to.include('password').and.not.include('groupIds').and.not.include('isSuperuser');
  });

  it('lets those who keep people secure change that alone', async () => {
    await buildGroup('Guards', ['panel.open', 'people.view', 'people.security']);
    await buildUser({ username: 'gita', groups: ['Guards'] });
    const who = await panel.as('gita');
    const word = 'seven green bottles';
    const done = await who.act('users', cast.rosa.id, 'setPassword', {
      password: word,
      repeatPassword: word,
    });
    expect(done.notice?.type, done.text).to.equal('success');
    expect((await who.act('users', cast.rosa.id, 'edit', { firstName: 'X' })).status).to.equal(403);
    expect((await who.act('users', cast.rosa.id, 'deactivate')).status).to.equal(403);
    expect((await who.act('users', cast.rosa.id, 'delete')).status).to.equal(403);
  });

  it('adds, renames and deletes groups, but for the three', async () => {
    const asha = await panel.as('asha');
    const made = await asha.create('groups', { name: 'Auditor' });
    const { id } = await groupNamed('Auditor');
    expect(made.notice?.type).to.equal('success');
    const olga = await buildUser({ username: 'olga', groups: ['Auditor'] });
    expect((await asha.show('users', olga.id)).record.params.accessLevel).to.equal('👥 Auditor');
    await asha.act('groups', id, 'edit', { name: 'Auditors' });
    expect((await asha.show('users', olga.id)).record.params.accessLevel).to.equal('👥 Auditors');
    const found = await asha.list('users', { 'filters.accessLevel': '👥 Auditors' });
    expect(valuesOf(found, 'username')).to.deep.equal(['olga']);
    expect(valuesOf(await asha.list('users', { 'filters.accessLevel': '👥' }), 'username')).to.deep.equal([
      'olga',
    ]);
    expect((await asha.list('users', { 'filters.accessLevel': "👥 x') OR 1=1 -- " })).records).to.deep.equal(
      [],
    );
    const { id: engineer } = await groupNamed(GROUP.engineer);
    expect((await asha.act('groups', engineer, 'edit', { name: 'Fixers' })).notice?.type).to.equal('error');
    expect((await asha.act('groups', engineer, 'delete')).status).to.equal(403);
    expect((await asha.bulk('groups', [id, engineer], 'bulkDelete')).status).to.equal(403);
    expect((await asha.act('groups', id, 'delete')).notice?.message).to.include('It had 1 member.');
    expect(await Group.count()).to.equal(3);
  });
});
