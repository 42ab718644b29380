import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { Status } from '../../src/models/status.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { indexComplaint } from '../../src/use-cases/complaints/search/index-complaint.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

describe('records in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  async function department(name: string): Promise<Department> {
    return Department.findOne({ where: { name }, rejectOnEmpty: true });
  }

  async function status(code: 'open' | 'waiting'): Promise<Status> {
    return Status.findOne({ where: { code }, rejectOnEmpty: true });
  }

  async function fileComplaint(): Promise<Complaint> {
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const { id: statusId } = await status('open');
    const complaint = { reporterId: cast.rosa.id, typeId: type.id, statusId };
    const words = { title: 'On fire', description: 'It burns.', location: 'Lab 2' };
    const filed = await Complaint.create({ ...complaint, ...words });
    await indexComplaint(filed);
    return filed;
  }

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  describe('departments in the panel', () => {
    it('are created, changed, emptied and deleted', async () => {
      const created = await asha.create('departments', {
        name: ' Research ',
        description: 'R&D',
        isActive: 'true',
      });
      expect(created.notice, created.text).to.deep.equal({
        message: 'The department was created.',
        type: 'success',
      });
      const id = Number(created.record.id);
      expect(created.record.params).to.include({
        name: 'Research',
        description: 'R&D',
        peopleCount: 0,
        version: 0,
      });
      const saved = await asha.act('departments', id, 'edit', {
        name: 'Science',
        description: '',
        isActive: 'false',
      });
      expect(saved.record.params).to.include({
        name: 'Science',
        description: null,
        isActive: false,
        version: 1,
      });
      const gone = await asha.act('departments', id, 'delete');
      expect(gone.notice?.message).to.equal('The department was deleted.');
      expect((await asha.show('departments', id)).status).to.equal(404);
    });

    it('count their people in one query for all, and tell at deletion how many have none now', async () => {
      const finance = await department('Finance');
      const userId = [cast.rosa.id, cast.sam.id];
      await UserProfile.update({ departmentId: finance.id }, { where: { userId } });
      const { records } = await asha.list('departments', { sortBy: 'name', direction: 'desc' });
      const counts = Object.fromEntries(records.map(({ params }) => [params.name, params.peopleCount]));
      expect(counts).to.include({ Finance: 2, HR: 0 });
      const gone = await asha.bulk('departments', [finance.id, (await department('HR')).id], 'bulkDelete');
      expect(gone.notice?.message).to.equal('2 departments were deleted. 2 people have no department now.');
      expect(await UserProfile.count({ where: { userId, departmentId: null } })).to.equal(2);
    });

    it('refuse a taken name in any letter case, an empty and a long one, at the field', async () => {
      const { id } = await department('HR');
      for (const name of ['FINANCE', '  ', 'x'.repeat(101)]) {
        const [created, saved] = [
          await asha.create('departments', { name }),
          await asha.act('departments', id, 'edit', { name }),
        ];
        for (const refused of [created, saved]) {
          expect(refused.notice?.type).to.equal('error');
          expect(Object.keys(refused.record.errors), refused.text).to.deep.equal(['name']);
          expect(refused.record.params.name).to.equal(name);
        }
      }
      expect((await asha.create('departments', {})).record.errors).to.have.property('name');
      expect(await Department.count()).to.equal(5);
    });

    it('save an edited field without undoing another, and refuse an outdated form with what was typed', async () => {
      const { id } = await department('HR');
      await asha.act('departments', id, 'edit', { description: 'People', version: '0' });
      const late = await asha.act('departments', id, 'edit', {
        name: 'Human Resources',
        description: '',
        version: '0',
      });
      expect(late.notice?.type).to.equal('error');
      expect(late.notice?.message).to.contain('Somebody else saved this record');
      expect(late.record.params).to.include({ name: 'Human Resources', version: 1 });
      expect(late.record.errors.description?.message).to.equal('Saved now: People');
      expect(await Department.findByPk(id)).to.include({ name: 'HR', description: 'People', version: 1 });
      for (const version of ['x', '-1', '1e3']) {
        const odd = await asha.act('departments', id, 'edit', { name: 'Other', version });
        expect(odd.notice?.type, version).to.equal('error');
      }
      // Told what is saved now, the person may save over it.
      const again = await asha.act('departments', id, 'edit', {
        name: 'Human Resources',
        version: String(late.record.params.version),
      });
      expect(again.notice?.type, again.text).to.equal('success');
      expect(await Department.findByPk(id)).to.include({ name: 'Human Resources', description: 'People' });
    });

    it('let one of 20 concurrent edits win and tell the others', async () => {
      const { id } = await department('HR');
      const edits = Array.from({ length: 20 }, (_, i) =>
        asha.act('departments', id, 'edit', { description: `edit ${i}`, version: '0' }),
      );
      const answers = await Promise.all(edits);
      expect(answers.filter(({ notice }) => notice?.type === 'success')).to.have.length(1);
      expect(answers.filter(({ notice }) => notice?.message.includes('Somebody else'))).to.have.length(19);
      expect((await Department.findByPk(id))?.version).to.equal(1);
    });

    it('never change another record, their id, version or dates by what a form adds', async () => {
      const [hr, it_] = [await department('HR'), await department('IT')];
      const sent = {
        id: String(it_.id),
        createdAt: '2000-01-01T00:00:00Z',
        peopleCount: '9',
        name: 'People',
      };
      await asha.act('departments', hr.id, 'edit', sent);
      expect((await Department.findByPk(it_.id))?.name).to.equal('IT');
      const changed = await Department.findByPk(hr.id);
      expect(changed?.name).to.equal('People');
      expect(changed?.createdAt.getTime()).to.equal(hr.createdAt.getTime());
      const created = await asha.create('departments', { id: String(it_.id), name: 'New', version: '7' });
      expect(created.record.id).not.to.equal(it_.id);
      expect(created.record.params.version).to.equal(0);
    });

    it('are deleted in bulk all or none', async () => {
      const ids = [(await department('HR')).id, (await department('IT')).id];
      expect((await asha.bulk('departments', [...ids, 999_999], 'bulkDelete')).status).to.equal(404);
      expect(await Department.count()).to.equal(5);
    });
  });

  it('tells of every table what is missing, whatever an empty or odd form holds', async () => {
    const missing: Record<string, string[]> = {
      users: ['username', 'password'],
      groups: ['name'],
      departments: ['name'],
      complaint_types: ['name'],
      statuses: ['name', 'category'],
    };
    const odd = {
      id: null,
      name: [],
      username: {},
      category: 7,
      groupIds: { a: 1 },
      profile: 3,
      version: [],
    };
    for (const [resource, fields] of Object.entries(missing)) {
      for (const payload of [{}, odd]) {
        const { status, text, record } = await asha.postJson(`resources/${resource}/actions/new`, payload);
        expect(status, `${resource} ${text}`).to.equal(200);
        const told = Object.keys(record.errors);
        expect(told.length, `${resource} ${text}`).to.be.greaterThan(0);
        if (payload !== odd) expect(fields, `${resource} ${text}`).to.include.members(told);
        expect(record.recordActions).to.deep.equal([]);
      }
    }
  });

  describe('groups in the panel', () => {
    it('are told what is missing at the field, and have no rights before they are stored', async () => {
      const payloads: Record<string, string>[] = [{}, { name: '' }, { name: ' ' }, { description: 'x' }];
      for (const payload of payloads) {
        const { status, text, record } = await asha.create('groups', payload);
        expect(status, text).to.equal(200);
        expect(Object.keys(record.errors), text).to.deep.equal(['name']);
        expect(record.recordActions, text).to.deep.equal([]);
      }
      const own = await asha.create('groups', { name: 'Trainers' });
      // Rules are asked of the group as it is, not of what was typed.
      for (const name of ['', 'Engineer']) {
        const { record } = await asha.act('groups', Number(own.record.id), 'edit', { name });
        expect(Object.keys(record.errors), name).to.deep.equal(['name']);
        expect(record.params.name, name).to.equal(name);
        expect(record.recordActions.map((action) => action.name)).to.include('delete');
      }
    });

    it('keep the three built-in names and groups, and take a description', async () => {
      const { id } = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
      const renamed = await asha.act('groups', id, 'edit', { name: 'Wizards', description: 'x' });
      expect(renamed.record.errors.name?.message).to.contain('stays as it is');
      const described = await asha.act('groups', id, 'edit', {
        name: 'Engineer',
        description: 'Solve problems',
      });
      expect(described.notice?.type).to.equal('success');
      expect(await Group.findByPk(id)).to.include({ name: 'Engineer', description: 'Solve problems' });
      expect((await asha.act('groups', id, 'delete')).status).to.equal(403);
      expect((await asha.bulk('groups', [id], 'bulkDelete')).status).to.equal(403);
      const { record } = await asha.show('groups', id);
      expect(record.recordActions.map(({ name }) => name)).to.deep.equal(['show', 'edit', 'history']);
      expect(record.params.memberCount).to.equal(2);
      const own = await asha.create('groups', { name: 'Trainers' });
      expect((await asha.act('groups', Number(own.record.id), 'delete')).notice?.type).to.equal('success');
    });
  });

  describe('statuses and complaint types in the panel', () => {
    it('keep what the life of a complaint depends on, save for the name', async () => {
      const { id } = await status('waiting');
      const refused = await asha.act('statuses', id, 'edit', {
        category: 'closed',
        isActive: 'false',
        name: 'Paused',
      });
      expect(Object.keys(refused.record.errors)).to.have.members(['category', 'isActive']);
      expect(await Status.findByPk(id)).to.include({
        name: 'Waiting for User',
        category: 'pending',
        isActive: true,
      });
      expect((await asha.act('statuses', id, 'delete')).status).to.equal(403);
      const renamed = await asha.act('statuses', id, 'edit', {
        name: 'Waiting',
        position: '5',
        code: 'open',
      });
      expect(renamed.record.params, renamed.text).to.include({
        name: 'Waiting',
        position: 5,
        code: 'waiting',
      });
    });

    it('are free otherwise', async () => {
      const created = await asha.create('statuses', { name: 'Parked', category: 'pending', position: '70' });
      expect(created.record.params, created.text).to.include({
        category: 'pending',
        isActive: true,
        code: null,
      });
      const id = Number(created.record.id);
      const changed = await asha.act('statuses', id, 'edit', { category: 'closed', isActive: 'false' });
      expect(changed.record.params).to.include({ category: 'closed', isActive: false });
      expect((await asha.act('statuses', id, 'delete')).notice?.type).to.equal('success');
    });

    it('check numbers and choices at the field', async () => {
      const cases: [Record<string, string>, string][] = [
        [{ name: 'Parked', category: 'pending', position: 'abc' }, 'position'],
        [{ name: 'Parked', category: 'pending', position: '1e9' }, 'position'],
        [{ name: 'Parked', category: 'pending', position: '99999999999' }, 'position'],
        [{ name: 'Parked', category: 'pending', position: '' }, 'position'],
        [{ name: 'Parked', category: 'lost', position: '1' }, 'category'],
        [{ name: 'Parked', category: '', position: '1' }, 'category'],
        [{ name: 'Parked', position: '1' }, 'category'],
        [{ name: 'Parked', category: 'open', isActive: 'perhaps' }, 'isActive'],
      ];
      for (const [payload, field] of cases) {
        const refused = await asha.create('statuses', payload);
        expect(
          Object.keys(refused.record.errors),
          `${JSON.stringify(payload)} ${refused.text}`,
        ).to.deep.equal([field]);
        expect(refused.record.errors[field]?.message).not.to.match(/null|Status\./);
      }
      expect(await Status.count()).to.equal(7);
    });

    it('stay while complaints refer to them, and say so', async () => {
      const { typeId } = await fileComplaint();
      const refused = await asha.act('complaint_types', typeId, 'delete');
      expect(refused.notice?.message).to.contain('1 complaint refers to ');
      const free = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
      const bulk = await asha.bulk('complaint_types', [free.id, typeId], 'bulkDelete');
      expect(bulk.notice?.message).to.contain('1 complaint refers to ');
      expect(await ComplaintType.count()).to.equal(7);
    });
  });

  describe('complaints in the panel', () => {
    it('let their plain fields be edited, and nothing that belongs to a step', async () => {
      const { id, statusId } = await fileComplaint();
      const { id: waiting } = await status('waiting');
      const amir = await panel.as('amir');
      const saved = await amir.act('complaints', id, 'edit', {
        title: 'Under water',
        urgency: 'critical',
        location: '',
        statusId: String(waiting),
        assigneeId: String(cast.elena.id),
        resolvedAt: '2026-01-01T00:00:00Z',
        reporterId: String(cast.sam.id),
      });
      expect(saved.notice?.type, saved.text).to.equal('success');
      const row = await Complaint.findByPk(id);
      expect(row).to.include({ title: 'Under water', urgency: 'critical', location: '', statusId });
      expect(row).to.include({ assigneeId: null, resolvedAt: null, reporterId: cast.rosa.id });
      const missing = await amir.act('complaints', id, 'edit', { typeId: '4000' });
      expect(missing.record.errors.typeId?.message).to.equal('This record does not exist any more.');
      expect((await amir.act('complaints', id, 'edit', { typeId: '' })).record.errors).to.have.property(
        'typeId',
      );
      expect((await amir.act('complaints', id, 'delete')).status).to.equal(403);
      expect((await amir.create('complaints', { title: 'x' })).status).to.equal(403);
      expect((await (await panel.as('elena')).act('complaints', id, 'edit', { title: 'x' })).status).to.equal(
        403,
      );
    });

    it('are filtered by each of their properties', async () => {
      const first = await fileComplaint();
      await Complaint.update(
        { createdAt: new Date('2020-05-05T12:00:00Z') },
        {
          where: { id: first.id },
          silent: true,
        },
      );
      const second = await fileComplaint();
      await second.update({ urgency: 'high', title: '50%_off!', assigneeId: cast.emil.id });
      await indexComplaint(second);
      const cases: [Record<string, string>, number[]][] = [
        [{ 'filters.title': '50%_off!' }, [second.id]],
        [{ 'filters.title': '%' }, [second.id]],
        [{ 'filters.search': 'burns lab' }, [second.id, first.id]],
        [{ 'filters.urgency': 'high' }, [second.id]],
        [{ 'filters.assigneeId': String(cast.emil.id) }, [second.id]],
        [{ 'filters.reporterId': String(cast.sam.id) }, []],
        [{ 'filters.typeId': String(first.typeId), sortBy: 'createdAt' }, [first.id, second.id]],
        [{ 'filters.category': 'new' }, [second.id, first.id]],
        [{ 'filters.category': 'closed' }, []],
        [{ 'filters.createdAt~~from': '2020-05-05', 'filters.createdAt~~to': '2020-05-05' }, [first.id]],
        [{ 'filters.createdAt~~from': '2020-05-05T12:00:01.000Z' }, [second.id]],
      ];
      const elena = await panel.as('elena');
      for (const [query, ids] of cases) {
        const found = await elena.list('complaints', { 'filters.view': 'all', ...query });
        expect(valuesOf(found, 'id'), `${JSON.stringify(query)} ${found.text.slice(0, 200)}`).to.deep.equal(
          ids,
        );
      }
    });
  });

  describe('profiles in the panel', () => {
    it('are listed with their person, edited as part of them, and come and go with them alone', async () => {
      const { id } = await UserProfile.findOne({ where: { userId: cast.rosa.id }, rejectOnEmpty: true });
      await UserProfile.update({ mainPortalId: 'AL-1' }, { where: { userId: cast.sam.id } });
      const listed = await asha.list('user_profiles', { 'filters.search': 'rosa' });
      expect(valuesOf(listed, 'person')).to.deep.equal(['Rosa Reporter']);
      const taken = await asha.act('user_profiles', id, 'edit', { mainPortalId: 'al-1' });
      expect(taken.record.errors.mainPortalId?.message).to.equal(
        'A user with this main portal ID already exists.',
      );
      const departmentId = String((await department('HR')).id);
      const saved = await asha.act('user_profiles', id, 'edit', {
        departmentId,
        phoneNumber: '7',
        version: '0',
      });
      expect(saved.record.params, saved.text).to.include({ phoneNumber: '7', version: 1 });
      const late = await asha.act('users', cast.rosa.id, 'edit', { lastName: 'Late', version: '0' });
      expect(late.notice?.type).to.equal('error');
      expect((await asha.create('user_profiles', { userId: String(cast.sam.id) })).status).to.equal(403);
      expect((await asha.act('user_profiles', id, 'delete')).status).to.equal(403);
    });
  });
});
