import { expect } from 'chai';
import fc from 'fast-check';
import { resources } from '../../src/admin/resources/index.ts';
import { readConfig } from '../../src/config.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { withPanel } from '../support/panel.ts';
import { User } from '../../src/models/user.ts';
import { inAddress, RUNS, soundly, strange } from './asked.ts';

const DEFAULT_ACTIONS = {
  list: 'resource',
  search: 'resource',
  new: 'resource',
  show: 'record',
  edit: 'record',
  delete: 'record',
  bulkDelete: 'bulk',
} as const;
const PAYLOAD = ['confirmed', 'version', 'remark', 'reason', 'text', 'name', 'assigneeId', 'intoId', 'mode'];
const QUERY = ['page', 'perPage', 'sortBy', 'direction', 'searchProperty', 'packed', 'key', 'ids'];

interface Call {
  readonly resource: string;
  readonly action: string;
  readonly kind: string;
  readonly properties: readonly string[];
}

/** Every action of every table, with what its records have. */
function calls(): Call[] {
  return resources(readConfig({})).flatMap(({ resource, options }) => {
    const adapted = resource as { id(): string; properties(): { path(): string }[] };
    const properties = [
      ...adapted.properties().map((property) => property.path()),
      ...Object.keys(options?.properties ?? {}),
    ];
    const own = Object.entries(options?.actions ?? {}).map(
      ([key, { actionType, name = key }]) =>
        [name, actionType ?? DEFAULT_ACTIONS[name as keyof typeof DEFAULT_ACTIONS] ?? 'record'] as const,
    );
    const all = new Map<string, string>([...Object.entries(DEFAULT_ACTIONS), ...own]);
    return [...all].map(([action, kind]) => ({ resource: adapted.id(), action, kind, properties }));
  });
}

const ids = fc.oneof(fc.integer({ min: 1, max: 12 }).map(String), strange);
const values = fc.oneof(
  strange,
  fc.integer({ min: 1, max: 9 }).map(String),
  fc.constantFrom('true', 'asc', 'desc'),
);

/** What is asked of one action: where, by which query, with which payload. */
function askedOf({ resource, action, kind, properties }: Call) {
  const names = fc.constantFrom(...properties, ...PAYLOAD);
  const filters = fc.dictionary(
    fc.oneof(
      fc.constantFrom(...QUERY),
      names.map((name) => `filters.${name}`),
      names.map((name) => `filters.${name}~~from`),
    ),
    values,
    { maxKeys: 4 },
  );
  return fc.record({
    path: fc.tuple(ids, fc.array(ids, { maxLength: 3 })).map(([id, many]) => {
      const part = (text: string) => inAddress(text);
      if (kind === 'bulk') return `resources/${resource}/bulk/${action}?recordIds=${part(many.join(','))}&`;
      if (kind === 'record') return `resources/${resource}/records/${part(id)}/${action}?`;
      return `resources/${resource}/actions/${action}${action === 'search' ? `/${part(id)}` : ''}?`;
    }),
    query: filters,
    payload: fc.dictionary(
      fc.oneof(
        names,
        names.map((name) => `${name}.0`),
        strange,
      ),
      values,
      { maxKeys: 5 },
    ),
    how: fc.constantFrom('get', 'form', 'multipart', 'json'),
  });
}

describe('calls of the panel that are made up', function suite() {
  this.timeout(RUNS === undefined ? 180_000 : 3_600_000);
  const panel = withPanel();

  it('never make an error of ours, give nothing away, and are answered within seconds', async () => {
    const cast = await buildCast();
    for (let index = 0; index < 3; index += 1)
      await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    // Whatever is tried with people, one of these stays who may try it.
    await byHand(() => User.update({ isSuperuser: true }, { where: { id: cast.asha.id } }));
    const [asha, elena] = [(await panel.as('asha')).client, (await panel.as('elena')).client];
    const all = calls();
    expect(all.length).to.be.greaterThan(150);
    const asked = fc.constantFrom(...all).chain(askedOf);
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async ({ path, query, payload, how }, isAdmin) => {
        const client = isAdmin ? asha : elena;
        const address = `/admin/api/${path}${new URLSearchParams(query)}`;
        const what = `${how} ${address} ${JSON.stringify(payload)}`;
        await soundly(what, () => {
          if (how === 'get') return client.get(address, { accept: 'application/json' });
          if (how === 'form') return client.post(address, payload);
          if (how === 'multipart') return client.postMultipart(address, payload);
          const headers = { 'content-type': 'application/json' };
          return client.request(address, { method: 'POST', body: JSON.stringify(payload), headers });
        });
      }),
      { numRuns: RUNS ?? 300 },
    );
    const pages = ['dashboard', 'pages/health', 'pages/queue', 'pages/x'];
    for (const page of pages) await soundly(page, () => asha.get(`/admin/api/${page}`));
  });
});
