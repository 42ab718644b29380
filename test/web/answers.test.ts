import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';

const JSON_ONLY = { accept: 'application/json' };

describe('every answer', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('carries headers that let a page load this site’s own files only, nothing inline', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'asha');
    for (const path of ['/login', '/', '/nothing-here', '/profile']) {
      const { headers, text } = await (path === '/login' ? app.client() : client).get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).to.contain("default-src 'none'").and.contain("frame-ancestors 'none'");
      expect(policy).to.contain("script-src 'self';").and.contain("style-src 'self';");
      expect(policy).not.to.contain('unsafe');
      expect(text).not.to.match(/<style|<script(?![^>]*src=)| style=| on\w+=/);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('DENY');
      expect(headers.get('referrer-policy')).to.equal('same-origin');
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('x-powered-by')).to.equal(null);
      expect(headers.get('strict-transport-security')).to.equal(null);
      expect(headers.get('x-request-id')).to.match(/^[\da-f-]{36}$/);
    }
  });

  it('has a nonce of its own on a page of the panel', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'asha');
    const policies = [await client.get('/admin'), await client.get('/admin')].map(
      ({ headers }) => headers.get('content-security-policy') ?? '',
    );
    const nonces = policies.map((policy) => /script-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy)?.[1]);
    expect(nonces[0]).to.be.a('string').and.not.equal(nonces[1]);
    expect(policies[0])
      .to.contain(`style-src 'self' 'nonce-${nonces[0]}' 'sha256-`)
      .and.not.contain('unsafe');
  });

  it('tells browsers to come back by https only where they came by https', async () => {
    const https = await startApp({ environment: { BASE_URL: 'https://portal.example' } });
    const { headers } = await https.client().get('/login');
    expect(headers.get('strict-transport-security')).to.match(/^max-age=\d{7,}/);
    await https.stop();
  });

  it('is compressed, and static files are kept for ever under an address that changes with them', async () => {
    const { text, headers } = await app.client().get('/login', { 'accept-encoding': 'gzip' });
    expect(headers.get('content-encoding')).to.equal('gzip');
    const links = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links.length).to.equal(6);
    for (const link of links) {
      const file = await app.client().get(link);
      expect(file.status, link).to.equal(200);
      expect(link).to.match(/\?v=[\w-]{12}$/);
      expect(file.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      expect(file.headers.getSetCookie()).to.deep.equal([]);
      // The browser would ask another host, or a file that is not there.
      expect(file.text).not.to.match(/@import|url\((?!["']?data:)/);
    }
    for (const path of [
      '/static/',
      '/static/../package.json',
      '/static/%2e%2e/%2e%2e/package.json',
      '/static/x.css',
    ]) {
      expect((await app.client().get(path)).status, path).to.equal(404);
    }
  });

  it('to what is not there is a page or JSON, as the client prefers', async () => {
    const page = await app.client().get('/nothing-here');
    expect(page.status).to.equal(404);
    expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(page.text).to.contain(page.headers.get('x-request-id')).and.contain('There is no such page.');
    const answer = await app.client().get('/nothing-here', JSON_ONLY);
    expect(answer.json()).to.deep.equal({
      error: {
        code: 'not_found',
        message: 'There is no such page.',
        fields: {},
        requestId: answer.headers.get('x-request-id'),
      },
    });
  });

  it('to a malformed number or address is that of a missing page', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const paths = ['abc', '0', '-1', '1.5', '1e3', '99999999999', '%00', '1%27--', '%E0%A4%A', '1/2', ' 1'];
    for (const id of paths) {
      const { status, text } = await client.get(`/complaints/${id}`);
      expect(status, id).to.equal(404);
      expect(text).not.to.match(/at .*\.(ts|js)|SELECT|URIError/);
    }
  });

  it('to content of the wrong kind is 415', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    for (const path of ['/login', '/complaints', '/profile', '/password']) {
      for (const type of ['application/json', 'text/plain', 'application/xml', 'nonsense']) {
        const init = { method: 'POST', body: '{"title":"x"}', headers: { 'content-type': type } };
        expect((await client.request(path, init)).status, `${path} ${type}`).to.equal(415);
      }
      const init = {
        method: 'POST',
        body: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
      };
      expect((await client.request(path, init)).status, path).to.equal(415);
    }
  });

  it('to a form that is too large is 413, and nothing of it is kept', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const huge = 'x'.repeat(150_000);
    for (const path of ['/login', '/complaints', '/profile']) {
      expect((await client.post(path, { title: huge })).status, path).to.equal(413);
      expect((await client.postMultipart(path, { title: huge, a: huge })).status, path).to.equal(413);
      const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`f${i}`, 'x']));
      expect((await client.post(path, many)).status, path).to.equal(413);
      expect((await client.postMultipart(path, many)).status, path).to.equal(413);
      expect((await client.postMultipart(path, { title: 'x'.repeat(70_000) })).status, path).to.equal(413);
    }
    const together = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, 'x'.repeat(60_000)]));
    expect((await client.postMultipart('/profile', together)).status).to.equal(413);
    expect(await Complaint.count()).to.equal(0);
  });

  it('to a form that cannot be read is 400', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    for (const [type, body] of [
      ['multipart/form-data', 'no boundary'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\ncut off',
      ],
      ['multipart/form-data; boundary=x', 'nothing at all'],
    ] as const) {
      const init = { method: 'POST', body, headers: { 'content-type': type } };
      const { status, text } = await client.request('/complaints', init);
      expect(status, body).to.equal(400);
      expect(text).not.to.match(/Boundary|Unexpected end|busboy/);
    }
  });

  it('to a fault of ours says that there was one, and not which', async () => {
    const { rosa } = await buildCast();
    const client = await signIn(app.client(), 'rosa');
    await buildComplaint({ reporter: rosa });
    const queries = database().getQueryInterface();
    await queries.renameTable('complaint_types', 'secret_types');
    try {
      const { status, text, headers } = await client.get('/');
      expect(status).to.equal(500);
      expect(text)
        .to.contain(headers.get('x-request-id'))
        .and.not.match(/_types|SELECT|Error:|at /i);
      expect((await client.get('/', JSON_ONLY)).text).not.to.match(/_types|SELECT|stack/i);
    } finally {
      await queries.renameTable('secret_types', 'complaint_types');
    }
  });
});
