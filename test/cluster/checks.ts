import { createHash } from 'node:crypto';
import mysql from 'mysql2/promise';
import type { Storage } from '../../src/storage/storage.ts';
import type { GaleraCluster } from '../support/galera.ts';
import type { Acknowledged } from './clients.ts';

/** What must find nothing, by what it would be. */
const NOTHING: Readonly<Record<string, string>> = {
  'a complaint filed twice': 'SELECT title FROM complaints GROUP BY title HAVING COUNT(*) > 1',
  'a reply said twice':
    'SELECT text FROM remarks WHERE text LIKE "Looked at %" GROUP BY text HAVING COUNT(*) > 1',
  'a step taken twice': `SELECT complaint_id, name FROM events WHERE name IN ('complaint.filed', 'complaint.claimed', 'complaint.started', 'complaint.resolved')
    GROUP BY complaint_id, name HAVING COUNT(*) > 1`,
  'a version with a gap': `SELECT c.id, c.version, COUNT(e.id) FROM complaints c JOIN events e ON e.complaint_id = c.id
      AND e.name IN ('complaint.claimed', 'complaint.started', 'complaint.resolved')
    GROUP BY c.id, c.version HAVING c.version <> COUNT(e.id)`,
  'a complaint without its beginning': `SELECT c.id FROM complaints c LEFT JOIN events e ON e.complaint_id = c.id AND e.name = 'complaint.filed' WHERE e.id IS NULL`,
  'steps out of order': `SELECT a.complaint_id FROM events a JOIN events b ON b.complaint_id = a.complaint_id AND b.id < a.id
    WHERE (a.name = 'complaint.filed' AND b.name <> a.name) OR (a.name = 'complaint.claimed' AND b.name IN ('complaint.started', 'complaint.resolved'))
      OR (a.name = 'complaint.started' AND b.name = 'complaint.resolved')`,
  'a status that is not where the history leads': `SELECT c.id FROM complaints c JOIN status_changes s ON s.id = (SELECT MAX(id) FROM status_changes WHERE complaint_id = c.id) WHERE s.to_status_id <> c.status_id`,
  'a person without one profile':
    'SELECT u.id FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id GROUP BY u.id HAVING COUNT(p.id) <> 1',
  'something announced twice':
    'SELECT event_id, recipient_id, channel, kind FROM notifications WHERE event_id IS NOT NULL GROUP BY event_id, recipient_id, channel, kind HAVING COUNT(*) > 1',
  'a claim that its reporter never heard of': `SELECT e.id FROM events e WHERE e.name = 'complaint.resolved' AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.event_id = e.id)`,
  'a complaint without its file':
    'SELECT c.id FROM complaints c LEFT JOIN attachments a ON a.complaint_id = c.id GROUP BY c.id HAVING COUNT(a.id) <> 1',
  'a job given up': "SELECT kind, last_error FROM jobs WHERE state = 'dead'",
};

const COUNTED = [
  'complaints',
  'events',
  'remarks',
  'status_changes',
  'attachments',
  'notifications',
  'event_seals',
  'users',
];

async function ask(url: string, sql: string): Promise<Record<string, string | number | null>[]> {
  const connection = await mysql.createConnection({ uri: url });
  try {
    await connection.query('SET SESSION wsrep_sync_wait = 1');
    const [rows] = await connection.query<mysql.RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

/** What of all that was acknowledged is not there. */
async function lost(url: string, done: Acknowledged): Promise<string[]> {
  const found: string[] = [];
  const complaints = await ask(
    url,
    'SELECT c.id, c.title, a.sha256 FROM complaints c LEFT JOIN attachments a ON a.complaint_id = c.id',
  );
  const byTitle = new Map(complaints.map(({ id, title, sha256 }) => [title, `${id} ${sha256}`]));
  for (const [title, { id, sha256 }] of done.filed)
    if (byTitle.get(title) !== `${id} ${sha256}`)
      found.push(`complaint ${id}, ${title}, is ${byTitle.get(title)}`);
  const remarks = new Set((await ask(url, 'SELECT text FROM remarks')).map(({ text }) => text));
  for (const text of done.replies) if (!remarks.has(text)) found.push(`reply ${text}`);
  const names = { claim: 'claimed', start: 'started', resolve: 'resolved' } as Record<string, string>;
  const events = await ask(url, 'SELECT name, complaint_id FROM events WHERE complaint_id IS NOT NULL');
  const taken = new Set(events.map(({ name, complaint_id: id }) => `${name} ${id}`));
  for (const step of done.steps) {
    const [name = '', id] = step.split(' ');
    if (!taken.has(`complaint.${names[name]} ${id}`)) found.push(`step ${step}`);
  }
  return found;
}

/** Files that are gone, or not what was sent. */
async function brokenFiles(url: string, storage: Storage): Promise<string[]> {
  const rows = await ask(url, 'SELECT id, storage_key, size_bytes, sha256 FROM attachments');
  const broken: string[] = [];
  for (const { id, storage_key: key, size_bytes: size, sha256 } of rows) {
    const hash = createHash('sha256');
    try {
      for await (const chunk of await storage.open(String(key), undefined, Number(size)))
        hash.update(chunk as Buffer);
      if (hash.digest('hex') !== sha256) broken.push(`file ${String(id)} is another`);
    } catch (error) {
      broken.push(`file ${String(id)}: ${String(error)}`);
    }
  }
  return broken;
}

/** Whether each node has the same rows. */
async function differences({ nodes }: GaleraCluster): Promise<string[]> {
  const sql = COUNTED.map(
    (table) => `(SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(CRC32(id)), 0)) FROM ${table}) AS ${table}`,
  );
  const told = await Promise.all(nodes.map(({ url }) => ask(url, `SELECT ${sql.join(', ')}`)));
  const [first] = told;
  return told.flatMap((rows, index) =>
    JSON.stringify(rows) === JSON.stringify(first)
      ? []
      : [`node ${index + 1} has ${JSON.stringify(rows)}, the first ${JSON.stringify(first)}`],
  );
}

/** Everything that is wrong after all; empty: nothing. */
export async function faultsOf(
  galera: GaleraCluster,
  done: Acknowledged,
  storage: Storage,
): Promise<string[]> {
  const url = galera.nodes[0]?.url ?? '';
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(NOTHING)) {
    const rows = await ask(url, sql);
    if (rows.length > 0) faults.push(`${what} (${rows.length}): ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return [
    ...faults,
    ...(await lost(url, done)).map((one) => `acknowledged and lost: ${one}`),
    ...(await brokenFiles(url, storage)),
    ...(await differences(galera)),
  ];
}

/** How many jobs wait that are due, and how many events have no seal. */
export async function leftToDo(galera: GaleraCluster): Promise<number> {
  const sql = `SELECT (SELECT COUNT(*) FROM jobs WHERE state = 'running' OR (state = 'waiting' AND run_at <= UTC_TIMESTAMP(3)))
    + (SELECT COUNT(*) FROM notifications WHERE state = 'sending') AS n`;
  const [row] = await ask(galera.nodes[0]?.url ?? '', sql);
  return Number(row?.n ?? 0);
}
