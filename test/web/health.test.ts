import { expect } from 'chai';
import { closeDatabase, database, isSqlite, openDatabase } from '../../src/database/connect.ts';
import { migrateDown, migrateUp } from '../../src/database/migrator.ts';
import { initModels } from '../../src/models/index.ts';
import { checkReadiness } from '../../src/use-cases/system/check-readiness.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { dataDir } from '../support/database.ts';

describe('health', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  async function statusOf(path: string): Promise<number> {
    return (await app.client().get(path)).status;
  }

  it('is told without signing in, and without a session', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const { status, headers } = await app.client().get(path);
      expect(status).to.equal(200);
      expect(headers.getSetCookie()).to.deep.equal([]);
    }
  });

  it('is not ready while a migration is pending, though alive', async () => {
    await migrateDown();
    try {
      const { status, text } = await app.client().get('/readyz');
      expect(status).to.equal(503);
      expect(text).to.equal('The database has pending migrations.\n');
      expect(await statusOf('/healthz')).to.equal(200);
    } finally {
      await migrateUp();
    }
    expect(await statusOf('/readyz')).to.equal(200);
  });

  it('does not take its own work for the silence of the database', async () => {
    const answer = checkReadiness();
    // As while the panel is loaded: nothing else is done meanwhile, and the patience with the database runs out.
    const end = performance.now() + 2300;
    while (performance.now() < end) Math.random();
    expect(await answer).to.deep.equal({ ready: true, reason: 'ready' });
  });

  it('is not ready without a database, and says so soon', async () => {
    const databaseUrl = process.env.TEST_DATABASE_URL;
    await closeDatabase();
    try {
      const begun = Date.now();
      const { status, text } = await app.client().get('/readyz');
      expect(status).to.equal(503);
      expect(text).to.equal('The database does not answer.\n');
      expect(Date.now() - begun).to.be.lessThan(4000);
      expect(await statusOf('/healthz')).to.equal(200);
    } finally {
      await openDatabase({ databaseUrl, dataDir });
      initModels(database());
    }
    expect(await statusOf('/readyz')).to.equal(200);
    expect(isSqlite()).to.equal(databaseUrl === undefined);
  });
});
