import { isSqlite } from '../../../database/connect.ts';
import { canWrite } from '../../../database/can-write.ts';
import { selectOnce } from '../../../database/select.ts';
import type { Check, Finding } from '../check.ts';
import { sizeInWords } from '../words.ts';

/** Slower than this, in milliseconds, is told. */
const SLOW_MS = 500;

async function sizeOf(): Promise<number> {
  const sql = isSqlite()
    ? 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()'
    : 'SELECT SUM(data_length + index_length) AS bytes FROM information_schema.tables WHERE table_schema = DATABASE()';
  const [row] = await selectOnce<{ bytes: number | string | null }>(sql);
  return Number(row?.bytes ?? 0);
}

async function ask(): Promise<Finding> {
  const begun = performance.now();
  await selectOnce('SELECT 1');
  const ms = Math.max(Math.round(performance.now() - begun), 1);
  if (!(await canWrite())) {
    return {
      level: 'problem',
      text: 'The database answers and takes no writes.',
      advice: 'Look at its disk and whether it was made read-only.',
    };
  }
  if (ms < SLOW_MS) {
    const size = sizeInWords(await sizeOf());
    return { level: 'ok', text: `It answers within ${ms} ms, takes writes and has ${size}.` };
  }
  return {
    level: 'warning',
    text: `It answers, but took ${ms} ms for nothing.`,
    advice: 'Look at the load of the database server and of this machine, and at the network between them.',
  };
}

/** Whether the database answers, how soon, and takes writes; and how large it is. */
export const databaseCheck: Check = {
  name: 'database',
  label: 'Database',
  group: 'data',
  needs: 'nothing',
  run: ({ unopened }) =>
    unopened === undefined ? ask() : Promise.resolve({ level: 'problem', text: unopened }),
};
