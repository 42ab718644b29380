import { expect } from 'chai';
import fc from 'fast-check';
import { ROUTES } from '../../src/api/v1/index.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { RUNS } from '../fuzz/asked.ts';
import { apiDocument, programOf } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { leakIn } from '../torture/leaks.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; schema: Schema }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
}

const operations = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation: operation as unknown as Operation,
  })),
);

describe('the description of the REST API', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('is served as OpenAPI 3.1, without a token, and has every route once', async () => {
    const answer = await app.client().get('/api/v1/openapi.json');
    expect(answer.status).to.equal(200);
    expect(answer.json()).to.deep.equal(apiDocument);
    expect(apiDocument).to.have.property('openapi', '3.1.0');
    const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).to.equal(routes.length);
    expect(operations.map(({ method, path }) => `${method} ${path}`)).to.have.members(routes);
    // What was answered is kept for nobody: what is done once says by what number its answer is read.
    const untold = ROUTES.filter(({ method, answer, tell }) => method === 'post' && answer && !tell);
    expect(untold).to.deep.equal([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('names only addresses that answer, and says what each takes', async () => {
    const { asha } = await buildCast();
    const program = await programOf(app.url, asha);
    for (const { path, method } of operations) {
      const address = path.replaceAll(/\{\w+\}/g, '999999');
      const response = await fetch(program.url + address, {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${program.token}` },
      });
      expect(response.status, `${method} ${path}`).to.be.within(200, 428).and.not.to.equal(405);
      const wrong = await fetch(program.url + address, {
        method: 'TRACE' === method.toUpperCase() ? 'GET' : 'PROPFIND',
        headers: { authorization: `Bearer ${program.token}` },
      });
      expect(wrong.status, `PROPFIND ${path}`).to.equal(405);
    }
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await app.client().get('/api/docs');
    expect(page.status).to.equal(200);
    const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) =>
      String(address),
    );
    for (const address of addresses) {
      expect(address).not.to.match(/^(https?:)?\/\//);
      const { pathname } = new URL(address, `${app.url}/api/docs`);
      if (/\.(css|js|svg)$/.test(pathname))
        expect((await app.client().get(pathname)).status, pathname).to.equal(200);
    }
  });
});

/** Values of a schema, and values that are none of it. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const strange = fc.oneof(
    fc.constantFrom(
      null,
      '',
      ' ',
      0,
      -1,
      2 ** 53,
      true,
      [],
      {},
      '\0',
      '%',
      "' OR 1=1",
      '٣',
      '𝒳',
      'x'.repeat(3000),
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  return fc.oneof({ weight: 4, arbitrary: fitting(schema) }, { weight: 1, arbitrary: strange });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (Array.isArray(schema.anyOf)) return fc.oneof(...(schema.anyOf as Schema[]).map(fitting));
  switch (schema.type) {
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf((schema.items as Schema | undefined) ?? {}), { maxLength: 4 });
    case 'object':
      return bodyOf(schema);
    default:
      return fc.string({ maxLength: 40, unit: 'binary' });
  }
}

function bodyOf(schema: Schema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {});
  return fc.record(Object.fromEntries(properties.map(([name, value]) => [name, valuesOf(value)])), {
    requiredKeys: (schema.required as string[] | undefined) ?? [],
  });
}

/** A request that the description allows, or nearly. */
function requestOf({ path, method, operation }: (typeof operations)[number]) {
  const query = operation.parameters.filter((one) => one.in === 'query');
  const body = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    path: fc.constant(path),
    method: fc.constant(method),
    id: fc.constantFrom('1', '2', '3', '999999', '0', '-1', 'x', '%00'),
    query: fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, valuesOf(schema)])), {
      requiredKeys: [],
    }),
    body: body === undefined ? fc.constant(undefined) : valuesOf(body),
    match: fc.constantFrom(undefined, '"0"', '"1"', '*', 'W/"0"', '"x"'),
    key: fc.constantFrom(undefined, undefined, 'k1', 'k2'),
  });
}

const DESTROYING = new Set(['/users/{id}', '/users/{id}/sessions', '/permissions', '/tokens/{id}', '/users']);
const texts = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

describe('requests that are made up from the description of the REST API', () => {
  it('never make an error of ours, and are answered as it says', async function fuzz() {
    this.timeout(RUNS === undefined ? 120_000 : 3_600_000);
    const app = await startApp({ environment: { API_REQUESTS_PER_MINUTE: '0', FILINGS_PER_HOUR: '0' } });
    try {
      const { asha, rosa, elena } = await buildCast();
      await buildComplaint({ reporter: rosa });
      await buildComplaint({ reporter: rosa, assignee: elena, status: 'in_progress' });
      // Somebody who may do it all, but not take it from themselves meanwhile.
      const tried = operations.filter(({ path, method }) => method === 'get' || !DESTROYING.has(path));
      const program = await programOf(app.url, asha);
      const anyRequest = fc.oneof(...tried.map(requestOf));
      await fc.assert(
        fc.asyncProperty(anyRequest, async ({ path, method, id, query, body, match, key }) => {
          const asked = new URLSearchParams(
            Object.entries(query).map(([name, value]) => [name, texts(value)]),
          );
          const address = `${path.replaceAll(/\{\w+\}/g, id)}?${asked}`;
          const headers = {
            ...(match === undefined ? {} : { 'if-match': match }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          };
          const { status, body: answered } = await program.send(method, address, body, headers);
          expect(status, `${method} ${address} ${JSON.stringify(body)}`).to.be.within(200, 499);
          expect(leakIn(JSON.stringify(answered) ?? ''), `${method} ${address}`).to.equal(undefined);
        }),
        { numRuns: RUNS ?? 400 },
      );
    } finally {
      await app.stop();
    }
  });
});
