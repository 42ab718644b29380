import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { operator } from '../../src/policies/actor.ts';
import { seedDemo } from '../../src/use-cases/demo/seed-demo.ts';
import { buildUser } from '../factories/people.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** How many records of each list are opened, besides those with an action that none of these has. */
const RECORDS = 1;
/** What is no page: it is asked, or done at once. */
const NO_PAGES = new Set(['search', 'delete', 'bulkDelete']);

interface Action {
  readonly name: string;
  readonly actionType: string;
  readonly component?: string | false;
}

interface List {
  readonly id: string;
  readonly actions: readonly Action[];
}

interface Listed {
  readonly records: readonly { readonly id: string; readonly recordActions: readonly Action[] }[];
}

function isPage({ name, component }: Action): boolean {
  return component !== false && !NO_PAGES.has(name);
}

/** The panel's lists, with what can be done in them, as the page knows them. */
function lists(page: Page): Promise<readonly List[]> {
  return page.evaluate(() => (Reflect.get(window, 'REDUX_STATE') as { resources: List[] }).resources);
}

/** The addresses of one list's records: every action of some, and one record for each action that none of them has. */
async function pagesOf(page: Page, { id, actions }: List): Promise<string[]> {
  const response = await page.request.get(`/admin/api/resources/${id}/actions/list?perPage=100`, {
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  // The log answers events, which have no pages of their own.
  const { records = [] } = (await response.json()) as Partial<Listed>;
  const seen = new Set<string>();
  const own = records.flatMap((record, index) => {
    const opened = record.recordActions.filter(
      (one) => isPage(one) && (index < RECORDS || !seen.has(one.name)),
    );
    for (const { name } of opened) seen.add(name);
    return opened.map(({ name }) => `/admin/resources/${id}/records/${record.id}/${name}`);
  });
  const ids = records.slice(0, RECORDS).map((record) => record.id);
  const bulk = actions
    .filter((one) => one.actionType === 'bulk' && isPage(one))
    .map(({ name }) => `/admin/resources/${id}/bulk/${name}?recordIds=${ids.join(',')}`);
  const single = actions
    .filter((one) => one.actionType === 'resource' && one.name !== 'list' && isPage(one))
    .map(({ name }) => `/admin/resources/${id}/actions/${name}`);
  return [...single, ...own, ...(ids.length > 0 ? bulk : [])];
}

/** Fails when a part of the page is missing. */
async function expectWhole(page: Page): Promise<void> {
  const content = page.locator('#content');
  await content.locator('h1').waitFor();
  // More than a heading: what is below it may come later.
  await content.filter({ hasText: /\S[^]{20}/ }).waitFor();
  const text = await content.innerText();
  await eventually(async () => expect(text.length, `what ${page.url()} shows`).to.be.above(20));
  await eventually(async () =>
    expect(text, page.url()).not.to.match(/could not be (shown|loaded)|not found/i),
  );
}

/** A list with everything open that it can open. */
async function expectWholeList(page: Page, id: string): Promise<void> {
  await page.goto(`/admin/resources/${id}`, { waitUntil: 'load' });
  await expectWhole(page);
  const menu = page.locator('tbody [popovertarget]').first();
  if ((await menu.count()) > 0) {
    await menu.click();
    await page.locator('[popover]:popover-open').getByRole('link').first().waitFor();
    await page.keyboard.press('Escape');
  }
  const filters = page.getByRole('group', { name: 'Filters' }).getByRole('button');
  for (let nth = 0; nth < (await filters.count()); nth += 1) {
    await filters.nth(nth).click();
    await page.locator('.p-popover:popover-open :is(input, button, .p-filter-none)').first().waitFor();
    await page.keyboard.press('Escape');
  }
  await expectWhole(page);
}

describe('every page of the panel', function suite() {
  this.timeout(600_000);
  const browser = useBrowser({ panel: true });

  it('is drawn whole, without a word in the console', async () => {
    await seedDemo(operator);
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto('/admin', { waitUntil: 'load' });
    await expectWhole(page);
    const all = await lists(page);
    expect(all.map(({ id }) => id)).to.include.members(['complaints', 'users', 'events', 'jobs']);
    for (const list of all) {
      await expectWholeList(page, list.id);
      for (const path of await pagesOf(page, list)) {
        await page.goto(path, { waitUntil: 'load' });
        await expectWhole(page);
      }
    }
  });
});
