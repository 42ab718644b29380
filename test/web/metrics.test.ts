import { expect } from 'chai';
import { JobRunner } from '../../src/jobs/runner.ts';
import { Job } from '../../src/models/job.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildNotification } from '../factories/notifications.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { ALERTS, MEASURED, SELECTED, type Selected } from '../support/measured.ts';

const TOKEN = 'a-token-that-only-the-tests-know';
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('GET /metrics', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ environment: { METRICS_TOKEN: TOKEN } });
  });
  after(() => app.stop());

  const scrape = () => app.client().request('/metrics', bearer(TOKEN));

  /** The value of a line, by its name and labels. */
  async function valueOf(line: string): Promise<number | undefined> {
    const { text } = await scrape();
    const found = text.split('\n').find((one) => one.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.slice(line.length + 1));
  }

  it('is not there while no token is set', async () => {
    const plain = await startApp();
    expect((await plain.client().request('/metrics', bearer(TOKEN))).status).to.equal(404);
    await plain.stop();
  });

  it('answers whoever has the token alone, without a session and as plain text', async () => {
    const refused = [
      {},
      bearer(''),
      bearer(`${TOKEN}x`),
      bearer(TOKEN.slice(1)),
      { headers: { authorization: TOKEN } },
    ];
    for (const init of refused) {
      const { status, headers, text } = await app.client().request('/metrics', init);
      expect([status, headers.get('www-authenticate')]).to.deep.equal([401, 'Bearer realm="metrics"']);
      expect(text).not.to.contain('portal_');
    }
    const { status, headers, text } = await app
      .client()
      .request('/metrics', { headers: { authorization: `bearer ${TOKEN}`, 'accept-encoding': 'gzip, br' } });
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
    expect([headers.get('content-encoding'), headers.get('cache-control')]).to.deep.equal([null, 'no-store']);
    expect(headers.getSetCookie()).to.deep.equal([]);
    expect(text)
      .to.match(/^# HELP portal_/m)
      .and.to.match(/^portal_nodejs_eventloop_lag_p99_seconds \d/m);
  });

  it('tells requests by the pattern of their route, never by their address', async () => {
    const { rosa } = await buildCast();
    const client = await signIn(app.client(), 'rosa');
    for (const title of ['One', 'Two']) {
      const { id } = await buildComplaint({ reporter: rosa, title });
      await client.get(`/complaints/${id}`);
    }
    for (const path of ['/odd/1', '/odd/2?x=3', '/complaints/987654321', '/wp-login.php'])
      await client.get(path);
    expect(
      await valueOf('portal_http_requests_total{method="GET",route="/complaints/:id",status="200"}'),
    ).to.equal(2);
    expect(await valueOf('portal_http_requests_total{method="GET",route="none",status="404"}')).to.equal(3);
    expect(
      await valueOf('portal_http_request_duration_seconds_count{method="GET",route="/complaints/:id"}'),
    ).to.equal(3);
    const { text } = await scrape();
    expect(text).not.to.contain('odd').and.not.to.contain('wp-login').and.not.to.contain('987654321');
  });

  it('counts jobs of this process, done and failed', async () => {
    const kinds = ['done', 'failed'].map((kind) => ({
      kind: `test.${kind}`,
      label: kind,
      run: () => (kind === 'done' ? Promise.resolve(1) : Promise.reject(new Error('no'))),
    }));
    for (const { kind } of kinds)
      await Job.create({ kind, payload: '{}', state: 'waiting', runAt: new Date() });
    const runner = new JobRunner(kinds, { pollMs: 50 }).start();
    const lines = ['done', 'failed'].map(
      (end) => `portal_job_attempts_total{kind="test.${end}",end="${end}"}`,
    );
    for (let left = 100; left > 0 && (await valueOf(lines[1] ?? '')) === undefined; left -= 1);
    await runner.stop();
    expect(await Promise.all(lines.map(valueOf))).to.deep.equal([1, 1]);
  });

  it('tells what stands in the database', async () => {
    await buildComplaint({});
    await buildComplaint({ status: 'resolved' });
    await buildNotification({ state: 'dead', nextAttemptAt: null });
    const due = new Date(Date.now() - 600_000);
    await Job.create({ kind: 'x', payload: '{}', state: 'waiting', runAt: due });
    const own = await startApp({ environment: { METRICS_TOKEN: TOKEN } });
    const { text } = await own.client().request('/metrics', bearer(TOKEN));
    await own.stop();
    const wanted = [
      'portal_database_up 1',
      'portal_complaints{category="new"} 1',
      'portal_complaints{category="resolved"} 1',
      'portal_complaints{category="pending"} 0',
      'portal_complaints_unassigned 1',
      'portal_outbox_mails{state="dead"} 1',
      'portal_outbox_mails{state="waiting"} 0',
    ];
    for (const line of wanted) expect(text.split('\n')).to.include(line);
    expect(text)
      .to.match(/^portal_jobs_oldest_due_seconds 60\d/m)
      .and.to.match(/^portal_jobs\{state="waiting"\} [1-9]/m)
      .and.to.match(/^portal_disk_free_bytes [1-9]/m);
    expect(text).to.match(/^portal_health_check\{check="database"\} 0$/m);
  });

  it('has every measure that the dashboard and the alerts ask for', async () => {
    const { text } = await scrape();
    const told = new Set(text.match(/^portal_\w+/gm));
    expect(MEASURED.length).to.be.greaterThan(20);
    expect(MEASURED.filter((name) => !told.has(name))).to.deep.equal([]);
    const labelled = SELECTED.filter(({ labels }) => labels.length > 0);
    expect(labelled.length).to.be.greaterThan(8);
    const lines = text.split('\n');
    const isTold = ({ name, labels }: Selected) =>
      lines.some(
        (line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(`${label}="`)),
      );
    expect(labelled.filter((one) => !isTold(one))).to.deep.equal([]);
  });

  it('has an example of measures for each alert, for Prometheus’ own tool', () => {
    expect(ALERTS.ruled).to.have.length.above(8);
    expect(ALERTS.ruled.filter((name) => !ALERTS.expected.includes(name))).to.deep.equal([]);
  });
});
