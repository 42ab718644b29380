import { randomUUID } from 'node:crypto';
import type { Work } from './cost.ts';
import { FIRST_REPORTER_ID } from './load-data.ts';
import { isSqlite } from '../../src/database/connect.ts';
import { timing, type Timing } from './measure.ts';
import { Sender } from './sender.ts';
import type { Server } from './server.ts';
import { complaintTexts } from './texts.ts';
import { FILED_BY_API, FILED_PER_SECOND } from './wanted.ts';

const FILED = 600;
/** Before that, until the portal's code is compiled. */
const WARM_UP = 600;
const AT_ONCE = 8;

/** How filing went. */
export interface Filing {
  readonly name: string;
  readonly perSecond: number;
  readonly wanted: number;
  readonly request: Timing;
}

async function file(sender: Sender, n: number): Promise<number> {
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
  const { status, location: page, text } = await sender.postForm('/complaints', fields);
  if (status !== 303) throw new Error(`A complaint was not filed: ${status} ${text.slice(0, 300)}`);
  if (!/^\/complaints\/\d+$/.test(page ?? '')) throw new Error(`Filing led to ${page}`);
  return performance.now() - start;
}

/** As a program does it. */
async function fileByApi(sender: Sender, n: number): Promise<number> {
  const { title, description, location } = complaintTexts(n);
  const body = { title, description, location, typeId: 1, urgency: 'medium' };
  const start = performance.now();
  const { status, text } = await sender.postJson('/api/v1/complaints', body);
  if (status !== 201) throw new Error(`A complaint was not filed: ${status} ${text.slice(0, 300)}`);
  return performance.now() - start;
}

async function fileWith(
  name: string,
  senders: readonly Sender[],
  wanted: number,
  way: typeof file = file,
): Promise<Filing> {
  const fileSome = async (count: number) => {
    let next = 0;
    const times: number[] = [];
    const one = async (sender: Sender) => {
      while (next < count) times.push(await way(sender, (next += 1)));
    };
    await Promise.all(senders.map(one));
    return times;
  };
  await fileSome(WARM_UP);
  const start = performance.now();
  const times = await fileSome(FILED);
  for (const sender of senders) sender.leave();
  const seconds = (performance.now() - start) / 1000;
  return { name, wanted, perSecond: times.length / seconds, request: timing(times) };
}

/** The browsers of some of the staff, and the programs of others. */
async function filers(server: Server): Promise<{ reporters: Sender[]; programs: Sender[] }> {
  const reporters: Sender[] = [];
  const programs: Sender[] = [];
  for (let i = 0; i < AT_ONCE; i += 1) {
    reporters.push(new Sender(await server.signIn(FIRST_REPORTER_ID + 100 + i)));
    programs.push(new Sender(await server.program(FIRST_REPORTER_ID + 200 + i)));
  }
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
  const work = (name: string, senders: readonly Sender[], way: typeof file): Work => {
    let next = 0;
    const fileSome = async (count: number) => {
      const last = next + count;
      const one = async (sender: Sender) => {
        while (next < last) await way(sender, (next += 1));
      };
      await Promise.all(senders.map(one));
      return 0;
    };
    return { name, times: fileSome, end: () => senders.forEach((sender) => sender.leave()) };
  };
  return [
    work('filing, one after the other', reporters.slice(0, 1), file),
    work(`filing, ${AT_ONCE} at once`, reporters, file),
    work(`filing, API, ${AT_ONCE} at once`, programs, fileByApi),
  ];
}
