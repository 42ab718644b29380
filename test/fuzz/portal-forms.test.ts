import { expect } from 'chai';
import fc from 'fast-check';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client, Fields } from '../support/client.ts';
import { inAddress, RUNS, soundly, strange } from './asked.ts';

/** A form as a page has it. */
interface Form {
  readonly method: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly isMultipart: boolean;
}

const STARTS = [
  '/',
  '/complaints/new',
  '/profile',
  '/password',
  '/profile/tokens',
  '/profile/sessions',
  '/faq',
];
const OTHERS = ['/notifications', '/notifications/settings', '/help', '/login', '/password/forgotten'];
/** Leaving ends the session that all others are tried by. */
const LEAVING = /^\/logout/;
const MOST_PAGES = 60;

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : unescaped(value);
};

function formsIn(page: string, path: string): Form[] {
  return [...page.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const head = form.slice(0, form.indexOf('>') + 1);
    const fields = [...form.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)].flatMap(([tag]) => {
      const name = attribute(tag, 'name');
      return name === undefined ? [] : [[name, attribute(tag, 'value') ?? ''] as const];
    });
    return {
      method: (attribute(head, 'method') ?? 'get').toLowerCase(),
      action: attribute(head, 'action') ?? path,
      fields: Object.fromEntries(fields),
      isMultipart: attribute(head, 'enctype') === 'multipart/form-data',
    };
  });
}

/** Every form that somebody comes to who follows the portal's links, once by where it leads and what it has. */
async function formsOf(client: Client): Promise<Form[]> {
  const forms = new Map<string, Form>();
  const todo = [...STARTS, ...OTHERS];
  const seen = new Set(todo);
  for (const path of todo) {
    const { text } = await client.get(path);
    for (const form of formsIn(text, path)) {
      if (LEAVING.test(form.action)) continue;
      forms.set(`${form.method} ${form.action} ${Object.keys(form.fields).join()}`, form);
    }
    for (const [, link = ''] of text.matchAll(/href="(\/[^"#]*)"/g)) {
      const there = unescaped(link);
      if (seen.has(there) || seen.size > MOST_PAGES || /^\/(static|api|admin|exports|logout)/.test(there))
        continue;
      seen.add(there);
      todo.push(there);
    }
  }
  return [...forms.values()];
}

/** What is sent instead of the fields of a form: most as they are, some strange, some missing, one more. */
function contentOf({ fields }: Form): fc.Arbitrary<Fields> {
  const each = Object.entries(fields).map(([name, value]) => [
    name,
    fc.oneof(fc.constant(value), strange, fc.array(strange, { maxLength: 3 })),
  ]);
  const content = fc.record(Object.fromEntries(each) as Record<string, fc.Arbitrary<string | string[]>>, {
    requiredKeys: [],
  });
  return fc
    .tuple(content, fc.option(fc.tuple(strange, strange)))
    .map(([sent, more]) => (more === null ? sent : { ...sent, [more[0]]: more[1] })) as fc.Arbitrary<Fields>;
}

describe('forms of the portal that are filled in at random', function suite() {
  this.timeout(RUNS === undefined ? 120_000 : 3_600_000);
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp({ environment: { FILINGS_PER_HOUR: '0', UPLOAD_MB_PER_DAY: '0' } });
  });
  after(() => app.stop());

  beforeEach(async () => {
    cast = await buildCast();
    for (const status of ['open', 'resolved', 'waiting'] as const)
      await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status });
  });

  it('never make an error of ours, give nothing away, and are answered within seconds', async () => {
    const [rosa, nobody] = [await signIn(app.client(), 'rosa'), app.client()];
    const forms = [
      ...(await formsOf(rosa)).map((form) => [rosa, form] as const),
      ...(await formsOf(nobody)).map((form) => [nobody, form] as const),
    ];
    const actions = forms.map(([, { action }]) => action).join(' ');
    for (const known of ['/complaints', '/profile', '/password', '/notifications/settings', '/login'])
      expect(actions).to.contain(known);
    const asked = fc
      .constantFrom(...forms)
      .chain(([who, form]) => fc.tuple(fc.constant(who), fc.constant(form), contentOf(form)));
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async ([who, form, content], asMultipart) => {
        const { method, action } = form;
        const what = `${method} ${action} ${JSON.stringify(content)}`;
        const answer = await soundly(what, () => {
          if (method === 'get') {
            const plain = Object.entries(content).map(([name, value]): [string, string] => [
              name,
              String(value),
            ]);
            return who.get(`${action.split('?')[0]}?${new URLSearchParams(plain)}`);
          }
          return asMultipart || form.isMultipart
            ? who.postMultipart(action, content, { attachments: new File(['x'], 'x.txt') })
            : who.post(action, content);
        });
        if (who === rosa && answer.location === '/login') await signIn(rosa, 'rosa');
      }),
      { numRuns: RUNS ?? 150 },
    );
  });

  it('and addresses that are made up are not found, or refused', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    const places = ['/complaints/', '/attachments/', '/faq/', '/faq/pictures/', '/help/', '/kept/', '/'];
    const query = fc.option(fc.tuple(strange, strange), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), strange, query, async (place, name, asked) => {
        const search = asked === undefined ? '' : `?${new URLSearchParams([asked])}`;
        const path = `${place}${inAddress(name)}${search}`;
        await soundly(path, () => rosa.get(path));
      }),
      { numRuns: RUNS ?? 80 },
    );
  });
});
