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

  /** What a program asks for, and whether it is done. */
  interface Question {
    readonly program: ApiClient;
    readonly path: string;
    readonly body: object;
    readonly isDone: () => Promise<boolean>;
  }
  type Answered = ApiAnswer<{ data?: { status: number }[] }>;

  /** Asks a process of its own, kills it once what was asked is done, and asks another with the same keys. */
  async function askTwice(questions: readonly Question[]): Promise<Answered[]> {
    const keyOf = ({ path }: Question) => ({ 'idempotency-key': `in-the-night${path.replaceAll('/', '-')}` });
    await run(isSqlite() ? LINGERING.sqlite : LINGERING.server);
    const portal = startPortal(testEnvironment);
    const url = await portal.url;
    if (url === undefined) throw new Error(portal.stderr());
    const lost = questions.map((one) =>
      new ApiClient(url, one.program.token).post(one.path, one.body, keyOf(one)).then(
        () => 'answered',
        () => 'lost',
      ),
    );
    for (const { isDone } of questions) await eventually(async () => expect(await isDone()).to.equal(true));
    portal.child.kill('SIGKILL');
    await portal.ended;
    expect(await Promise.all(lost)).to.deep.equal(questions.map(() => 'lost'));
    await endLingering();
    await run('DROP TRIGGER lingering');
    const again = (one: Question) => one.program.post<Answered['body']>(one.path, one.body, keyOf(one));
    for (const one of questions) expect((await again(one)).status, one.path).to.equal(409);
    const begunAt = new Date(Date.now() - 3 * MINUTE_MS);
    const begun = await byHand(() => ApiRequest.update({ begunAt }, { where: { answer: null } }));
    expect(begun).to.deep.equal([questions.length]);
    const answers = [];
    for (const one of questions) answers.push(await again(one));
    return answers;
  }

  it('has done it once when it is asked again with the same key', async () => {
    const app = await startApp();
    try {
      const elena = await programOf(app.url, cast.elena);
      const asha = await programOf(app.url, cast.asha);
      const report = await asha.post<{ id: number }>('/reports', {
        name: 'Monthly',
        question: { period: 'this-month' },
      });
      const { id } = await buildComplaint({ reporter: cast.rosa });
      const questions: Question[] = [
        {
          program: elena,
          path: '/saved-views',
          body: { name: 'Urgent', query: 'filters.urgency=high' },
          isDone: async () => (await SavedView.count()) > 0,
        },
        {
          program: asha,
          path: `/reports/${report.body.id}/run`,
          body: {},
          isDone: async () => (await ReportRun.count()) > 0,
        },
        {
          program: asha,
          path: '/complaints/bulk',
          body: { step: 'note', text: 'Once.', complaints: [{ id }, { id: 999_999 }, { id }] },
          isDone: async () => (await Remark.count()) > 1,
        },
      ];
      const answers = [];
      // Where a process lingers over a statement on SQLite, it asks no other.
      for (const some of isSqlite() ? questions.map((one) => [one]) : [questions])
        answers.push(...(await askTwice(some)));
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 202, 200]);
      expect(answers[2]?.body.data?.map(({ status }) => status)).to.deep.equal([200, 404, 200]);
      expect([await SavedView.count(), await ReportRun.count(), await Remark.count()]).to.deep.equal([
        1, 1, 2,
      ]);
    } finally {
      await app.stop();
    }
  });
});
