import { isRestoring, schemaState } from '../../../database/schema-state.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';

async function look(): Promise<readonly Finding[]> {
  const state = await schemaState();
  if (isRestoring(state)) {
    const text = 'A restore into the database is under way, or was broken off.';
    return [{ level: 'problem', text, advice: 'Run it again: npm run portal -- restore FILE' }];
  }
  const { pending, unknown } = state;
  const found: Finding[] = [];
  if (pending.length > 0) {
    found.push({
      level: 'problem',
      text: `${counted(pending.length, 'migration')} pending.`,
      advice: 'Run: npm run portal -- migrate',
    });
  }
  if (unknown.length > 0) {
    found.push({
      level: 'problem',
      text: `${counted(unknown.length, 'migration')} unknown to this version.`,
      advice: 'Start the version that the database was migrated with.',
    });
  }
  return found.length > 0 ? found : [{ level: 'ok', text: 'The database has the tables of this version.' }];
}

/** Whether the database has had this version's migrations, and no others. */
export const migrationsCheck: Check = {
  name: 'migrations',
  label: 'Migrations',
  group: 'data',
  needs: 'database',
  run: look,
};
