import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildUser } from '../factories/people.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const LISTS = '**/api/resources/*/actions/list*';

describe('the list that a page of the panel begins with', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(async () => {
    await buildUser({ username: 'asha', groups: [GROUP.admin] });
  });

  /** A page that has opened nothing yet, and what it asks for, in order. */
  async function watched(provoked?: RegExp): Promise<{ page: Page; asked: string[] }> {
    const page = await browser.open({}, provoked);
    await signInAs(page, 'asha');
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (/\/actions\/list/.test(pathname)) asked.push(pathname.replace(/.*resources/, '') + search);
    });
    return { page, asked };
  }

  it('is asked for once, before the script is there, as the address filters it', async () => {
    const { page, asked } = await watched();
    await page.route('**/panel.js*', async (route) => {
      try {
        await eventually(async () => expect(asked, 'asked while the script is on the way').to.have.length(1));
      } finally {
        await route.continue();
      }
    });
    await page.goto('/admin/resources/departments?filters.name=Finance');
    await page.getByRole('link', { name: 'Finance' }).waitFor();
    await eventually(async () => expect(await page.locator('tbody tr').count()).to.equal(1));
    await page.waitForLoadState('networkidle');
    expect(asked).to.deep.equal(['/departments/actions/list?filters.name=Finance&packed=1']);
  });

  it('is drawn with its first rows, and asked for anew when it is opened again', async () => {
    const { page, asked } = await watched();
    await page.goto('/admin/resources/departments', { waitUntil: 'networkidle' });
    const menu = page.getByRole('navigation', { name: 'Panel' });
    await menu.getByRole('link', { name: 'Statuses' }).click();
    await page.getByRole('link', { name: 'Waiting for User' }).waitFor();
    await menu.getByRole('link', { name: 'Departments' }).click();
    await page.getByRole('link', { name: 'Finance' }).waitFor();
    expect(asked).to.deep.equal(
      ['departments', 'statuses', 'departments'].map((name) => `/${name}/actions/list?packed=1`),
    );
  });

  it('is asked for again where that went wrong', async () => {
    const { page, asked } = await watched(/status of 500/);
    let times = 0;
    await page.route(LISTS, (route) => {
      times += 1;
      return times === 1 ? route.fulfill({ status: 500, json: {} }) : route.continue();
    });
    await page.goto('/admin/resources/departments');
    await page.getByRole('link', { name: 'Finance' }).waitFor();
    expect(asked).to.have.length(2);
  });

  it('waits for no list that is slow: the page is there before', async () => {
    const { page, asked } = await watched();
    let answer: (value?: unknown) => void = () => undefined;
    const held = new Promise((resolve) => {
      answer = resolve;
    });
    await page.route(LISTS, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/admin/resources/departments');
    await page.locator('h1').waitFor();
    answer();
    await page.getByRole('link', { name: 'Finance' }).waitFor();
    expect(asked).to.have.length(1);
  });

  it('tells of each complaint how old it is, and a moment later since when', async () => {
    const { page } = await watched();
    await buildComplaint();
    await page.goto('/admin/resources/complaints?sortBy=createdAt');
    const filed = page.locator('tbody .p-q-createdAt time');
    await filed.getByText('now').waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLElement>('tbody time')?.title !== '');
    await eventually(async () =>
      expect(await filed.getAttribute('title')).to.match(/^\d{1,2} \w+ 20\d\d, \d\d:\d\d$/),
    );
  });
});
