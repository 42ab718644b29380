import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../../src/database/connect.ts';
import { operator } from '../../../src/policies/actor.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { portalJson } from '../../support/portal-command.ts';
import { testEnvironment } from '../../support/database.ts';
import { hasServer, openOldPortal, stopOldPortals, type OldPortal } from '../../support/old-portal.ts';
import { MANY } from '../../support/many-old-complaints.ts';
import { program } from '../../support/program.ts';

async function one(sql: string): Promise<number> {
  const [row] = await database().query<{ n: number }>(sql, { type: QueryTypes.SELECT });
  return Number(row?.n);
}

(hasServer ? describe : describe.skip)('an import of the old portal that is broken off', function suite() {
  this.timeout(300_000);
  let old: OldPortal;
  before(async () => {
    old = await openOldPortal();
    await old.run(MANY);
  });
  after(async () => {
    await old.close();
    await stopOldPortals();
  });

  /** Kills the command once so many complaints stand. */
  async function killAfter(complaints: number): Promise<void> {
    const child = spawn(process.execPath, [...program('cli/index'), 'import-django', '--source', old.url], {
      env: { PATH: process.env.PATH, ...testEnvironment },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    while (child.exitCode === null && (await one('SELECT COUNT(*) AS n FROM complaints')) < complaints)
      await delay(5);
    child.kill('SIGKILL');
    await ended;
  }

  it('goes on where it was, however often it is killed', async () => {
    for (const complaints of [1, 300, 700]) await killAfter(complaints);
    const standing = await one('SELECT COUNT(*) AS n FROM complaints');
    expect(standing).to.be.greaterThan(0);
    const { code, document } = await portalJson(['import-django', '--source', old.url]);
    expect(code).to.equal(0);
    expect(document.totals).to.have.property('before').that.is.greaterThan(standing);
    const [there] = await old.run('SELECT COUNT(*) AS n FROM complaints_complaint');
    expect(await one('SELECT COUNT(*) AS n FROM complaints')).to.equal(Number(there?.n));
    expect(await one('SELECT COUNT(*) AS n FROM search_documents')).to.equal(Number(there?.n));
    // One of each filing, no step without event, no profile twice.
    expect(await one("SELECT COUNT(*) AS n FROM events WHERE name = 'complaint.filed'")).to.equal(
      Number(there?.n),
    );
    expect(
      await one(
        'SELECT COUNT(*) AS n FROM status_changes s LEFT JOIN events e ON e.id = s.event_id WHERE e.id IS NULL',
      ),
    ).to.equal(0);
    expect(await one('SELECT COUNT(*) - COUNT(DISTINCT user_id) AS n FROM user_profiles')).to.equal(0);
    expect(
      await one("SELECT COUNT(*) AS n FROM remarks WHERE text = 'Looking at the access point'"),
    ).to.equal(201);
    expect((await verifyJournal(operator)).whole).to.equal(true);
    const again = await portalJson(['import-django', '--source', old.url]);
    expect(again.document.totals).to.include({ taken: 0 });
  });
});
