import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { buildCast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

const NEW_DEPARTMENT = 'resources/departments/actions/new';

describe('what no page of the panel would send', () => {
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  describe('names that every object has', () => {
    const INHERITED = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__proto__.x',
      'constructor.prototype.x',
      'name.constructor',
      'name~~valueOf',
    ];

    it('are refused in JSON, at any level', async () => {
      const bodies = [
        ...INHERITED.map((name) => `{"name":"By JSON",${JSON.stringify(name)}:1}`),
        '{"name":"By JSON","__proto__":{"isActive":false}}',
        '{"name":"By JSON","profile":{"__proto__":{"x":1}}}',
        '{"name":"By JSON","list":[{"constructor":1}]}',
        `{"name":"By JSON","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      ];
      for (const body of bodies) {
        const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
        const refused = await asha.client.request(`/admin/api/${NEW_DEPARTMENT}`, init);
        expect(refused.status, `${body.slice(0, 60)} ${refused.text}`).to.equal(400);
        expect(refused.text).to.contain('"notice"');
      }
      expect(await Department.count({ where: { name: 'By JSON' } })).to.equal(0);
    });

    it('are refused in forms of both kinds', async () => {
      for (const name of INHERITED) {
        const multipart = await asha.post(NEW_DEPARTMENT, { name: 'By form', [name]: '1' });
        expect(multipart.status, `${name} ${multipart.text}`).to.equal(400);
        // Of this kind of form, the parser itself drops that one name.
        if (name === '__proto__') continue;
        const plain = await asha.client.post(`/admin/api/${NEW_DEPARTMENT}`, {
          name: 'By form',
          [name]: '1',
        });
        expect(plain.status, `${name} ${plain.text}`).to.equal(400);
      }
      const fine = await asha.create('departments', { name: 'By form' });
      expect(fine.notice?.type, fine.text).to.equal('success');
    });

    it('are refused in addresses', async () => {
      for (const resource of ['departments', 'users', 'groups', 'statuses', 'complaints']) {
        for (const name of INHERITED) {
          for (const query of [{ [`filters.${name}`]: '1' }, { sortBy: name }, { [name]: '1' }]) {
            const { status, text } = await asha.list(resource, query);
            expect(status, `${resource} ${JSON.stringify(query)} ${text}`).to.equal(400);
          }
          const found = await asha.search(resource, 'a', { searchProperty: name });
          expect(found.status, `${resource} ${name} ${found.text}`).to.equal(400);
        }
      }
      for (const name of ['__proto__', 'constructor', 'toString']) {
        for (const path of [
          `resources/${name}/actions/list`,
          `resources/users/actions/${name}`,
          `resources/users/records/1/${name}`,
          `resources/users/bulk/${name}?recordIds=1`,
          `pages/${name}`,
        ])
          expect((await asha.get(path)).status, path).to.equal(404);
      }
    });
  });

  it('a NUL character in a filter or search matches nothing, or is none of the choices', async () => {
    const filters = {
      users: ['search', 'username', 'email', 'profile.mainPortalId', 'profile.phoneNumber'],
      departments: ['search', 'name'],
      groups: ['search', 'name'],
      complaint_types: ['search', 'name'],
      statuses: ['search', 'name'],
      user_profiles: ['search'],
      complaints: ['search', 'title'],
      jobs: ['kind'],
      notifications: ['kind'],
    };
    for (const [resource, names] of Object.entries(filters)) {
      for (const text of ['\0', 'a\0b', 'a\0', 'Ä\0']) {
        for (const name of names) {
          const list = await asha.list(resource, { [`filters.${name}`]: text });
          expect([list.status, list.records], `${resource} ${name} ${list.text}`).to.deep.equal([200, []]);
        }
        const search = await asha.search(resource, text);
        expect([search.status, search.records], `${resource} ${search.text}`).to.deep.equal([200, []]);
      }
    }
    // The server's collations see no NUL, so these are what her signing in was told with.
    for (const [name, text] of Object.entries({
      who: 'as\0ha',
      subjectType: 'ses\0sion',
      address: '127\0.0.0.1',
    })) {
      const found = async (part: string) =>
        JSON.parse((await asha.list('events', { [`filters.${name}`]: part })).text) as { events: unknown[] };
      expect((await found(text.replace('\0', ''))).events, name).to.not.deep.equal([]);
      expect(await found(text), name).to.have.deep.property('events', []);
    }
    for (const name of ['view', 'typeId', 'urgency', 'statusId', 'assigneeId', 'reporterId', 'createdAt']) {
      const list = await asha.list('complaints', { [`filters.${name}`]: 'a\0b' });
      expect(list.status, `${name} ${list.text}`).to.equal(400);
    }
    for (const name of ['accessLevel', 'isActive', 'groupIds', 'dateJoined~~from']) {
      const list = await asha.list('users', { [`filters.${name}`]: 'a\0b' });
      expect(list.status, `${name} ${list.text}`).to.equal(400);
    }
  });

  it('an address with a broken percent sign names nothing', async () => {
    const calls = [
      'resources/users/records/%ff/show',
      'resources/%ff/actions/list',
      'resources/users/actions/search/%ff',
      'resources/users/search/%ff',
      'resources/users/actions/%ff',
      'resources/users/bulk/%ff',
      'pages/%ff',
    ];
    for (const path of calls) {
      const answer = await asha.get(path);
      expect(answer.status, `${path} ${answer.text}`).to.equal(404);
      expect(answer.notice?.type, path).to.equal('error');
    }
    for (const path of ['resources/%ff', 'resources/users/records/%ff/show', 'pages/%ff', '%ff']) {
      const answer = await asha.client.get(`/admin/${path}`);
      expect(answer.status, `${path} ${answer.text}`).to.equal(404);
    }
  });

  it('a method that a call does not have is refused as such', async () => {
    const calls = {
      'resources/departments/actions/list': 'GET, POST',
      'resources/departments/actions/search/a': 'GET',
      'resources/departments/records/1/edit': 'GET, POST',
      'resources/departments/bulk/bulkDelete?recordIds=1': 'GET, POST',
      dashboard: 'GET',
      'pages/none': 'GET, POST',
    };
    for (const [path, allowed] of Object.entries(calls)) {
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const answer = await asha.client.request(`/admin/api/${path}`, { method });
        expect(answer.status, `${method} ${path} ${answer.text}`).to.equal(405);
        expect(answer.headers.get('allow')?.split(', ').toSorted().join(', '), path).to.equal(allowed);
        expect(answer.json()).to.have.nested.property('notice.type', 'error');
      }
    }
    expect((await asha.client.request('/admin/api/dashboard', { method: 'POST' })).status).to.equal(405);
  });
});
