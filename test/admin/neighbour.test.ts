import { request } from 'node:http';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { resources } from '../../src/admin/resources/index.ts';
import { readConfig } from '../../src/config.ts';
import { database } from '../../src/database/connect.ts';
import { Department } from '../../src/models/department.ts';
import { Group } from '../../src/models/group.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import type { Client } from '../support/client.ts';
import { withPanel } from '../support/panel.ts';

/** All that the panel can change. */
const TABLES = [
  'departments',
  'complaint_types',
  'statuses',
  'users',
  'user_profiles',
  'groups',
  'user_groups',
  'complaints',
  'remarks',
  'status_changes',
];

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

/** Sends what fetch would not, such as a HEAD with a body; the answer's status and the methods that it allows. */
function send(client: Client, { method, path, headers, body }: Sent): Promise<[number, string | undefined]> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body?.length),
  };
  const all = { cookie, accept: 'application/json', ...headers, ...(body === undefined ? {} : form) };
  return new Promise((resolve, reject) => {
    const sent = request(`${client.url}/admin/api/${path}`, { method, headers: all }, (response) => {
      response.resume().on('end', () => resolve([response.statusCode ?? 0, response.headers.allow]));
    });
    sent.on('error', reject).end(body);
  });
}

const KINDS: Readonly<Record<string, string>> = {
  list: 'resource',
  search: 'resource',
  new: 'resource',
  show: 'record',
  edit: 'record',
  delete: 'record',
  bulkDelete: 'bulk',
};

/** Every action of the panel by its address. */
function addresses(ids: Readonly<Record<string, number>>): string[] {
  return resources(readConfig({})).flatMap(({ resource, options }) => {
    const name = (resource as { id(): string }).id();
    const id = ids[name] ?? 1;
    return Object.entries(options?.actions ?? {}).map(([key, { actionType, name: action = key }]) => {
      const kind = actionType ?? KINDS[action];
      if (kind === 'resource') return `resources/${name}/actions/${action}`;
      return kind === 'bulk'
        ? `resources/${name}/bulk/${action}?recordIds=${id}`
        : `resources/${name}/records/${id}/${action}`;
    });
  });
}

async function everything(): Promise<string> {
  const rows = await Promise.all(
    TABLES.map((table) =>
      database().query(`SELECT * FROM ${database().getQueryInterface().quoteIdentifier(table)}`, {
        type: QueryTypes.SELECT,
      }),
    ),
  );
  return JSON.stringify(rows);
}

describe('the panel’s API, asked by a page of a neighbouring host', () => {
  const panel = withPanel();
  let cast: Cast;
  let client: Client;
  let paths: string[];

  beforeEach(async () => {
    cast = await buildCast();
    client = (await panel.as('asha')).client;
    const { id: complaints } = await buildComplaint({ reporter: cast.rosa });
    const { id: departments } = await Department.create({ name: 'Unused' });
    const { id: groups } = await Group.create({ name: 'Unused' });
    paths = [
      ...addresses({ complaints, departments, groups, users: cast.emil.id }),
      'resources/users/actions/search/a',
      'resources/users/search/a',
      'resources/users/search',
      'dashboard',
      'pages/x',
    ];
    expect(paths).to.include(`resources/departments/records/${departments}/delete`);
    expect(paths).to.include(`resources/users/bulk/assignGroups?recordIds=${cast.emil.id}`);
    expect(paths).to.include(`resources/complaints/records/${complaints}/claim`);
  });

  it('does nothing, by any method, with and without a body', async () => {
    const before = await everything();
    // What browsers say over plain http: nothing with HEAD and GET, else the page's origin.
    const neighbour = { origin: 'http://neighbour.example' };
    const body = 'name=x&groupIds=&mode=set&confirmed=true';
    const requests: Omit<Sent, 'path'>[] = [
      { method: 'GET', headers: {} },
      { method: 'HEAD', headers: {} },
      { method: 'HEAD', headers: {}, body },
      { method: 'POST', headers: neighbour },
      { method: 'POST', headers: neighbour, body },
      { method: 'DELETE', headers: neighbour },
    ];
    for (const path of paths) {
      for (const one of requests) {
        const [status] = await send(client, { ...one, path });
        expect(status, `${one.method} ${path}`).to.equal(403);
      }
    }
    expect(await everything()).to.equal(before);
  });

  it('does nothing by another method than POST, even asked by a page of its own', async () => {
    const before = await everything();
    const headers = { origin: client.url };
    for (const path of paths) {
      for (const method of ['HEAD', 'OPTIONS', 'DELETE']) {
        const body = method === 'HEAD' ? 'confirmed=true' : undefined;
        const [status, allowed] = await send(client, { method, path, headers, body });
        expect(status, `${method} ${path}`).to.equal(405);
        expect(allowed, `${method} ${path}`).to.match(/^GET(, POST)?$/);
      }
    }
    for (const path of paths) {
      const [status] = await send(client, { method: 'GET', path, headers });
      expect(status, `GET ${path}`).to.be.oneOf([200, 403, 404, 405]);
    }
    expect(await everything()).to.equal(before);
  });
});
