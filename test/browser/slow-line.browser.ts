import { expect } from 'chai';
import type { Page, Route } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Department } from '../../src/models/department.ts';
import { FaqCategory } from '../../src/models/faq-category.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildMany } from '../factories/bulk.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signInAs, useBrowser, WIDE } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** Calls of the panel that are answered only when the test says so, as on a line that is slow at that moment. */
interface Held {
  /** Ends when so many are on their way, or more: an open page asks by itself for what it hears of. */
  readonly calls: (count: number) => Promise<unknown>;
  /** Lets the oldest one be answered. */
  readonly release: () => Promise<void>;
}

async function hold(page: Page, address: string): Promise<Held> {
  const waiting: Route[] = [];
  await page.route(address, (route) => void waiting.push(route));
  return {
    calls: (count) => eventually(async () => expect(waiting.length).to.be.at.least(count)),
    release: async () => {
      const route = waiting.shift();
      const answered = page.waitForResponse((response) => response.url() === route?.request().url());
      await route?.continue();
      await (await answered).finished();
    },
  };
}

/** What came late is drawn by now, if it is drawn at all; it would stay. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

describe('the panel on a slow line', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function enter(path: string, username = 'asha'): Promise<Page> {
    const page = await browser.open({ viewport: WIDE });
    await signInAs(page, username);
    await page.goto(path);
    await page.locator('tbody tr, .p-lines a').first().waitFor();
    return page;
  }

  const menu = (page: Page) => page.getByRole('navigation', { name: 'Panel' });
  const rows = (page: Page) => page.locator('tbody tr');

  it('shows under the name of a list none of the rows of another one, and no number of theirs', async () => {
    await FaqCategory.create({ name: 'Passwords' });
    const page = await enter('/admin/resources/departments');
    const names = ['Complaint types', 'Statuses', 'Groups', 'Users', 'FAQ categories', 'Departments'];
    const { calls, release } = await hold(page, '**/api/resources/*/actions/list*');
    for (const name of names) {
      const boxes = rows(page).getByRole('checkbox');
      // Where nothing is done with several, none are ticked.
      if ((await boxes.count()) > 0) await boxes.first().check();
      await menu(page).getByRole('link', { name, exact: true }).click();
      await calls(1);
      const heading = page.getByRole('heading', { level: 1 });
      await eventually(async () => expect(await rows(page).count(), `rows under ${name}`).to.equal(0));
      await eventually(async () => expect(await heading.innerText()).to.equal(name));
      await eventually(async () => expect(await page.getByText('selected').count(), name).to.equal(0));
      await release();
      await rows(page).first().waitFor();
    }
  });

  it('shows under a record none that was asked for before and came late', async () => {
    const { id } = await Department.create({ id: cast.emil.id, name: 'Workshop' });
    await UserProfile.update({ departmentId: id }, { where: { userId: cast.emil.id } });
    const page = await enter(`/admin/resources/departments/records/${id}/show`);
    const { calls, release } = await hold(page, `**/api/resources/users/records/${id}/show*`);
    await page.locator('.p-lines').getByRole('link').click();
    await calls(1);
    await page.goBack();
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByText('Workshop').waitFor();
    await release();
    await drawn(page);
    await eventually(async () => expect(await heading.innerText()).to.contain('Workshop'));
  });

  it('asks about those whom the address names, not about others who were asked for before', async () => {
    const page = await enter('/admin/resources/users');
    const open = async (name: string): Promise<void> => {
      await rows(page).filter({ hasText: name }).getByRole('checkbox').check();
      await page.getByTestId('action-assignGroups').click();
    };
    await open('emil');
    await page.getByText('emil').first().waitFor();
    await menu(page).getByRole('link', { name: 'Users', exact: true }).click();
    await rows(page).first().waitFor();
    const { calls, release } = await hold(page, `**/bulk/assignGroups?recordIds=${cast.asha.id}*`);
    await open('asha');
    await calls(1);
    await page.evaluate(() => history.go(-2));
    const form = page.locator('#content form');
    await form.getByText('emil').first().waitFor();
    await release();
    await drawn(page);
    await eventually(async () =>
      expect(await form.innerText())
        .to.match(/emil/i)
        .and.not.to.match(/asha/i),
    );
  });

  it('takes a step with all of the view that is shown, not of the one that is asked for', async () => {
    await buildMany(5, { reporter: cast.rosa });
    await Complaint.update({ urgency: 'critical' }, { where: {}, limit: 3 });
    const address = '/admin/resources/complaints?filters.view=all&filters.urgency=critical&perPage=2';
    const page = await enter(address, 'amir');
    const { calls, release } = await hold(page, '**/api/resources/complaints/actions/list*');
    await page.evaluate(() => {
      history.pushState({}, '', '?filters.view=all&perPage=2');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await calls(1);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    const bar = page.getByRole('region', { name: 'With the selected complaints' });
    await bar.getByRole('button', { name: 'Select all 3 in this view' }).click();
    const started = page.waitForRequest('**/actions/bulkStart*');
    await bar.getByRole('button', { name: 'Urgency' }).click();
    await page.getByRole('group', { name: 'Urgency' }).getByRole('button', { name: 'Low' }).click();
    const sent = (await started).postData();
    expect(sent).to.contain('filters.urgency=critical');
    await release();
  });
});
