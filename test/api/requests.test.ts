import { expect } from 'chai';
import { ApiRequest } from '../../src/models/api-request.ts';
import { ApiTokenUse } from '../../src/models/api-token-use.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { DAY_MS, MINUTE_MS } from '../../src/durations.ts';
import { forgetAnswers } from '../../src/use-cases/tokens/answer-once.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { byHand } from '../support/journal-watch.ts';

describe('requests to the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: ApiClient;
  let filing: object;
  before(async () => {
    app = await startApp({ environment: { API_ORIGINS: 'https://tools.alphalab.example' } });
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await programOf(app.url, cast.rosa);
    const typeId = (await ComplaintType.findOne())?.id;
    filing = { title: 'It blinks', description: 'All the time.', typeId };
  });

  const keyed = (key: string) => ({ 'idempotency-key': key });

  it('with one key are done once, however often and at once they come', async () => {
    const first = await rosa.post<{ id: number }>('/complaints', filing, keyed('night-1'));
    const second = await rosa.post<{ id: number }>('/complaints', filing, keyed('night-1'));
    expect([second.status, second.body]).to.deep.equal([201, first.body]);
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
    const others = await Promise.all(
      Array.from({ length: 6 }, () =>
        rosa.post<{ id?: number; code?: string }>('/complaints', filing, keyed('b')),
      ),
    );
    expect(others.every(({ status }) => status === 201 || status === 409)).to.equal(true);
    expect(new Set(others.flatMap(({ body }) => body.id ?? [])).size).to.equal(1);
    expect(await Complaint.count()).to.equal(2);
    const other = await rosa.post('/complaints', { ...filing, title: 'Another' }, keyed('night-1'));
    expect([other.status, other.body.code]).to.deep.equal([422, 'key_reused']);
    const sam = await programOf(app.url, cast.sam);
    expect((await sam.post('/complaints', filing, keyed('night-1'))).body.id).not.to.equal(first.body.id);
    const elena = await programOf(app.url, cast.elena);
    const narrower = await programOf(app.url, cast.elena, []);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    expect((await elena.post(`/complaints/${id}/claim`, {}, keyed('c'))).status).to.equal(200);
    const less = await narrower.post(`/complaints/${id}/claim`, {}, keyed('c'));
    expect([less.status, less.body.code], 'another token').to.deep.equal([422, 'key_reused']);
    expect((await rosa.post('/complaints', filing, keyed('x'.repeat(256)))).status).to.equal(400);
  });

  it('with a key create a record once, also where the process died before it answered', async () => {
    const asha = await programOf(app.url, cast.asha);
    const made = await asha.post('/departments', { name: 'Research' }, keyed('d'));
    // As a process leaves it that is killed between the two.
    const begunAt = new Date(Date.now() - 3 * MINUTE_MS);
    const undone = { answerStatus: null, answer: null, begunAt };
    await byHand(() => ApiRequest.update(undone, { where: {} }));
    const again = await asha.post('/departments', { name: 'Research' }, keyed('d'));
    expect([again.status, again.body.id]).to.deep.equal([201, made.body.id]);
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(1);
    await byHand(() => ApiRequest.update({ ...undone, begunAt: new Date() }, { where: {} }));
    const running = await asha.post('/departments', { name: 'Research' }, keyed('d'));
    expect([running.status, running.body.code]).to.deep.equal([409, 'conflict']);
  });

  it('that are refused can be sent again with the same key, and keys are forgotten after a day', async () => {
    expect((await rosa.post('/complaints', { ...filing, title: '' }, keyed('k'))).status).to.equal(422);
    expect((await rosa.post('/complaints', filing, keyed('k'))).status).to.equal(201);
    expect(await forgetAnswers()).to.equal(0);
    await byHand(() => ApiRequest.update({ createdAt: new Date(Date.now() - DAY_MS - 1) }, { where: {} }));
    expect(await forgetAnswers()).to.equal(1);
  });

  it('are so many a minute for each token, whatever process answers them', async () => {
    const limited = await startApp({ environment: { API_REQUESTS_PER_MINUTE: '20' } });
    const other = await startApp({ environment: { API_REQUESTS_PER_MINUTE: '20' } });
    try {
      const { token } = rosa;
      const ask = (url: string) =>
        fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) => ask(n % 2 === 0 ? limited.url : other.url)),
      );
      expect(answers.filter(({ status }) => status === 200)).to.have.length(20);
      const late = answers.find(({ status }) => status === 429);
      expect(Number(late?.headers.get('retry-after'))).to.be.within(1, 60);
      expect(late?.headers.get('ratelimit-policy')).to.equal('"token";q=20;w=60');
      expect(late?.headers.get('ratelimit')).to.match(/^"token";r=0;t=\d+$/);
      expect((await ask(app.url)).status).to.equal(200);
      await byHand(() =>
        ApiTokenUse.update({ windowStartedAt: new Date(Date.now() - MINUTE_MS) }, { where: {} }),
      );
      const next = await startApp({ environment: { API_REQUESTS_PER_MINUTE: '20' } });
      expect((await ask(next.url)).status).to.equal(200);
      await next.stop();
    } finally {
      await limited.stop();
      await other.stop();
    }
  });

  it('are JSON objects of at most a megabyte, in known methods', async () => {
    const raw = (path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }) =>
      fetch(`${rosa.url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${rosa.token}`, ...init.headers },
      });
    const json = { 'content-type': 'application/json' };
    const statuses = async (
      path: string,
      init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
    ) => (await raw(path, init)).status;
    expect(await statuses('/complaints', { method: 'POST', body: 'a=1' })).to.equal(415);
    expect(await statuses('/complaints', { method: 'POST', body: '{', headers: json })).to.equal(400);
    for (const body of ['[]', '7', 'null', '"x"', 'true', '[{}]']) {
      const refused = await raw('/complaints', { method: 'POST', body, headers: json });
      const { code, detail } = (await refused.json()) as Record<string, string>;
      expect([refused.status, code], body).to.deep.equal([400, 'no_object']);
      expect(detail).to.equal('Send a JSON object, which begins with `{`.');
    }
    const deep = `{"title": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const refused = await raw('/complaints', { method: 'POST', body: deep, headers: json });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([
      400,
      'too_deep',
    ]);
    const large = JSON.stringify({ ...filing, description: 'x'.repeat(1_100_000) });
    expect(await statuses('/complaints', { method: 'POST', body: large, headers: json })).to.equal(413);
    const wrong = await raw('/me', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, PATCH']);
    expect(wrong.headers.get('content-type')).to.contain('application/problem+json');
    expect(await statuses('/nothing', {})).to.equal(404);
    expect(await statuses('/me?x=%ff', {})).to.equal(200);
    expect((await raw('/me', { method: 'HEAD' })).status).to.equal(200);
  });

  it('of other sites’ pages are answered to those that the settings name, without cookies', async () => {
    const preflight = (origin: string) =>
      fetch(`${rosa.url}/complaints`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const known = await preflight('https://tools.alphalab.example');
    expect(known.status).to.equal(204);
    expect(known.headers.get('access-control-allow-origin')).to.equal('https://tools.alphalab.example');
    expect(known.headers.get('access-control-allow-credentials')).to.equal(null);
    const strange = await preflight('https://evil.example');
    expect(strange.headers.get('access-control-allow-origin')).to.equal(null);
    expect(strange.status).to.equal(401);
    const { headers } = await rosa.get('/me', { origin: 'https://evil.example' });
    expect(headers.get('access-control-allow-origin')).to.equal(null);
  });
});
