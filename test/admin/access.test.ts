import { ActionDecorator, AdminJS, type Action, type ActionResponse } from 'adminjs';
import { expect } from 'chai';
import { mayInvoke } from '../../src/admin/request/access.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Status } from '../../src/models/status.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { User } from '../../src/models/user.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { withPanel } from '../support/panel.ts';

describe('rights in the panel', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function fileComplaint(): Promise<Complaint> {
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const status = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
    return Complaint.create({
      reporterId: cast.rosa.id,
      typeId: type.id,
      statusId: status.id,
      title: 'The printer is on fire',
      description: 'It burns.',
    });
  }

  /** What a person may list, of everything the panel has. */
  const LISTS: Record<string, string[]> = {
    asha: [
      'complaints',
      'users',
      'user_profiles',
      'groups',
      'departments',
      'complaint_types',
      'statuses',
      'reply_templates',
      'faqs',
      'faq_categories',
      'assignment_rules',
      'service_targets',
      'calendars',
      'holidays',
      'jobs',
      'notifications',
      'received_mails',
      'api_clients',
      'webhooks',
      'webhook_deliveries',
      'events',
    ],
    amir: [
      'complaints',
      'users',
      'user_profiles',
      'departments',
      'complaint_types',
      'statuses',
      'reply_templates',
      'faqs',
      'faq_categories',
      'assignment_rules',
      'service_targets',
      'calendars',
      'holidays',
    ],
    elena: [
      'complaints',
      'departments',
      'complaint_types',
      'statuses',
      'reply_templates',
      'faqs',
      'faq_categories',
      'assignment_rules',
      'service_targets',
      'calendars',
      'holidays',
    ],
  };

  describe('who may see what in the panel', () => {
    for (const [name, allowed] of Object.entries(LISTS)) {
      it(`shows ${name} their lists alone, in the API, its pages and their metadata`, async () => {
        const someone = await panel.as(name);
        for (const resource of LISTS.asha ?? []) {
          const status = allowed.includes(resource) ? 200 : 403;
          expect((await someone.list(resource)).status, resource).to.equal(status);
          // The audit log is filtered, not searched.
          const found = resource === 'events' ? 403 : status;
          expect((await someone.search(resource, 'a')).status, resource).to.equal(found);
          const page = await someone.client.get(`/admin/resources/${resource}`);
          expect(page.status, resource).to.equal(status);
          if (status === 403) expect(page.text).to.contain('href="/admin">Back to the panel');
        }
        const { text } = await someone.client.get('/admin');
        const state = JSON.parse(/id="state">(.*)<.script>/.exec(text)?.[1] ?? '') as {
          resources: { id: string; filterProperties: { reference: string | null }[] }[];
        };
        expect(state.resources.map(({ id }) => id)).to.have.members(allowed);
        for (const { filterProperties } of state.resources) {
          for (const { reference } of filterProperties) if (reference) expect(allowed).to.include(reference);
        }
      });
    }

    it('takes a demoted person’s rights away with the next call', async () => {
      const amir = await panel.as('amir');
      expect((await amir.list('users')).status).to.equal(200);
      await UserGroup.destroy({ where: { userId: cast.amir.id } });
      expect((await amir.list('users')).status).to.equal(403);
      await User.update({ isActive: false }, { where: { id: cast.amir.id } });
      const gone = await amir.client.get('/admin/api/dashboard');
      expect([gone.status, gone.location]).to.deep.equal([302, '/login']);
    });

    it('tells an engineer the names of people only where a complaint refers to them', async () => {
      const { id } = await fileComplaint();
      const elena = await panel.as('elena');
      const shown = await elena.get(`resources/complaints/records/${id}/claim`);
      expect(shown.record.populated.reporterId).to.include({
        title: 'Rosa Reporter (rosa)',
        id: cast.rosa.id,
      });
      expect(shown.record.populated.reporterId?.params).to.deep.equal({ id: cast.rosa.id });
      expect(shown.record.populated.reporterId?.recordActions).to.deep.equal([]);
      expect(shown.text).not.to.contain('alphalab.example');
      for (const action of ['show', 'edit', 'assignGroups']) {
        const hidden = await elena.get(`resources/users/records/${cast.rosa.id}/${action}`);
        const missing = await elena.get(`resources/users/records/999999/${action}`);
        expect(hidden.status).to.equal(404);
        expect(hidden.text).to.equal(missing.text);
      }
    });

    it('lets an AMC admin write reference data and delete none of it', async () => {
      const amir = await panel.as('amir');
      const created = await amir.create('departments', { name: 'Research' });
      expect(created.notice?.type, created.text).to.equal('success');
      const { id } = created.record;
      expect((await amir.act('departments', Number(id), 'delete')).status).to.equal(403);
      expect((await amir.bulk('departments', [Number(id)], 'bulkDelete')).status).to.equal(403);
      const elena = await panel.as('elena');
      expect((await elena.create('departments', { name: 'Other' })).status).to.equal(403);
      expect((await elena.act('departments', Number(id), 'edit', { name: 'Other' })).status).to.equal(403);
      expect(await Department.count({ where: { name: 'Research' } })).to.equal(1);
    });
  });

  describe('calls of the panel’s API', () => {
    it('answers 404 for what does not exist: resource, action, kind of action, record', async () => {
      const asha = await panel.as('asha');
      const { id } = cast.rosa;
      const paths = [
        'resources/nothing/actions/list',
        'resources/users/actions/nothing',
        'resources/users/actions/edit',
        'resources/users/actions/assignGroups',
        'resources/users/actions/bulkDelete',
        `resources/users/records/${id}/list`,
        `resources/users/records/${id}/constructor`,
        `resources/users/bulk/edit?recordIds=${id}`,
        'resources/users/bulk/bulkDelete',
        'resources/users/bulk/bulkDelete?recordIds=',
        `resources/users/bulk/bulkDelete?recordIds=${id},999999`,
        'pages/nothing',
        'pages/constructor',
      ];
      for (const path of paths) {
        expect((await asha.get(path)).status, path).to.equal(404);
        if (!path.startsWith('pages')) expect((await asha.post(path)).status, path).to.equal(404);
      }
      for (const wrong of [
        'abc',
        '1e9',
        '-1',
        '0',
        '1.5',
        '99999999999999999999',
        '%00',
        `${id}%20`,
        '0x1',
      ]) {
        expect((await asha.show('users', wrong)).status, wrong).to.equal(404);
        expect((await asha.act('users', wrong, 'delete')).status, wrong).to.equal(404);
        expect((await asha.bulk('users', [wrong], 'bulkDelete')).status, wrong).to.equal(404);
      }
      expect(await User.count()).to.equal(6);
    });

    it('never writes by GET', async () => {
      const asha = await panel.as('asha');
      const { id } = cast.rosa;
      expect((await asha.get('resources/users/actions/new', { username: 'x' })).status).to.equal(405);
      expect((await asha.get(`resources/users/records/${id}/delete`)).status).to.equal(405);
      for (const action of ['edit', 'deactivate', 'assignGroups', 'setPassword']) {
        const form = await asha.get(`resources/users/records/${id}/${action}`, {
          password: 'a fine long password',
        });
        expect(form.record.params.isActive, action).to.equal(true);
      }
      for (const action of ['bulkDelete', 'deactivate', 'assignGroups']) {
        const form = await asha.get(`resources/users/bulk/${action}`, { recordIds: String(id) });
        expect(form.records).to.have.length(1);
      }
      expect(await User.count({ where: { isActive: true } })).to.equal(6);
      await panel.as('rosa');
    });

    it('takes at most 500 records at once', async () => {
      const asha = await panel.as('asha');
      const ids = Array.from({ length: 501 }, (_, index) => index + 1);
      const refused = await asha.bulk('users', ids, 'bulkDelete');
      expect([refused.status, refused.notice?.message]).to.deep.equal([
        422,
        'Choose at most 500 records at once.',
      ]);
    });

    it('sends those who are not signed in to the sign-in page', async () => {
      const answer = await panel.anonymous().get('/admin/api/resources/users/actions/list');
      expect([answer.status, answer.location]).to.deep.equal([302, '/login']);
    });

    it('refuses an action whose rule is asynchronous instead of taking the promise for a yes', () => {
      const action = {
        name: 'x',
        actionType: 'record',
        isAccessible: async () => false,
      } as unknown as Action<ActionResponse>;
      const decorated = new ActionDecorator({ action, admin: new AdminJS(), resource: {} as never });
      expect(() => mayInvoke(decorated, undefined)).to.throw('true or false');
    });
  });

  describe('the panel’s page', () => {
    it('lets no name break out of its script, and has a nonce at each', async () => {
      const name = '</script><img src=x onerror=alert(1)>';
      await buildUser({ username: 'evil', firstName: name, groups: [GROUP.admin] });
      const { text, headers } = await (await panel.as('evil')).client.get('/admin');
      expect(text).not.to.contain('</script><img');
      expect(text).to.contain('\\u003c/script>');
      const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
      expect(nonce).to.be.a('string');
      for (const tag of text.match(/<(script|style)[^>]*>/g) ?? [])
        expect(tag).to.contain(`nonce="${nonce}"`);
    });

    it('names no other host, and of the person only what it shows', async () => {
      const { text } = await (await panel.as('asha')).client.get('/admin');
      expect(text)
        .not.to.match(/(src|href)="(https?:)?\/\//)
        .and.not.to.contain('googleapis');
      expect(text).to.contain('<html lang="en">').and.to.contain('<title>Alpha Lab IT</title>');
      const state = JSON.parse(/id="state">(.*)<.script>/.exec(text)?.[1] ?? '') as { session: object };
      const shown = ['id', 'name', 'accessLevel', 'timeZone', 'works', 'seesReports'];
      expect(Object.keys(state.session)).to.have.members(shown);
    });

    it('is not found for what does not exist', async () => {
      const { client } = await panel.as('asha');
      for (const path of ['resources/nothing', 'resources/users/actions/nothing', 'pages/nothing']) {
        expect((await client.get(`/admin/${path}`)).status, path).to.equal(404);
      }
      expect((await client.get('/admin/resources/users/records/1/show')).status).to.equal(200);
      expect((await client.get('/admin/resources/users/actions/new')).status).to.equal(200);
    });

    it('greets everybody with counts of what they may see', async () => {
      await fileComplaint();
      const labels = async (name: string) => {
        const { text } = await (await panel.as(name)).get('dashboard');
        return JSON.parse(text) as {
          views: { view: string; count: number; more: boolean; href: string }[];
          lists: { view: string; complaints: { reporter: { name: string } }[] }[];
          people: object | null;
        };
      };
      const asha = await labels('asha');
      expect(asha.people).to.deep.equal({
        count: 6,
        href: '/admin/resources/users?filters.isActive=true',
      });
      expect(asha.lists.map(({ view }) => view)).to.deep.equal(['unassigned']);
      expect(asha.lists[0]?.complaints.map(({ reporter }) => reporter.name)).to.deep.equal(['Rosa Reporter']);
      const elena = await labels('elena');
      expect(elena.people).to.equal(null);
      expect(elena.lists.map(({ view }) => view)).to.deep.equal(['unassigned']);
      // Figures say it already.
      expect([asha.views, elena.views]).to.deep.equal([[], []]);
      const auditor = await buildGroup('Auditor', ['panel.open', 'complaints.view']);
      await buildUser({ username: 'otto', groups: [auditor.name] });
      const otto = await labels('otto');
      expect(otto.views[1]).to.deep.equal({
        view: 'unassigned',
        count: 1,
        more: false,
        href: '/admin/resources/complaints?filters.view=unassigned',
      });
    });
  });
});
