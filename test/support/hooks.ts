import type { RootHookObject } from 'mocha';
import { log } from '../../src/log.ts';
import { byHand, takeSilences, watchJournal } from './journal-watch.ts';
import { askNoStacks } from './quick-statements.ts';
import { hashCheaply } from './cheap-hashes.ts';
import { closeTestDatabase, emptyDatabase, openTestDatabase } from './database.ts';

log.level = process.env.LOG_LEVEL ?? 'silent';
// Mocha wants all of a stack.
Error.stackTraceLimit = 7;
askNoStacks();
hashCheaply();

/** What tests changed without an event, each with the test and the statement. */
const silent: string[] = [];

/** Every test begins with the reference data and nobody in it. */
export const mochaHooks: RootHookObject = {
  async beforeAll(this: Mocha.Context) {
    // Some runs start servers first.
    this.timeout(240_000);
    await openTestDatabase();
  },
  async beforeEach() {
    // Anew each time: a test may have opened the database again.
    watchJournal();
    await byHand(emptyDatabase);
  },
  afterEach(this: Mocha.Context) {
    const found = takeSilences();
    // Tests of what lies below the use cases write rows themselves.
    if (/[\\/]test[\\/](database|migrations|models)[\\/]/.test(this.currentTest?.file ?? '')) return;
    for (const { tables, statement } of found)
      silent.push(`${this.currentTest?.fullTitle()}: ${tables.join(', ')}: ${statement.slice(0, 300)}`);
  },
  async afterAll() {
    await closeTestDatabase();
    // At the end, since a hook that throws ends the run.
    if (silent.length > 0) throw new Error(`Changed without an event in the journal:\n${silent.join('\n')}`);
  },
};
