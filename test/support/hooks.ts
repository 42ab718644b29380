import type { RootHookObject } from 'mocha';
import { log } from '../../src/log.ts';
import { takeSilences, watchJournal } from './journal-watch.ts';
import { closeTestDatabase, emptyDatabase, openTestDatabase } from './database.ts';

log.level = process.env.LOG_LEVEL ?? 'silent';

/** Every test begins with the reference data and nobody in it. */
export const mochaHooks: RootHookObject = {
  async beforeAll() {
    await openTestDatabase();
    watchJournal();
  },
  async beforeEach() {
    await emptyDatabase();
  },
  afterEach(this: Mocha.Context) {
    const silences = takeSilences();
    // Tests of what lies below the use cases write rows themselves.
    if (/[\\/]test[\\/](database|migrations|models)[\\/]/.test(this.currentTest?.file ?? '')) return;
    if (silences.length > 0) {
      const told = silences.map(
        ({ tables, statement }) => `${tables.join(', ')}: ${statement.slice(0, 300)}`,
      );
      throw new Error(`Changed without an event in the journal:\n${told.join('\n')}`);
    }
  },
  async afterAll() {
    await closeTestDatabase();
  },
};
