import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Department } from '../../src/models/department.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
  WIDE,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';

describe('the queue, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function enter(username: string, path: string, options = {}): Promise<Page> {
    const page = await browser.open(options, /status of 404/);
    await signInAs(page, username);
    await page.goto(path);
    await page.locator('tbody tr').first().waitFor();
    return page;
  }

  const titles = (page: Page) => page.locator('tbody .p-q-title bdi').allInnerTexts();
  const filters = (page: Page) => page.getByRole('group', { name: 'Filters' });
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  it('shows 16 complaints at once, their titles on two fifths of the width, under a head that stays', async () => {
    for (let i = 0; i < 24; i += 1)
      await buildComplaint({
        reporter: cast.rosa,
        title: `The printer on floor ${i} ${'jams often '.repeat(8)}`,
      });
    const page = await enter('amir', QUEUE, { viewport: { width: 1280, height: 900 } });
    const measured = () =>
      page.locator('tbody').evaluate((body) => {
        const boxes = [...body.querySelectorAll('tr')].map((row) => row.getBoundingClientRect());
        const title = body.querySelector('.p-q-title')?.getBoundingClientRect().width ?? 0;
        return {
          rows: boxes.filter(({ bottom }) => bottom <= innerHeight).length,
          heights: [...new Set(boxes.map(({ height }) => Math.round(height)))],
          share: title / body.getBoundingClientRect().width,
        };
      });
    await eventually(async () => {
      const { rows, heights, share } = await measured();
      expect(rows).to.be.at.least(16);
      expect(heights, 'one line each').to.deep.equal([44]);
      expect(share).to.be.at.least(0.4);
    });
    await page.locator('tbody tr').last().scrollIntoViewIfNeeded();
    const head = page.locator('thead th').first();
    await eventually(async () =>
      expect(
        await head.evaluate(
          (cell) =>
            document
              .elementFromPoint(cell.getBoundingClientRect().x + 5, cell.getBoundingClientRect().y + 5)
              ?.closest('thead') !== null,
        ),
      ).to.equal(true),
    );
  });

  it('begins with the view of one’s work, and shows the others with their counts', async () => {
    await buildComplaint({ reporter: cast.sam, assignee: cast.elena, status: 'waiting', title: 'No sound' });
    await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams', urgency: 'high' });
    const page = await enter('elena', QUEUE, { viewport: WIDE });
    const views = page.getByRole('navigation', { name: 'Views' });
    await eventually(async () => expect(await titles(page)).to.deep.equal(['No sound']));
    await eventually(async () => expect(await views.locator('[aria-current]').innerText()).to.match(/Mine/));
    await views.getByRole('link', { name: 'Open 2' }).click();
    await page.getByRole('link', { name: 'Scanner jams' }).waitFor();
    await eventually(async () =>
      expect(await titles(page), 'the most pressing first').to.deep.equal(['Scanner jams', 'No sound']),
    );
    await page.getByRole('link', { name: 'Urgency' }).click();
    await page.locator('th[aria-sort=descending]').waitFor();
    await page.getByRole('link', { name: 'Urgency' }).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    await page.getByLabel('Search', { exact: true }).fill('jam');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await eventually(async () => expect(await titles(page)).to.deep.equal(['Scanner jams']));
  });

  it('is filtered by several values at once as they are ticked, each with what it would leave', async () => {
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    await UserProfile.update({ departmentId: hr.id }, { where: { userId: cast.rosa.id } });
    await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams', urgency: 'high' });
    await buildComplaint({ reporter: cast.sam, assignee: cast.elena, status: 'waiting', title: 'No sound' });
    await buildComplaint({ reporter: cast.sam, assignee: cast.emil, status: 'assigned', title: 'Old phone' });
    const page = await enter('amir', `${QUEUE}?filters.view=open`, { viewport: WIDE });
    const chip = (name: string) => filters(page).getByRole('button', { name, exact: true });
    await chip('Assigned to').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'nobody 1' }).waitFor();
    await eventually(async () =>
      expect(
        await page.evaluate(() => (document.activeElement as HTMLInputElement).value),
        'the first field has the focus',
      ).to.equal('none'),
    );
    await page.keyboard.press('Space');
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Emil Engineer 1' }).check();
    await page.getByRole('link', { name: 'Old phone' }).waitFor();
    await eventually(async () => expect(await titles(page)).to.deep.equal(['Scanner jams', 'Old phone']));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await focused(page), 'Escape gives the focus back').to.equal('Assigned tonobody +1'),
    );
    await chip('Department').click();
    await page.getByRole('checkbox', { name: 'HR 1' }).check();
    await page.getByRole('link', { name: 'Old phone' }).waitFor({ state: 'detached' });
    await eventually(async () => expect(await titles(page)).to.deep.equal(['Scanner jams']));
    await page.keyboard.press('Escape');
    await chip('Clear').click();
    await page.getByRole('link', { name: 'No sound' }).waitFor();
    await eventually(async () =>
      expect(new URL(page.url()).search, 'the view stays').to.equal('?filters.view=open'),
    );
    await eventually(async () => expect(await focused(page)).to.equal('Type'));
    await chip('More').click();
    await page.getByRole('button', { name: 'Title', exact: true }).click();
    // The field that opens has the focus a moment later.
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('INPUT'),
    );
    await page.keyboard.type('phon');
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await eventually(async () => expect(await titles(page)).to.deep.equal(['Old phone']));
  });

  it('is come back to where it was left, and walked through from one complaint to the next', async () => {
    for (let i = 0; i < 40; i += 1)
      await buildComplaint({
        reporter: cast.rosa,
        title: `Printer ${i}`,
        createdAt: new Date(Date.now() - (99 - i) * 60_000),
      });
    const page = await enter(
      'amir',
      `${QUEUE}?filters.view=unassigned&filters.title=printer&perPage=20&page=2`,
    );
    await eventually(async () => expect((await titles(page))[0]).to.equal('Printer 20'));
    const last = page.getByRole('link', { name: 'Printer 39' });
    await last.scrollIntoViewIfNeeded();
    const scrolled = () =>
      page.locator('.p-queue').evaluate((list) => Math.round(list.getBoundingClientRect().top));
    const before = await scrolled();
    expect(before, 'it is scrolled').to.be.below(0);
    const address = page.url();
    // Browsers tell of scrolling with the next frame, before which nobody clicks.
    await eventually(async () =>
      expect(
        await page.evaluate(() =>
          Number(sessionStorage.getItem(`scroll ${location.pathname}${location.search}`)),
        ),
      ).to.be.above(0),
    );
    // Clicked where it is: the browser's own click may scroll to it.
    await page.getByRole('link', { name: 'Printer 37' }).evaluate((link: HTMLElement) => link.click());
    const list = page.getByRole('navigation', { name: 'In the list' });
    await list.getByText('38 of 40').waitFor();
    await expectAccessible(page);
    await list.getByRole('link', { name: 'Next in the list' }).click();
    await list.getByText('39 of 40').waitFor();
    await page.getByRole('heading', { name: /Printer 38/ }).waitFor();
    await list.getByRole('link', { name: 'Previous in the list' }).click();
    await page.getByRole('heading', { name: /Printer 37/ }).waitFor();
    await page
      .getByRole('navigation', { name: 'You are here' })
      .getByRole('link', { name: 'Complaints' })
      .click();
    await last.waitFor();
    await eventually(async () => expect(page.url()).to.equal(address));
    await eventually(async () => expect(await scrolled(), 'less than a row away').to.be.closeTo(before, 43));
    await last.evaluate((link: HTMLElement) => link.click());
    await list.getByText('40 of 40').waitFor();
    await eventually(async () =>
      expect(await list.getByRole('link').count(), 'nothing follows the last').to.equal(1),
    );
    await page.goBack();
    await last.waitFor();
    await eventually(async () => expect(await scrolled(), 'less than a row away').to.be.closeTo(before, 43));
    await eventually(async () => expect(page.url()).to.equal(address));
  });

  it('tells no place of a complaint that left its list, and none of one that was not opened from there', async () => {
    const reporter = cast.rosa;
    for (const title of ['Printer 1', 'Printer 2']) await buildComplaint({ reporter, title });
    const page = await enter('elena', `${QUEUE}?filters.view=unassigned&sortBy=createdAt&direction=asc`);
    await page.getByRole('link', { name: 'Printer 2' }).click();
    const list = page.getByRole('navigation', { name: 'In the list' });
    await list.getByText('2 of 2').waitFor();
    await page.getByRole('button', { name: 'Claim' }).click();
    await list.getByText('Not in this list any more').waitFor();
    await page.reload();
    await list.getByText('Not in this list any more').waitFor();
    await list.getByRole('link', { name: 'Previous in the list' }).click();
    await page.getByRole('heading', { name: /Printer 1/ }).waitFor();
    await list.getByText('1 of 1').waitFor();
    await page.goto(`${QUEUE}?filters.view=overdue`);
    await page
      .getByText(/^Nothing/)
      .first()
      .waitFor();
    await page.goto('/admin');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('link', { name: /Printer 2/ }).click();
    await page.getByRole('heading', { level: 1, name: /Printer 2/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => url.includes('/beside'))).to.deep.equal([]);
    await eventually(async () => expect(await list.count()).to.equal(0));
  });

  it('counts the views where they are shown whole, not where a search or filters leave less of them', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams' });
    await buildComplaint({ reporter: cast.rosa, title: 'No sound' });
    const page = await enter('amir', `${QUEUE}?filters.view=open`, { viewport: WIDE });
    const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Open/ });
    await eventually(async () => expect(await tab.innerText()).to.match(/^Open\s*2$/));
    await page.getByLabel('Search', { exact: true }).fill('jam');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await eventually(async () => expect(await tab.innerText()).to.equal('Open'));
  });

  it('opens a complaint whose number is typed into a search', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams' });
    const page = await enter('asha', '/admin/resources/departments');
    await page.getByLabel('Search').fill(`#${id}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Scanner jams/ }).waitFor();
    await page.goto(QUEUE);
    await page.getByLabel('Search', { exact: true }).fill('#99999');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is here').waitFor();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`is accessible and fits the window with an open filter, ${colorScheme}, ${width} pixels wide`, async () => {
      await buildComplaint({
        reporter: cast.rosa,
        title: `Long ${'words'.repeat(30)}`,
        urgency: 'critical',
        createdAt: new Date(Date.now() - 5 * 86_400_000),
      });
      const page = await enter('amir', QUEUE, { colorScheme, viewport: { width, height: 800 } });
      await expectAccessible(page);
      for (const name of ['Urgency', 'Filed', 'More']) {
        await filters(page).getByRole('button', { name, exact: true }).click();
        await page.getByRole('dialog').waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
        await page.keyboard.press('Escape');
      }
    });
  }
});
