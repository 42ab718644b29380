import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';

describe('requests from other sites', () => {
  let app: TestApp;
  let host: string;
  before(async () => {
    app = await startApp({ environment: { BASE_URL: 'http://portal.example' } });
    host = new URL(app.url).host;
  });
  after(() => app.stop());

  const verdicts = () =>
    [
      [{}, true, 'no browser'],
      [{ 'sec-fetch-site': 'same-origin' }, true, 'this site'],
      [{ 'sec-fetch-site': 'none' }, true, 'typed or bookmarked'],
      [{ 'sec-fetch-site': 'same-site' }, false, 'a neighbour'],
      [{ 'sec-fetch-site': 'cross-site' }, false, 'another site'],
      [{ 'sec-fetch-site': 'anything' }, false, 'an unknown word'],
      [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, true, 'the browser knows best'],
      [{ 'sec-fetch-site': 'cross-site', origin: `http://${host}` }, false, 'a claimed origin'],
      [{ origin: `http://${host}` }, true, 'an older browser'],
      [{ origin: `https://${host}` }, true, 'behind a proxy that encrypts'],
      [{ origin: 'http://portal.example' }, true, 'the configured address'],
      [{ origin: 'http://portal.example:8080' }, false, 'another port'],
      [{ origin: 'http://portal.example.evil.example' }, false, 'a longer name'],
      [{ origin: 'https://evil.example' }, false, 'another origin'],
      [{ origin: 'null' }, false, 'a sandboxed frame'],
      [{ origin: 'not an origin' }, false, 'nonsense'],
    ] as const;

  it('are refused when they write, as Go’s CrossOriginProtection refuses them', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    for (const [headers, allowed, who] of verdicts()) {
      const phoneNumber = `from ${allowed}`;
      const { status } = await client.post('/profile', { phoneNumber }, headers);
      expect(status, who).to.equal(allowed ? 303 : 403);
    }
    expect(await UserProfile.count({ where: { phoneNumber: 'from false' } })).to.equal(0);
  });

  it('may read pages, which links lead to, but nothing of the panel’s API', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'asha');
    for (const [headers, allowed, who] of verdicts()) {
      expect((await client.get('/profile', headers)).status, who).to.equal(200);
      expect((await client.get('/admin', headers)).status, who).to.equal(200);
      for (const path of ['/admin/api/resources/users/actions/list', '/Admin/API/dashboard', '/admin/api']) {
        expect((await client.get(path, headers)).status, `${who} ${path}`).to.equal(allowed ? 200 : 403);
      }
    }
  });

  it('are refused at every route that writes, before anything else is looked at', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    for (const path of [
      '/login',
      '/logout',
      '/complaints',
      '/profile',
      '/password',
      '/admin/api/x',
      '/anything',
    ]) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const headers = { 'sec-fetch-site': 'cross-site' };
        const { status } = await client.request(path, { method, headers });
        expect(status, `${method} ${path}`).to.equal(403);
      }
    }
    expect((await client.get('/')).status).to.equal(200);
    expect(await Complaint.count()).to.equal(0);
  });
});
