import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { apiDocument, programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';

interface Shown {
  readonly id: number;
  readonly version: number;
  readonly steps: readonly string[];
}

describe('versions in the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let asha: ApiClient;
  let elena: ApiClient;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    asha = await programOf(app.url, cast.asha);
    elena = await programOf(app.url, cast.elena);
  });

  const match = (tag: string | number | null) => ({
    'if-match': typeof tag === 'number' ? `"${tag}"` : (tag ?? ''),
  });

  it('and all else that is answered stand in the ETag, so that nothing new is taken for known', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const path = `/complaints/${id}`;
    const first = await elena.get<Shown>(path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).to.match(new RegExp(`^"${first.body.version}-`));
    // As a browser asks: what fetch sends with such a header wants no caches.
    const known = (now: string) =>
      app.client().get(`/api/v1${path}`, { authorization: `Bearer ${elena.token}`, 'if-none-match': now });
    expect((await known(tag)).status).to.equal(304);
    // Neither counts the version up.
    await elena.post(`${path}/add-follower`, { person: 'sam' });
    expect((await known(tag)).status).to.equal(200);
    const followed = await elena.get<Shown>(path);
    expect(followed.body.version).to.equal(first.body.version);
    expect(followed.headers.get('etag')).not.to.equal(tag);
    // Another one may do something else.
    const emil = await programOf(app.url, cast.emil);
    const theirs = await emil.get<Shown>(path);
    expect(theirs.body.steps).not.to.include('resolve');
    expect(theirs.headers.get('etag')).not.to.equal(followed.headers.get('etag'));
    // What was seen before somebody followed it is still what is changed.
    const asked = await elena.post<Shown>(`${path}/ask`, { text: 'Which one?' }, match(tag));
    expect(asked.status).to.equal(200);
    expect((await elena.get(path)).headers.get('etag')).to.equal(asked.headers.get('etag'));
    expect((await elena.post(`${path}/resolve`, { text: 'Done.' }, match(tag))).status).to.equal(412);
  });

  it('are gone by wherever If-Match comes, also where something is only added or deleted', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const other = await buildComplaint({ reporter: cast.rosa });
    const { version } = await Complaint.findByPk(id, { rejectOnEmpty: true });
    const outdated = match(version + 1);
    const steps: [ApiClient, string, object][] = [
      [elena, 'reply', { text: 'Hello' }],
      [elena, 'note', { text: 'Hello' }],
      [elena, 'link', { otherId: other.id }],
      [elena, 'unlink', { otherId: other.id }],
      [elena, 'add-follower', { person: 'sam' }],
      [elena, 'remove-follower', { userId: cast.sam.id }],
      [asha, 'follow', {}],
      [asha, 'unfollow', {}],
    ];
    for (const [program, name, body] of steps) {
      const path = `/complaints/${id}/${name}`;
      expect((await program.post(path, body, outdated)).status, name).to.equal(412);
      expect((await program.post(path, body, match(version))).status, name).to.equal(200);
    }
    const bulk = { step: 'reply', text: 'To all.', complaints: [{ id, version: version + 1 }] };
    const [told] = (await asha.post<{ data: { status: number }[] }>('/complaints/bulk', bulk)).body.data;
    expect(told?.status).to.equal(409);

    const made = await asha.post<Shown>('/departments', { name: 'Research' });
    const report = await asha.post<Shown>('/reports', { name: 'R', question: { period: 'this-month' } });
    const view = await elena.post<Shown>('/saved-views', { name: 'V', query: 'x=1' });
    const views = await elena.get<{ data: Shown[] }>('/saved-views');
    const deleted: [ApiClient, string, number][] = [
      [asha, `/complaints/${other.id}`, other.version],
      [asha, `/departments/${made.body.id}`, made.body.version],
      [asha, `/reports/${report.body.id}`, report.body.version],
      [elena, `/saved-views/${view.body.id}`, views.body.data[0]?.version ?? -1],
    ];
    for (const [program, path, seen] of deleted) {
      const remove = (tag: number) => program.send('delete', path, undefined, match(tag));
      expect((await remove(seen + 1)).status, path).to.equal(412);
      expect((await remove(seen)).status, path).to.equal(204);
      expect((await remove(seen)).status, path).to.equal(404);
    }
  });

  it('of what is not theirs to know are told to nobody by If-Match', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const sam = await programOf(app.url, cast.sam);
    for (const tag of ['"0"', '"7"', '*'])
      for (const path of [`/complaints/${id}`, '/complaints/999999'])
        expect((await sam.send('delete', path, undefined, { 'if-match': tag })).status, tag).to.equal(404);
  });

  it('are asked for in vain where there are none, which is said', async () => {
    const without = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method, operation]) => {
          const { parameters } = operation as unknown as { parameters: readonly { name: string }[] };
          return method !== 'get' && !parameters.some(({ name }) => name === 'If-Match');
        })
        .map(([method]) => [method, path] as const),
    );
    expect(without).to.deep.include(['patch', '/me']).and.to.deep.include(['put', '/permissions']);
    for (const [method, path] of without.filter((one) => one[1] !== '/files')) {
      const address = path.replaceAll(/\{\w+\}/g, '999999');
      for (const tag of ['"0"', '*']) {
        const { status, body } = await asha.send(method, address, {}, { 'if-match': tag });
        expect([status, body.code], `${method} ${path}`).to.deep.equal([400, 'bad_if_match']);
      }
    }
    const several = await asha.patch('/departments/1', { name: 'x' }, '1", "2');
    expect([several.status, several.body.code]).to.deep.equal([400, 'bad_if_match']);
  });

  it('of views are counted, and what is left out of a change stays', async () => {
    const amir = await programOf(app.url, cast.amir);
    const { body } = await amir.post<Shown>('/saved-views', { name: 'Ours', query: 'x=1', isShared: true });
    const path = `/saved-views/${body.id}`;
    const mine = async () =>
      (await amir.get<{ data: (Shown & { name: string; isShared: boolean })[] }>('/saved-views')).body
        .data[0];
    expect((await amir.patch(path, { name: 'Of all' })).status).to.equal(204);
    expect(await mine()).to.include({ name: 'Of all', isShared: true, version: 1 });
    expect((await amir.patch(path, { isShared: false }, 0)).status).to.equal(412);
    expect((await amir.patch(path, { isShared: false }, 1)).status).to.equal(204);
    expect(await mine()).to.include({ name: 'Of all', isShared: false, version: 2 });
  });

  it('and activity do not tell those who read no notes that there is one', async () => {
    const typeId = (await ComplaintType.findOne())?.id;
    const rosa = await programOf(app.url, cast.rosa);
    const { body } = await rosa.post<Shown>('/complaints', { title: 'a', description: 'b', typeId });
    const other = await buildComplaint({ reporter: cast.rosa });
    const path = `/complaints/${body.id}`;
    const amir = await programOf(app.url, cast.amir);
    await amir.post(`${path}/claim`);
    const before = await rosa.get(path);
    await amir.post(`${path}/note`, { text: 'She always says that.' });
    await amir.post(`${path}/link`, { otherId: other.id });
    const after = await rosa.get(path);
    expect(after.body).to.deep.equal(before.body);
    const row = await Complaint.findByPk(body.id, { rejectOnEmpty: true });
    expect(row.lastActivityAt.toISOString()).to.equal(before.body.lastActivityAt);
    await addRemark(cast.amir, { id: body.id, remark: 'On my way.' });
    expect((await rosa.get(path)).body.lastActivityAt).not.to.equal(before.body.lastActivityAt);
  });
});
