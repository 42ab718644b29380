import { randomUUID } from 'node:crypto';
import { Complaint } from '../../src/models/complaint.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import type { Client } from '../support/client.ts';
import type { Work } from './cost.ts';
import { AMC_ID, ENGINEERS, FIRST_REPORTER_ID } from './load-data.ts';
import { isSqlite } from '../../src/database/connect.ts';
import { timing, type Timing } from './measure.ts';
import type { Server } from './server.ts';
import { complaintTexts } from './texts.ts';
import { FILED_BY_API, FILED_PER_SECOND } from './wanted.ts';

const FILED = 300;
const AT_ONCE = 8;
const RACES = 20;
const RACERS = 10;

/** How filing went. */
export interface Filing {
  readonly name: string;
  readonly perSecond: number;
  readonly wanted: number;
  readonly request: Timing;
}

/** How it went when several engineers took the same complaint at once. */
export interface Races {
  readonly races: number;
  readonly racers: number;
  /** Until the last of them was answered. */
  readonly round: Timing;
  /** In every race one won, the others were told, and the database says the same. */
  readonly exactlyOneWon: boolean;
}

async function file(client: Client, n: number): Promise<number> {
  const { title, description, location } = complaintTexts(n);
  const fields = {
    title,
    description,
    location,
    typeId: '1',
    urgency: 'medium',
    submissionKey: randomUUID(),
  };
  const start = performance.now();
  const { status, location: page, text } = await client.postMultipart('/complaints', fields);
  if (status !== 303) throw new Error(`A complaint was not filed: ${status} ${text.slice(0, 300)}`);
  if (!/^\/complaints\/\d+$/.test(page ?? '')) throw new Error(`Filing led to ${page}`);
  return performance.now() - start;
}

/** As a program does it. */
async function fileByApi(client: Client, n: number): Promise<number> {
  const { title, description, location } = complaintTexts(n);
  const body = JSON.stringify({ title, description, location, typeId: 1, urgency: 'medium' });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const start = performance.now();
  const { status, text } = await client.request('/api/v1/complaints', { method: 'POST', body, headers });
  if (status !== 201) throw new Error(`A complaint was not filed: ${status} ${text.slice(0, 300)}`);
  return performance.now() - start;
}

async function fileWith(
  name: string,
  clients: readonly Client[],
  wanted: number,
  way: typeof file = file,
): Promise<Filing> {
  let next = 0;
  const times: number[] = [];
  for (const client of clients) await way(client, 0);
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (next < FILED) times.push(await way(client, (next += 1)));
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { name, wanted, perSecond: times.length / seconds, request: timing(times) };
}

/** The browsers of some of the staff, and the programs of others. */
async function filers(server: Server): Promise<{ reporters: Client[]; programs: Client[] }> {
  const reporters: Client[] = [];
  for (let i = 0; i < AT_ONCE; i += 1) reporters.push(await server.signIn(FIRST_REPORTER_ID + 100 + i));
  const programs: Client[] = [];
  for (let i = 0; i < AT_ONCE; i += 1) programs.push(await server.program(FIRST_REPORTER_ID + 200 + i));
  return { reporters, programs };
}

/** Files complaints, one after the other and several at once. */
export async function measureFiling(server: Server): Promise<Filing[]> {
  const { reporters, programs } = await filers(server);
  const { one, several } = FILED_PER_SECOND[isSqlite() ? 'sqlite' : 'mariadb'];
  return [
    await fileWith('one after the other', reporters.slice(0, 1), one),
    await fileWith(`${AT_ONCE} at once`, reporters, several),
    await fileWith(`API, ${AT_ONCE} at once`, programs, FILED_BY_API, fileByApi),
  ];
}

/** Filing as work whose cost is counted. */
export async function filingWork(server: Server): Promise<Work[]> {
  const { reporters, programs } = await filers(server);
  const work = (name: string, clients: readonly Client[], way: typeof file): Work => {
    let next = 0;
    const fileSome = async (count: number) => {
      const last = next + count;
      const one = async (client: Client) => {
        while (next < last) await way(client, (next += 1));
      };
      await Promise.all(clients.map(one));
      return 0;
    };
    return { name, times: fileSome, end: () => undefined };
  };
  return [
    work('filing, one after the other', reporters.slice(0, 1), file),
    work(`filing, ${AT_ONCE} at once`, reporters, file),
    work(`filing, API, ${AT_ONCE} at once`, programs, fileByApi),
  ];
}

async function race(engineers: readonly Client[], id: number): Promise<{ ms: number; won: number }> {
  const start = performance.now();
  const answers = await Promise.all(
    engineers.map((engineer) =>
      engineer.postMultipart(`/admin/api/resources/complaints/records/${id}/claim`, {}),
    ),
  );
  const ms = performance.now() - start;
  const won = answers.filter(({ text }) => /"notice":\{[^}]*"type":"success"/.test(text)).length;
  return { ms, won };
}

/** Lets engineers take the newest complaint that nobody has, all at once, several times. */
export async function measureRaces(server: Server): Promise<Races> {
  const engineers: Client[] = [];
  for (let i = 0; i < Math.min(RACERS, ENGINEERS); i += 1)
    engineers.push(await server.signIn(AMC_ID + 1 + i));
  const free = await Complaint.findAll({
    attributes: ['id'],
    where: { assigneeId: null, resolvedAt: null, closedAt: null },
    order: [['id', 'DESC']],
    limit: RACES,
  });
  const times: number[] = [];
  let exactlyOneWon = true;
  for (const { id } of free) {
    const { ms, won } = await race(engineers, id);
    const taken = await StatusChange.count({ where: { complaintId: id } });
    times.push(ms);
    // The filing and the one that took it.
    exactlyOneWon &&= won === 1 && taken === 2;
  }
  return { races: times.length, racers: engineers.length, round: timing(times), exactlyOneWon };
}
