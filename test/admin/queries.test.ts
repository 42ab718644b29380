import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { confirmComplaint } from '../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { countQueries } from '../support/queries.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

describe('what the panel is asked', () => {
  const panel = withPanel();
  let asha: Panel;
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  it('costs at most eleven statements where it is a complaint with its conversation, which is read then', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'resolved' });
    await confirmComplaint(cast.rosa, { id, rating: 5, comment: 'Good' });
    expect(await countQueries(() => asha.show('complaints', id))).to.be.within(5, 11);
  });

  describe('lists of the panel', () => {
    it('have at most 100 records on a page, whatever is asked', async () => {
      await Department.bulkCreate(
        Array.from({ length: 120 }, (_, index) => ({ name: `Department ${index}` })),
      );
      const cases: [Record<string, string>, number, number][] = [
        [{}, 20, 20],
        [{ perPage: '-1' }, 1, 1],
        [{ perPage: '0' }, 1, 1],
        [{ perPage: '100000' }, 100, 100],
        [{ perPage: '100', page: '2' }, 25, 100],
        [{ perPage: '10', page: '-5' }, 10, 10],
      ];
      for (const [query, records, perPage] of cases) {
        const page = await asha.list('departments', query);
        expect([page.records.length, page.meta.perPage], JSON.stringify(query)).to.deep.equal([
          records,
          perPage,
        ]);
        expect(page.meta.total).to.equal(125);
      }
      expect((await asha.search('departments', 'Department', { perPage: '100000' })).records).to.have.length(
        100,
      );
      const far = await asha.list('departments', { perPage: '100', page: '999999999' });
      expect([far.meta.page, far.records.length], 'the last one').to.deep.equal([2, 25]);
    });

    it('refuse what they do not understand', async () => {
      const queries: Record<string, string>[] = [
        { perPage: 'abc' },
        { page: '1e9' },
        { direction: 'sideways' },
        { sortBy: 'peopleCount' },
        { sortBy: 'name; DROP TABLE users' },
        { filters: 'x' },
        { 'filters.isActive': 'perhaps' },
        { 'filters.peopleCount': '1' },
        { 'filters.name.x': 'y' },
        { 'filters.version': '1' },
        { 'filters.constructor': '1' },
      ];
      for (const query of queries) {
        const refused = await asha.list('departments', query);
        expect(refused.status, `${JSON.stringify(query)} ${refused.text}`).to.equal(400);
        expect(refused.notice?.message).to.be.a('string');
        expect(refused.text).not.to.match(/SELECT|sequelize|\/src\//i);
      }
      const users: Record<string, string>[] = [
        { 'filters.profile.departmentId': 'abc' },
        { 'filters.groupIds': '1 OR 1=1' },
        { 'filters.accessLevel': 'Root' },
        { 'filters.dateJoined~~from': 'yesterday' },
        { 'filters.dateJoined~~from': '2026-13-45' },
        { 'filters.isSuperuser': '2' },
        { 'filters.profile.passwordHash': 'x' },
      ];
      for (const query of users) {
        const refused = await asha.list('users', query);
        expect(refused.status, `${JSON.stringify(query)} ${refused.text}`).to.equal(400);
      }
      const twice = await asha.client.get(
        '/admin/api/resources/departments/actions/list?filters.name=a&filters.name=b',
      );
      expect(twice.status).to.equal(400);
    });

    it('sort by each sortable property, either way', async () => {
      const names = (await Department.findAll()).map(({ name }) => name).toSorted();
      expect(valuesOf(await asha.list('departments'), 'name')).to.deep.equal(names);
      const descending = await asha.list('departments', { sortBy: 'name', direction: 'desc' });
      expect(valuesOf(descending, 'name')).to.deep.equal(names.toReversed());
    });

    it('find text in any letter case, beyond ASCII too, and take every sign as itself', async () => {
      const name = String.raw`Ärzte's "50%_off" \ 🚑`;
      await Department.create({ name });
      for (const text of ['ärzte', 'ÄRZTE', "e's", '"50%_off"', '\\', '🚑', '%', '_']) {
        const found = await asha.list('departments', { 'filters.name': text });
        expect(valuesOf(found, 'name'), text).to.deep.equal([name]);
        expect(valuesOf(await asha.search('departments', text), 'name'), text).to.deep.equal([name]);
      }
      expect((await asha.list('departments', { 'filters.name': '50%off' })).records).to.deep.equal([]);
    });
  });

  describe('bodies of the panel’s calls', () => {
    const path = 'resources/departments/actions/new';

    it('are forms or JSON, and nothing else', async () => {
      expect((await asha.postJson(path, { name: 'By JSON' })).notice?.type).to.equal('success');
      const form = await asha.client.post(`/admin/api/${path}`, { name: 'By form' });
      expect(form.status, form.text).to.equal(200);
      const bodies: [string, string, number][] = [
        ['text/plain', 'name=x', 415],
        ['application/xml', '<name/>', 415],
        ['application/json', '{"name":', 400],
        ['application/json', '[1]', 400],
        ['application/json', '"x"', 400],
        ['multipart/form-data', 'x', 400],
        ['multipart/form-data; boundary=a', 'x', 400],
        ['application/json', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413],
        ['application/x-www-form-urlencoded', `name=${'x'.repeat(1_100_000)}`, 413],
        ['multipart/form-data; boundary=a', 'x'.repeat(1_100_000), 413],
      ];
      for (const [type, body, status] of bodies) {
        const init = { method: 'POST', body, headers: { 'content-type': type } };
        const answer = await asha.client.request(`/admin/api/${path}`, init);
        expect(answer.status, `${type} ${body.slice(0, 20)} ${answer.text.slice(0, 200)}`).to.equal(status);
        expect(answer.text)
          .to.contain('"notice"')
          .and.not.to.match(/at .*\.(ts|js):\d+/);
      }
      expect(await Department.count()).to.equal(7);
    });

    it('are refused at the field when JSON has the wrong kind of value', async () => {
      const wrong: [object, string][] = [
        [{ name: { a: 1 } }, 'name'],
        [{ name: ['a'] }, 'name'],
        [{ name: true }, 'name'],
        [{ name: 'x', isActive: { a: 1 } }, 'isActive'],
        [{ name: 'x', isActive: 7 }, 'isActive'],
        [{ name: 'x', description: [] }, 'description'],
      ];
      for (const [body, field] of wrong) {
        const refused = await asha.postJson(path, body);
        expect(refused.status, refused.text).to.equal(200);
        expect(Object.keys(refused.record.errors), JSON.stringify(body)).to.deep.equal([field]);
      }
      const users: [object, string][] = [
        [{ groupIds: 'x' }, 'groupIds'],
        [{ groupIds: { a: 1 } }, 'groupIds'],
        [{ groupIds: [{ a: 1 }] }, 'groupIds'],
        [{ profile: { departmentId: {} } }, 'profile.departmentId'],
        [{ 'profile.phoneNumber': [] }, 'profile.phoneNumber'],
      ];
      for (const [body, field] of users) {
        const whole = { username: 'ravi', password: 'a fine long password', ...body };
        const refused = await asha.postJson('resources/users/actions/new', whole);
        expect(Object.keys(refused.record.errors), `${JSON.stringify(body)} ${refused.text}`).to.deep.equal([
          field,
        ]);
      }
      const password = await asha.postJson('resources/users/actions/new', {
        username: 'ravi',
        password: { a: 1 },
      });
      expect(Object.keys(password.record.errors)).to.deep.equal(['password']);
    });

    it('drop files, which no form of the panel has, whatever they are called', async () => {
      const stored = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload_')).length;
      const before = stored();
      for (const person of [asha, await panel.as('elena')]) {
        for (const name of ['x.txt', '', String.raw`\"`, String.raw`a\"`, 'a"', '../../x']) {
          const part = `--b\r\nContent-Disposition: form-data; name="name"; filename="${name}"\r\n\r\nx\r\n`;
          const answer = await person.client.request(`/admin/api/${path}`, {
            method: 'POST',
            body: `${part}--b--\r\n`,
            headers: { 'content-type': 'multipart/form-data; boundary=b' },
          });
          // Where the file's name cannot be read, what it holds is taken for text.
          expect(answer.status, name).to.equal(person === asha ? 200 : 403);
        }
      }
      expect(stored()).to.equal(before);
    });

    it('are read though they do not say how long they are, up to the limit', async () => {
      const send = (value: string) => {
        const part = `--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n${value}\r\n--b--\r\n`;
        const headers = { 'content-type': 'multipart/form-data; boundary=b' };
        const init = { method: 'POST', body: new Blob([part]).stream(), duplex: 'half', headers };
        return asha.client.request(`/admin/api/${path}`, init);
      };
      expect((await send('In pieces')).text).to.contain('was created');
      expect((await send('x'.repeat(1_100_000))).status).to.equal(413);
    });

    it('have at most 2000 fields', async () => {
      const fields = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`x.${i}`, '1']));
      expect((await asha.post(path, { name: 'Many', ...fields(1900) })).notice?.type).to.equal('success');
      expect((await asha.post(path, { name: 'More', ...fields(2100) })).status).to.equal(413);
    });
  });
});
