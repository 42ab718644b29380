import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { ApiTokenUse } from '../../src/models/api-token-use.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { User } from '../../src/models/user.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { listTokens } from '../../src/use-cases/tokens/list-tokens.ts';
import { revokeToken } from '../../src/use-cases/tokens/revoke-token.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { ApiClient, programOf } from '../support/api-client.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { byHand } from '../support/journal-watch.ts';
import { refusal } from '../support/refusal.ts';

describe('API tokens', () => {
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('let a program act with the scopes that its person has at that moment', async () => {
    const program = await programOf(app.url, cast.amir, ['complaints.view', 'reference.view']);
    const { body } = await program.get('/me');
    expect(body).to.include({ username: 'amir', name: 'Amir Amc' });
    expect(body.permissions).to.deep.equal(['complaints.view', 'reference.view']);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    expect((await program.get(`/complaints/${id}`)).body.steps).to.deep.equal([]);
    expect((await program.post(`/complaints/${id}/assign`, { assigneeId: cast.emil.id })).status).to.equal(
      403,
    );
    expect((await program.get('/departments')).status).to.equal(200);
    expect((await program.post('/departments', { name: 'Research' })).status).to.equal(403);
    await updateUser(cast.asha, cast.amir.id, { groupIds: [] });
    expect((await program.get('/me')).body.permissions).to.deep.equal([]);
    expect((await program.get('/departments')).status).to.equal(403);
    expect((await program.get(`/complaints/${id}`)).status).to.equal(404);
  });

  it('reach no further by changing people, the own person least of all', async () => {
    const guard = await programOf(app.url, cast.asha, ['people.view', 'people.edit', 'people.security']);
    const path = `/users/${cast.asha.id}`;
    const versionOf = async (at: string) => (await guard.get<{ version: number }>(at)).body.version;
    for (const change of [
      { password: 'seven green bottles' },
      { isSuperuser: true },
      { email: 'x@elsewhere.example' },
      { profile: { mainPortalId: 'AL-1' } },
    ]) {
      const { status, body } = await guard.patch<{ detail: string }>(path, change, await versionOf(path));
      expect(status, JSON.stringify(change)).to.equal(403);
      expect(body.detail, JSON.stringify(change)).to.match(/token|may do more/);
    }
    const staff = `/users/${cast.rosa.id}`;
    const done = await guard.patch(staff, { password: 'seven green bottles' }, await versionOf(staff));
    expect(done.status).to.equal(200);
  });

  it('are no more than their person, live a year at most, and have a name', async () => {
    const make = (input: unknown) => refusal(createToken(cast.elena, cast.elena, input));
    const beyond = await make({ name: 'x', scopes: ['people.security'] });
    expect(beyond).to.have.nested.property('fields.scopes').that.contains('people.security');
    for (const input of [
      {},
      { name: ' ' },
      { name: 'x'.repeat(101) },
      { name: 'x', days: 366 },
      { name: 'x', days: 0 },
      { name: 'x', scopes: ['nothing'] },
      { name: 'x', isSuperuser: true },
    ])
      expect(await make(input), JSON.stringify(input)).to.have.property('status', 422);
    expect(await refusal(createToken(cast.asha, cast.elena, { name: 'x' }))).to.have.property('status', 403);
    expect(await ApiToken.count()).to.equal(0);
  });

  it('are shown once: what is stored, listed or answered holds none', async () => {
    const made = await createToken(cast.elena, cast.elena, { name: 'Night report' });
    expect(made?.token).to.match(/^alit_[\w-]{43}$/);
    const rows = JSON.stringify(await ApiToken.findAll({ raw: true }));
    const listed = JSON.stringify(await listTokens(cast.elena, cast.elena.id));
    const events = JSON.stringify(await JournalEvent.findAll({ raw: true }));
    for (const text of [rows, listed, events]) {
      expect(text).to.contain('Night report');
      expect(text).not.to.contain(made?.token.slice(12));
    }
    const own = await new ApiClient(app.url, made?.token).get<{ data: object[] }>('/me/tokens');
    expect(own.body.data).to.have.length(1);
    expect(JSON.stringify(own.body)).not.to.match(/hash/i);
  });

  it('work no more once revoked, expired, or when their person left', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => programOf(app.url, cast.elena)));
    const statusOf = async (program: ApiClient | undefined) => (await program?.get('/me'))?.status;
    expect(await statusOf(one)).to.equal(200);
    const [first, second] = await listTokens(cast.elena, cast.elena.id);
    expect(await refusal(revokeToken(cast.rosa, first?.id ?? 0))).to.have.property('status', 404);
    await revokeToken(cast.elena, first?.id ?? 0);
    await byHand(() =>
      ApiToken.update({ expires: new Date(Date.now() - 1) }, { where: { id: second?.id ?? 0 } }),
    );
    const left = [await statusOf(one), await statusOf(two), await statusOf(three)];
    expect(left.toSorted((a, b) => Number(a) - Number(b))).to.deep.equal([200, 401, 401]);
    await updateUser(cast.asha, cast.elena.id, { isActive: false });
    await updateUser(cast.asha, cast.elena.id, { isActive: true });
    expect([await statusOf(one), await statusOf(two), await statusOf(three)]).to.deep.equal([401, 401, 401]);
    expect(await JournalEvent.count({ where: { name: 'api_token.revoked' } })).to.equal(3);
  });

  it('are revoked by whoever keeps people secure, and seen by nobody else', async () => {
    await createToken(cast.elena, cast.elena, { name: 'x' });
    expect(await refusal(listTokens(cast.amir, cast.elena.id))).to.have.property('status', 403);
    const [asha, amir] = [await programOf(app.url, cast.asha), await programOf(app.url, cast.amir)];
    const path = `/users/${cast.elena.id}/tokens`;
    expect((await amir.get(path)).status).to.equal(403);
    const { data } = (await asha.get<{ data: { id: number }[] }>(path)).body;
    const own = `/tokens/${data[0]?.id}`;
    expect((await amir.delete(own)).status).to.equal(404);
    expect((await asha.delete(own)).status).to.equal(204);
    expect(await ApiToken.count({ where: { userId: cast.elena.id } })).to.equal(0);
  });

  it('say when and from where they were used, and tell of it once', async () => {
    const program = await programOf(app.url, cast.elena);
    for (let n = 0; n < 3; n += 1) await program.get('/me');
    const row = await ApiTokenUse.findOne();
    expect(row?.lastAddress).to.equal('127.0.0.1');
    expect(row?.lastUsedAt?.getTime()).to.be.closeTo(Date.now(), 60_000);
    expect(await JournalEvent.count({ where: { name: 'api_token.used', origin: 'api' } })).to.equal(1);
  });

  it('are the only way in: no cookie counts, and all other ways are answered alike', async () => {
    const browser = await signIn(app.client(), 'elena');
    expect((await browser.get('/api/v1/me')).status).to.equal(401);
    const answers = await Promise.all(
      [undefined, 'alit_nothing', 'x'.repeat(5000), `alit_${'a'.repeat(43)}`, "alit_' OR 1=1"].map(
        async (token) => {
          const { status, body, headers } = await new ApiClient(app.url, token).get('/me');
          const { requestId: _id, ...rest } = body;
          return { status, rest, asks: headers.get('www-authenticate') };
        },
      ),
    );
    for (const answer of answers) expect(answer).to.deep.equal(answers[0]);
    expect(answers[0]?.status).to.equal(401);
    expect((await new ApiClient(app.url, undefined).get('/nothing')).status).to.equal(401);
  });

  it('do nothing for whoever has to choose a new password', async () => {
    const program = await programOf(app.url, cast.elena);
    await byHand(() => User.update({ mustChangePassword: true }, { where: { id: cast.elena.id } }));
    expect((await program.get('/me')).status).to.equal(403);
  });
});
