import { request } from 'node:http';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';

/** What a request says of where it comes from, whether it may write, and whether it may call the panel's API. */
type Verdict = readonly [headers: Record<string, string>, writes: boolean, calls: boolean, who: string];

describe('requests from other sites', () => {
  let app: TestApp;
  let host: string;

  /** A program that says only what it is told to. */
  async function program(username: string): Promise<Client> {
    return signIn(new Client(app.url, false), username);
  }

  before(async () => {
    app = await startApp({ environment: { BASE_URL: 'http://portal.example' } });
    host = new URL(app.url).host;
  });
  after(() => app.stop());

  const verdicts = (): Verdict[] => [
    [{}, true, false, 'no browser'],
    [{ 'sec-fetch-site': 'same-origin' }, true, true, 'this site'],
    [{ 'sec-fetch-site': 'none' }, true, true, 'typed or bookmarked'],
    [{ 'sec-fetch-site': 'same-site' }, false, false, 'a neighbour'],
    [{ 'sec-fetch-site': 'cross-site' }, false, false, 'another site'],
    [{ 'sec-fetch-site': 'anything' }, false, false, 'an unknown word'],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, true, true, 'browsers know best'],
    [{ 'sec-fetch-site': 'cross-site', origin: `http://${host}` }, false, false, 'a claimed origin'],
    [{ 'sec-fetch-site': 'same-site', referer: `http://${host}/admin` }, false, false, 'a claimed page'],
    [{ origin: `http://${host}` }, true, true, 'an older browser'],
    [{ origin: `https://${host}` }, true, true, 'behind a proxy that encrypts'],
    [{ origin: 'http://portal.example' }, true, true, 'the configured address'],
    [{ origin: 'https://portal.example' }, false, false, 'another protocol'],
    [{ origin: 'http://portal.example:8080' }, false, false, 'another port'],
    [{ origin: 'http://portal.example.evil.example' }, false, false, 'a longer name'],
    [{ origin: 'https://evil.example' }, false, false, 'another origin'],
    [{ origin: 'null' }, false, false, 'a sandboxed frame'],
    [{ origin: 'null', referer: `http://${host}/admin` }, false, false, 'a frame that claims a page'],
    [{ origin: 'not an origin' }, false, false, 'nonsense'],
    [{ referer: `http://${host}/admin` }, true, true, 'a page of ours, over http'],
    [{ referer: 'http://portal.example/admin' }, true, true, 'a page of the configured address'],
    [{ referer: 'http://other.portal.example/' }, true, false, 'a page of a neighbour'],
    [{ referer: 'nonsense' }, true, false, 'nonsense for a page'],
    [{ referer: '' }, true, false, 'an empty page'],
  ];

  it('are refused when they write, as Go’s CrossOriginProtection refuses them', async () => {
    await buildCast();
    const client = await program('rosa');
    for (const [headers, allowed, , who] of verdicts()) {
      const phoneNumber = `from ${allowed}`;
      const { status } = await client.post('/profile', { phoneNumber }, headers);
      expect(status, who).to.equal(allowed ? 303 : 403);
    }
    expect(await UserProfile.count({ where: { phoneNumber: 'from false' } })).to.equal(0);
  });

  it('may read pages, which links lead to, but nothing of the panel’s API', async () => {
    await buildCast();
    const client = await program('asha');
    for (const [headers, , allowed, who] of verdicts()) {
      expect((await client.get('/profile', headers)).status, who).to.equal(200);
      expect((await client.get('/admin', headers)).status, who).to.equal(200);
      for (const path of ['/admin/api/resources/users/actions/list', '/Admin/API/dashboard', '/admin/api']) {
        expect((await client.get(path, headers)).status, `${who} ${path}`).to.equal(allowed ? 200 : 403);
      }
    }
  });

  it('take nothing out and use nothing up, while what names no page is somebody’s own doing', async () => {
    const { rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    const client = await program('rosa');
    const elsewhere = [
      'http://other.portal.example/',
      `http://${host}.evil.example/`,
      'https://evil.example',
      'nonsense',
    ];
    const paths = [
      '/profile/data',
      '/complaints/export?format=csv',
      `/complaints/${id}/pdf`,
      '/faq/fitting?title=printer',
      '/notifications/stream?bell=1',
    ];
    const json = { accept: 'application/json' };
    for (const path of paths) {
      for (const referer of elsewhere)
        expect((await client.get(path, { ...json, referer })).status, `${referer} ${path}`).to.equal(403);
    }
    expect(await journal({ name: 'user.data_downloaded' })).to.deep.equal([]);
    for (const path of paths) {
      expect((await client.get(path, json)).status, path).to.equal(200);
      const ours = { ...json, referer: `http://${host}/profile` };
      expect((await client.get(path, ours)).status, path).to.equal(200);
    }
    for (const referer of elsewhere)
      expect((await client.get(`/complaints/${id}`, { referer })).status, 'a link elsewhere').to.equal(200);
  });

  it('are told from the portal’s own by their protocol, too, where the request names the configured host', async () => {
    await buildCast();
    const client = await program('rosa');
    /** A request to this host, which fetch would not name. */
    const statusFrom = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const { port } = new URL(app.url);
        const sent = { host: 'portal.example', cookie, 'content-length': 0, ...headers };
        const options = { host: '127.0.0.1', port, path: '/logout', method: 'POST', headers: sent };
        request(options, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        })
          .on('error', reject)
          .end();
      });
    expect(await statusFrom({ origin: 'https://portal.example' })).to.equal(403);
    expect(await statusFrom({ origin: 'http://portal.example' })).to.equal(303);
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
