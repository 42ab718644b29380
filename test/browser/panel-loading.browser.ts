import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { buildUser } from '../factories/people.ts';
import { arriveAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('a page of the panel that cannot be loaded', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(async () => {
    await buildUser({ username: 'asha', groups: [GROUP.admin] });
  });

  async function open(): Promise<Page> {
    const page = await browser.open({}, /status of (403|404|500)|ERR_INTERNET_DISCONNECTED/);
    await arriveAs(page, 'asha');
    return page;
  }

  async function expectTold(page: Page, heading: string, text: string | RegExp): Promise<void> {
    await page.getByRole('alert').getByRole('heading', { name: heading }).waitFor();
    await page.getByRole('alert').getByText(text).waitFor();
    await eventually(async () =>
      expect(await page.locator('body').innerText()).not.to.match(
        /page not found|no such page|could not be loaded anew/i,
      ),
    );
    await eventually(async () => expect(await page.getByRole('alert').count(), 'told once').to.equal(1));
  }

  const failing = {
    'the first page': ['/admin', '**/admin/api/dashboard', 'Active users'],
    'a record': ['/admin/resources/users/records/ID/show', '**/api/resources/users/records/*/show', 'ravi'],
    'a list': ['/admin/resources/departments', '**/api/resources/departments/actions/list*', 'Finance'],
    'the queue': [
      '/admin/resources/complaints',
      '**/api/resources/complaints/actions/list*',
      'New complaint',
    ],
    'the permissions': [
      '/admin/resources/groups/actions/permissions',
      '**/api/resources/groups/actions/permissions*',
      'AMC Admin',
    ],
  } as const;

  for (const [what, [path, call, content]] of Object.entries(failing)) {
    it(`says of ${what} that something went wrong, with the number of the request, until it could be loaded`, async () => {
      const { id } = await buildUser({ username: 'ravi' });
      const page = await open();
      const fault = {
        notice: { message: 'Something went wrong. It was logged; please try again.', type: 'error' },
      };
      let requestId = 'abc-123';
      await page.route(call, (route) =>
        route.fulfill({ status: 500, headers: { 'x-request-id': requestId }, json: fault }),
      );
      await page.goto(path.replace('ID', String(id)));
      await expectTold(page, 'Something went wrong', /abc-123/);
      requestId = 'def-456';
      await page.getByRole('button', { name: 'Try again' }).click();
      // What the first call was answered is there until the second one is.
      await expectTold(page, 'Something went wrong', /def-456/);
      await page.unroute(call);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('alert').waitFor({ state: 'detached' });
      await page.locator('#content').getByText(content).first().waitFor();
    });
  }

  it('says that there is no connection, and goes on by itself when there is', async () => {
    const page = await open();
    const link = page.getByRole('navigation', { name: 'Panel' }).getByRole('link', { name: 'Departments' });
    await link.waitFor();
    await page.context().setOffline(true);
    await link.click();
    await expectTold(page, 'No connection', /could not be reached/);
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Finance' }).waitFor();
  });

  it('says that a record is not there, or is refused, as the server says it', async () => {
    const page = await open();
    await page.goto('/admin/resources/users/records/4711/show');
    await expectTold(page, 'Nothing is here', /no such record|not exist|not found/i);
    await page.route('**/api/resources/users/actions/list*', (route) =>
      route.fulfill({ status: 403, json: { notice: { message: 'You may not do this.', type: 'error' } } }),
    );
    await page.goto('/admin/resources/users');
    await expectTold(page, 'You may not see this', 'You may not do this.');
  });

  it('leaves what was chosen where it is when the page cannot be loaded anew', async () => {
    const page = await open();
    await page.goto('/admin/resources/groups/actions/permissions');
    const box = page.getByRole('checkbox', { name: /^Engineer: read the audit log/ });
    await box.check();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.getByRole('alert').getByText('The list could not be loaded').waitFor();
    await eventually(async () => expect(await box.isChecked()).to.equal(true));
  });
});
