import type { RootHookObject } from 'mocha';
import { log } from '../../src/log.ts';
import { closeTestDatabase, emptyDatabase, openTestDatabase } from './database.ts';

log.level = process.env.LOG_LEVEL ?? 'silent';

/** Every test begins with the reference data and nobody in it. */
export const mochaHooks: RootHookObject = {
  async beforeAll() {
    await openTestDatabase();
  },
  async beforeEach() {
    await emptyDatabase();
  },
  async afterAll() {
    await closeTestDatabase();
  },
};
