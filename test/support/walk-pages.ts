import { signIn } from './app.ts';
import { Client } from './client.ts';
import type { Place } from './places.ts';
import { startPortal } from './portal-process.ts';

const RESOURCES = [
  'users',
  'user_profiles',
  'groups',
  'departments',
  'complaints',
  'complaint_types',
  'statuses',
  'faqs',
  'faq_categories',
  'calendars',
  'holidays',
  'service_targets',
  'reply_templates',
  'assignment_rules',
  'webhooks',
  'notifications',
];
const API = [
  'complaints',
  'users',
  'profiles',
  'groups',
  'departments',
  'complaint-types',
  'statuses',
  'faqs',
  'faq',
];
const OF_STAFF = ['/', '/?show=closed', '/faq', '/profile', '/notifications', '/complaints/new'];
const VISITORS = new Set(['meera', 'anita']);
/** What a token needs to read all that is walked through. */
export const WALKED_SCOPES = 'complaints.view,people.view,reference.view,panel.open';

/** JSON with its names in one order: the panel asks for several things at once. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, inOrder(inner)]));
}

/** What is the same at two visits of the very same installation. */
function settled(answer: string, since: string): string {
  const text = answer.startsWith('{') ? JSON.stringify(inOrder(JSON.parse(answer))) : answer;
  return (
    text
      .replaceAll(/(?<=name="(?:formOwner|submissionKey)" value=")[^"]*/g, 'drawn')
      .replaceAll(/nonce="[^"]*"/g, 'nonce')
      .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/g, 'drawn')
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'here')
      .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, (moment) =>
        moment >= since ? 'now' : moment,
      )
      // How long ago something was is told beside when it was.
      .replaceAll(/(?<=class="moment-age">)[^<]*/g, 'ago')
      .replaceAll(/\d+ (?:second|minute|hour|day)s? ago/g, 'ago')
  );
}

/** Follows what the pages lead to, one step far. */
async function walkFrom(
  client: Client,
  paths: readonly string[],
  since: string,
): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const visit = async (path: string): Promise<string> => {
    const { status, text } = await client.get(path);
    seen.set(path, `${status} ${settled(text, since)}`);
    return text;
  };
  const found = new Set<string>();
  for (const path of paths) {
    const text = await visit(path);
    for (const [link] of text.matchAll(/(?<=href=")\/(?:complaints|faq|attachments)\/\d+(?=")/g))
      found.add(link);
  }
  for (const path of found) {
    const text = await visit(path);
    for (const [link] of text.matchAll(/(?<=href=")\/attachments\/\d+(?=")/g)) found.add(link);
  }
  return seen;
}

/** The panel's list of each table, and all that it shows of each record. */
async function walkPanel(client: Client, since: string, withRecords: boolean): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const resource of RESOURCES) {
    const path = `/admin/api/resources/${resource}`;
    const list = await client.get(`${path}/actions/list`);
    seen.set(path, `${list.status} ${settled(list.text, since)}`);
    if (!withRecords) continue;
    const { records = [] } = JSON.parse(list.text) as {
      records?: { params: { id: number; username?: string } }[];
    };
    for (const { params } of records) {
      // Of who looks around it tells the sessions that began so.
      if (VISITORS.has(params.username ?? '')) continue;
      const one = `${path}/records/${params.id}/show`;
      const { status, text } = await client.get(one);
      seen.set(one, `${status} ${settled(text, since)}`);
    }
  }
  return seen;
}

/** Who looks around, by password and token, and since when. */
export interface Visitors {
  readonly password: string;
  readonly token: string;
  readonly since: string;
}

/**
 * What an installation answers to all of them, by address.
 *
 * @param withRecords whether each record is looked at in the panel, too, which shows the columns of its row.
 */
export async function walk(
  place: Place,
  { password, token, since }: Visitors,
  withRecords = false,
): Promise<Map<string, string>> {
  const portal = startPortal({ ...place, WORKER: 'off' });
  const url = await portal.url;
  if (url === undefined) throw new Error(`it did not start: ${portal.stderr()}`);
  const program = new Client(url, false);
  program.bearer = token;
  const seen = [
    await walkFrom(await signIn(new Client(url), 'meera', password), OF_STAFF, since),
    await walkPanel(await signIn(new Client(url), 'anita', password), since, withRecords),
    await walkFrom(
      program,
      API.map((name) => `/api/v1/${name}`),
      since,
    ),
  ];
  portal.child.kill('SIGTERM');
  await portal.ended;
  return new Map(seen.flatMap((one) => [...one]));
}

/** Pages that differ, each with where it begins to. */
export function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...one.keys(), ...other.keys()])];
  return paths
    .filter((path) => one.get(path) !== other.get(path))
    .map((path) => {
      const [before = '', after = ''] = [one.get(path), other.get(path)];
      const at = Array.from(before).findIndex((letter, index) => letter !== after[index]);
      const part = (text: string) => text.slice(Math.max(at - 40, 0), at + 80);
      return `${path}: ${part(before)} | ${part(after)}`;
    });
}
