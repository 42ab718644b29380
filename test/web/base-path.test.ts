import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { hidesOwnPage } from '../../src/settings/addresses.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { programOf } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

const PREFIX = '/it/desk';

/** Addresses within the site that a page leads to, asks for or sends to. */
function addressesIn(html: string): string[] {
  const found = html.matchAll(/(?:href|src|action|formaction)="([^"]*)"|(?:Path|Url|src)":"(\/[^"]*)"/gi);
  return [...found].map(([, one, other]) => one ?? other ?? '').filter((address) => address.startsWith('/'));
}

describe('a portal that is found under a path', function suite() {
  this.timeout(120_000);
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp({ panel: true, environment: { BASE_URL: `https://x.example${PREFIX}` } });
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  const proxies: [string, (path: string) => string][] = [
    ['keeps the path', (path) => path],
    ['takes the path off', (path) => path.slice(PREFIX.length)],
  ];
  for (const [name, forward] of proxies) {
    describe(`behind a proxy that ${name}`, () => {
      /** Asks as a browser would, which knows of addresses under the path alone. */
      const get = (client: Client, path: string) => {
        expect(path, 'an address outside of the path').to.match(/^\/it\/desk(\/|$)/);
        return client.get(forward(path));
      };

      async function signIn(username: string): Promise<Client> {
        const client = app.client();
        const fields = { username, password: PASSWORD };
        const { status, location } = await client.post(forward(`${PREFIX}/login`), fields);
        expect(status).to.equal(303);
        expect(location).to.match(/^\/it\/desk\/(admin)?$/);
        return client;
      }

      it('every link, form and file of every page leads to something there', async () => {
        const { id } = await buildComplaint({ reporter: cast.rosa });
        const rosa = await signIn('rosa');
        const seen = new Set<string>();
        const open = [`${PREFIX}/`, `${PREFIX}/complaints/${id}`, `${PREFIX}/password`, `${PREFIX}/nothing`];
        for (let path = open.pop(); path !== undefined; path = open.pop()) {
          if (seen.has(path)) continue;
          seen.add(path);
          const answer = await get(rosa, path);
          expect(answer.status, path).to.be.oneOf(path.endsWith('/nothing') ? [404] : [200, 303, 404]);
          if (answer.location !== null) open.push(answer.location);
          if (answer.headers.get('content-type')?.startsWith('text/html') === true) {
            open.push(
              ...addressesIn(answer.text).map((address) =>
                address.replace(/#.*/, '').replaceAll('&amp;', '&'),
              ),
            );
          }
        }
        const expected = ['/', '/complaints/new', '/profile', '/logout', `/complaints/${id}/remarks`];
        for (const path of expected) expect([...seen]).to.include(PREFIX + path);
        expect([...seen].filter((path) => path.includes('/static/')).length).to.be.greaterThan(2);
      });

      it('a complaint is filed, and its page shown', async () => {
        const rosa = await signIn('rosa');
        const type = await ComplaintType.findOne({ rejectOnEmpty: true });
        const form = { title: 'A', description: 'href="/evil" B', typeId: String(type.id), urgency: 'low' };
        const filed = await rosa.postMultipart(forward(`${PREFIX}/complaints`), form);
        expect(filed.location).to.match(/^\/it\/desk\/complaints\/\d+$/);
        const page = await get(rosa, filed.location ?? '');
        // What people write is not an address of ours.
        expect(page.text).to.contain('href=&quot;/evil&quot; B');
      });

      it('whoever is not signed in comes back to where they wanted to go', async () => {
        const client = app.client();
        const { location } = await get(client, `${PREFIX}/profile?a=b`);
        expect(location).to.equal(`${PREFIX}/login?next=%2Fprofile%3Fa%3Db`);
        for (const next of ['/profile?a=b', `${PREFIX}/profile?a=b`]) {
          const fields = { username: 'rosa', password: PASSWORD, next };
          const signedIn = await app.client().post(forward(`${PREFIX}/login`), fields);
          expect(signedIn.location).to.equal(`${PREFIX}/profile?a=b`);
        }
        const api = await get(client, `${PREFIX}/admin/api/dashboard`);
        expect([api.status, api.location]).to.deep.equal([302, `${PREFIX}/login`]);
      });

      it('the panel works, and names addresses under the path alone', async () => {
        const asha = await signIn('asha');
        const page = await get(asha, `${PREFIX}/admin`);
        expect(page.status).to.equal(200);
        const addresses = addressesIn(page.text);
        expect(addresses).to.include.members([`${PREFIX}/admin`, `${PREFIX}/login`, `${PREFIX}/logout`]);
        const files = addresses.filter((address) => address.includes('/frontend/'));
        const names = files.map((file) => /[^/]*(?=\?)/.exec(file)?.[0]);
        expect(names).to.include.members(['panel.css', 'panel.js']);
        for (const file of files) expect((await get(asha, file)).status, file).to.equal(200);
        const list = await get(asha, `${PREFIX}/admin/api/resources/users/actions/list`);
        expect(list.json()).to.have.nested.property('meta.total', 6);
        const answer = await get(asha, `${PREFIX}/admin/api/dashboard`);
        const hrefs = answer.text.match(/"href":"[^"]*"/g) ?? [];
        expect(hrefs.length).to.be.greaterThan(2);
        for (const href of hrefs) expect(href).to.match(/^"href":"\/it\/desk\/admin\//);
        const path = forward(`${PREFIX}/admin/api/resources/departments/actions/new`);
        const created = await asha.postMultipart(path, { name: 'Under a path' });
        expect(created.json()).to.have.property('redirectUrl', `${PREFIX}/admin/resources/departments`);
      });
    });
  }

  it('programs are led to what they made', async () => {
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const program = await programOf(`${app.url}${PREFIX}`, cast.rosa);
    const made = await program.post('/complaints', { title: 'A', description: 'B', typeId });
    expect(made.status).to.equal(201);
    expect(made.headers.get('location')).to.match(/^\/it\/desk\/api\/v1\/complaints\/\d+$/);
  });

  it('no path begins as a page of the portal does, from which it could not be told', () => {
    const first = (path: string) => /^\/([^/]+)/.exec(path)?.[1] ?? [];
    const pages = new Set(app.paths().flatMap(first));
    expect([...pages]).to.include.members(['complaints', 'confirm', 'login', 'healthz']);
    for (const page of pages) expect(hidesOwnPage(`https://x.example/${page}`), page).to.equal(true);
  });

  it('leads from the path without its slash to the list', async () => {
    const { status, location } = await app.client().get(PREFIX);
    expect([status, location]).to.deep.equal([308, `${PREFIX}/`]);
  });

  it('answers those who watch the process under both addresses', async () => {
    for (const path of ['/healthz', `${PREFIX}/healthz`])
      expect((await app.client().get(path)).status, path).to.equal(200);
  });

  it('has a cookie that the rest of the host does not get', async () => {
    const answer = await app.client().post('/login', { username: 'rosa', password: PASSWORD });
    expect(answer.headers.getSetCookie().join()).to.contain('; Path=/it/desk;');
  });
});
