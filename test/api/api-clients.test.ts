import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Group } from '../../src/models/group.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { buildApiClient } from '../factories/api-clients.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { ApiClient, programOf } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';

interface Row {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly makerId: number | null;
}

describe('API clients by the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let asha: ApiClient;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    asha = await programOf(app.url, cast.asha);
  });

  it('are added, changed and deleted, with groups that may no more than whoever asks', async () => {
    const [admin, engineer] = await Promise.all(
      [GROUP.admin, GROUP.engineer].map((name) => Group.findOne({ where: { name }, rejectOnEmpty: true })),
    );
    const narrow = await programOf(app.url, cast.asha, ['integrations.edit']);
    const beyond = { name: 'Robot', groupIds: [engineer?.id] };
    expect((await narrow.post('/api-clients', beyond)).status).to.equal(422);
    const made = await asha.post<Row>('/api-clients', { name: 'Robot', groupIds: [admin?.id] });
    expect([made.status, made.body.makerId]).to.deep.equal([201, cast.asha.id]);
    expect(made.body.permissions).to.include('audit.view');
    const path = `/api-clients/${made.body.id}`;
    const widened = await narrow.patch(path, { groupIds: [] }, made.body.version);
    expect(widened.status).to.equal(200);
    expect(
      (await narrow.patch(path, { groupIds: [admin?.id] }, Number(widened.body.version))).status,
    ).to.equal(422);
    expect((await asha.patch(path, { isActive: false }, 77)).status).to.equal(412);
    expect((await asha.get(`${path}/tokens`)).body).to.deep.equal({ data: [] });
    expect((await asha.get<{ data: Row[] }>('/api-clients?search=rob')).body.data).to.have.length(1);
    expect((await asha.delete(path)).status).to.equal(204);
    expect((await asha.get(path)).status).to.equal(404);
  });

  it('are there for nobody else', async () => {
    const { id } = await buildApiClient();
    const amir = await programOf(app.url, cast.amir);
    for (const path of ['/api-clients', `/api-clients/${id}`, `/api-clients/${id}/tokens`])
      expect((await amir.get(path)).status, path).to.equal(403);
    expect((await amir.post('/api-clients', { name: 'x' })).status).to.equal(403);
    expect((await amir.delete(`/api-clients/${id}`)).status).to.be.oneOf([403, 404]);
  });

  it('act in their own name, and are among users only when asked for', async () => {
    const client = await buildApiClient({ groups: [GROUP.amcAdmin] });
    const made = await createToken(cast.asha, client, {
      name: 'x',
      scopes: ['complaints.view', 'people.view'],
    });
    const program = new ApiClient(app.url, made?.token);
    const { body } = await program.get('/me');
    expect(body).to.include({ id: client.id, name: 'Night report', email: '', emailNotifications: false });
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const filed = await program.post('/complaints', {
      title: 'Disk',
      description: 'Full',
      typeId,
    });
    expect(filed.status).to.equal(201);
    const users = async (query = '') =>
      (await program.get<{ data: { id: number; isService: boolean }[] }>(`/users${query}`)).body.data;
    expect((await users()).map(({ id }) => id)).not.to.include(client.id);
    expect((await users('?view=programs')).map(({ id }) => id)).to.deep.equal([client.id]);
    expect((await asha.patch(`/users/${client.id}`, { firstName: 'x' }, '0')).status).to.equal(409);
  });
});
