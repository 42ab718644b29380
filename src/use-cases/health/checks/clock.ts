import { isSqlite } from '../../../database/connect.ts';
import { presentMoment } from '../../../database/present-moment.ts';
import { selectOnce } from '../../../database/select.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Check, Finding } from '../check.ts';
import { spanInWords } from '../words.ts';

/** How far clocks may be apart, in milliseconds, before it is told, and before leases and due times suffer. */
const APART_MS = 2000;
const FAR_APART_MS = 30_000;

const SETTING = 'Let both machines set their clocks by the same time servers (NTP).';

async function databaseMoment(): Promise<number> {
  const sql = isSqlite()
    ? "SELECT (julianday('now') - 2440587.5) * 86400000 AS ms"
    : 'SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS ms';
  const [row] = await selectOnce<{ ms: number | string }>(sql);
  return Number(row?.ms);
}

async function compareDatabase(): Promise<Finding> {
  const before = presentMoment().getTime();
  const theirs = await databaseMoment();
  const after = Math.max(presentMoment().getTime(), before);
  // What lies between asking and hearing is no difference.
  const apart = Math.max(before - theirs, theirs - after, 0);
  if (apart < APART_MS) return { level: 'ok', text: "The database's clock and the portal's agree." };
  return {
    level: apart < FAR_APART_MS ? 'warning' : 'problem',
    text: `The database's clock and the portal's are ${spanInWords(apart)} apart.`,
    advice: SETTING,
  };
}

async function compareEvents(): Promise<readonly Finding[]> {
  const newest = await JournalEvent.findOne({
    attributes: ['createdAt'],
    order: [['id', 'DESC']],
    raw: true,
  });
  const ahead = newest === null ? 0 : new Date(newest.createdAt).getTime() - presentMoment().getTime();
  if (ahead < APART_MS) return [];
  return [
    {
      level: ahead < FAR_APART_MS ? 'warning' : 'problem',
      text: `The newest event is told to happen ${spanInWords(ahead)} from now.`,
      advice: `A process's clock is or was wrong. ${SETTING}`,
    },
  ];
}

/** Whether the clocks of the portal, the database and whoever wrote the newest event agree. */
export const clockCheck: Check = {
  name: 'clock',
  label: 'Clock',
  group: 'data',
  run: async () => [await compareDatabase(), ...(await compareEvents())],
};
