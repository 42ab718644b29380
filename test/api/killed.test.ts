import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { MINUTE_MS } from '../../src/durations.ts';
import { ApiRequest } from '../../src/models/api-request.ts';
import { Remark } from '../../src/models/remark.ts';
import { ReportRun } from '../../src/models/report-run.ts';
import { SavedView } from '../../src/models/saved-view.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { ApiClient, programOf, type ApiAnswer } from '../support/api-client.ts';
import { startApp } from '../support/app.ts';
import { testEnvironment } from '../support/database.ts';
import { eventually } from '../browser/support/eventually.ts';
import { byHand } from '../support/journal-watch.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';

/** Between doing what was asked and remembering what came of it a process stays for as long as it may take to kill it. */
const LINGERING = {
  sqlite: `CREATE TRIGGER lingering BEFORE UPDATE ON api_requests WHEN NEW.answer IS NOT NULL BEGIN
    SELECT (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000) SELECT COUNT(*) FROM n);
  END`,
  server: `CREATE TRIGGER lingering BEFORE UPDATE ON api_requests FOR EACH ROW
    IF NEW.answer IS NOT NULL THEN DO SLEEP(300); END IF`,
};

const run = (sql: string) => database().query(sql);

/** What a server does for a client that is gone, it goes on doing. */
async function endLingering(): Promise<void> {
  if (isSqlite()) return;
  const rows = await database().query<{ id: number }>(
    "SELECT id FROM information_schema.processlist WHERE state = 'User sleep'",
    { type: QueryTypes.SELECT },
  );
  for (const { id } of rows) await run(`KILL ${id}`);
}

describe('a portal that is killed before it answers a program', function suite() {
  this.timeout(240_000);
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });
  afterEach(async () => {
    killLeftOvers();
    await endLingering();
    await run('DROP TRIGGER IF EXISTS lingering');
  });

  /** Asks a process of its own, kills it once what was asked is done, and asks another with the same key. */
  async function askTwice(
    program: ApiClient,
    path: string,
    body: object,
    isDone: () => Promise<boolean>,
  ): Promise<ApiAnswer<{ data?: { status: number }[] }>> {
    const key = { 'idempotency-key': 'in-the-night' };
    await run(isSqlite() ? LINGERING.sqlite : LINGERING.server);
    const portal = startPortal(testEnvironment);
    const url = await portal.url;
    if (url === undefined) throw new Error(portal.stderr());
    const lost = new ApiClient(url, program.token).post(path, body, key).then(
      () => 'answered',
      () => 'lost',
    );
    await eventually(async () => expect(await isDone()).to.equal(true));
    portal.child.kill('SIGKILL');
    await portal.ended;
    expect(await lost).to.equal('lost');
    await endLingering();
    await run('DROP TRIGGER lingering');
    expect((await program.post(path, body, key)).status).to.equal(409);
    const begunAt = new Date(Date.now() - 3 * MINUTE_MS);
    expect(await byHand(() => ApiRequest.update({ begunAt }, { where: { answer: null } }))).to.deep.equal([
      1,
    ]);
    return program.post(path, body, key);
  }

  it('has done it once when it is asked again with the same key', async () => {
    const app = await startApp();
    try {
      const elena = await programOf(app.url, cast.elena);
      const asha = await programOf(app.url, cast.asha);
      const view = { name: 'Urgent', query: 'filters.urgency=high' };
      const kept = await askTwice(elena, '/saved-views', view, async () => (await SavedView.count()) > 0);
      expect([kept.status, await SavedView.count()]).to.deep.equal([201, 1]);
      await byHand(() => ApiRequest.destroy({ where: {} }));

      const question = { period: 'this-month' };
      const report = await asha.post<{ id: number }>('/reports', { name: 'Monthly', question });
      const path = `/reports/${report.body.id}/run`;
      const made = await askTwice(asha, path, {}, async () => (await ReportRun.count()) > 0);
      expect([made.status, await ReportRun.count()]).to.deep.equal([202, 1]);
      await byHand(() => ApiRequest.destroy({ where: {} }));

      const { id } = await buildComplaint({ reporter: cast.rosa });
      const bulk = { step: 'note', text: 'Once.', complaints: [{ id }, { id: 999_999 }, { id }] };
      const noted = await askTwice(asha, '/complaints/bulk', bulk, async () => (await Remark.count()) > 1);
      expect(noted.body.data?.map(({ status }) => status)).to.deep.equal([200, 404, 200]);
      expect(await Remark.count()).to.equal(2);
    } finally {
      await app.stop();
    }
  });
});
