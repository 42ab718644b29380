import { expect } from 'chai';
import { resources } from '../../src/admin/resources/index.ts';
import { readConfig } from '../../src/config.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { apiDocument, programOf } from '../support/api-client.ts';
import { startApp } from '../support/app.ts';
import { withPanel, type Panel } from '../support/panel.ts';
import { soundly } from './asked.ts';

/** To SQLite it is the end of a statement; the server leaves it out when it compares. It comes alone and among others. */
const TEXTS = ['\0', 'a\0b'] as const;
/** What lists are asked for beside what their records have. */
const OTHERS = ['search', 'view', 'who', 'what', 'origin', 'from', 'until', 'kind', 'state'];

/** Every list of the panel with all that it may be filtered by. */
function lists(): { readonly id: string; readonly names: readonly string[] }[] {
  return resources(readConfig({})).map(({ resource, options }) => {
    const adapted = resource as { id(): string; properties(): { path(): string }[] };
    const own = [...adapted.properties().map((one) => one.path()), ...Object.keys(options?.properties ?? {})];
    return { id: adapted.id(), names: [...new Set([...own, ...OTHERS])] };
  });
}

/** Every query of the REST API that reads something. */
function queries(): { readonly path: string; readonly name: string }[] {
  return Object.entries(apiDocument.paths).flatMap(([path, { get }]) => {
    const { parameters = [] } = (get ?? {}) as { parameters?: readonly { name: string; in: string }[] };
    return parameters.flatMap(({ name, in: where }) => (where === 'query' ? [{ path, name }] : []));
  });
}

describe('a NUL in any filter', function suite() {
  this.timeout(300_000);
  const running = withPanel();
  let cast: Cast;
  let asha: Panel;
  beforeEach(async () => {
    cast = await buildCast();
    await buildComplaint({ reporter: cast.rosa });
    asha = await running.as('asha');
  });

  const asked = (address: string) =>
    soundly(address, () => asha.client.get(address, { accept: 'application/json' }));

  it('of a list of the panel is no fault of ours', async () => {
    const all = lists();
    expect(all.length).to.be.greaterThan(20);
    for (const { id, names } of all) {
      for (const name of names)
        await asked(
          `/admin/api/resources/${id}/actions/list?${new URLSearchParams({ [`filters.${name}`]: TEXTS[0] })}`,
        );
      for (const text of TEXTS)
        await asked(`/admin/api/resources/${id}/actions/search/${encodeURIComponent(text)}`);
    }
  });

  it('of what the panel gives as a file is no fault of ours', async () => {
    for (const { id, names } of lists())
      for (const name of names)
        await asked(
          `/admin/exports/${id}?${new URLSearchParams({ format: 'csv', [`filters.${name}`]: TEXTS[1] })}`,
        );
  });

  it('of the REST API is no fault of ours', async () => {
    const app = await startApp({ environment: { API_REQUESTS_PER_MINUTE: '0' } });
    try {
      const program = await programOf(app.url, cast.asha);
      const all = queries();
      expect(all.length).to.be.greaterThan(60);
      for (const [index, { path, name }] of all.entries()) {
        const text = TEXTS[index % 2] ?? '';
        const address = `${path.replaceAll(/\{\w+\}/g, '1')}?${new URLSearchParams({ [name]: text })}`;
        expect((await program.get(address)).status, address).to.be.lessThan(500);
      }
    } finally {
      await app.stop();
    }
  });

  it('of a page of the portal is no fault of ours', async () => {
    for (const path of ['/', '/faq', '/notifications', '/admin/api/pages/queue', '/exports/complaints'])
      for (const name of [
        'q',
        'search',
        'status',
        'type',
        'typeId',
        'page',
        'after',
        'sort',
        'from',
        'format',
      ])
        await asked(`${path}?${new URLSearchParams({ [name]: 'a\0b' })}`);
  });
});
