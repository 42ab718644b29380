import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { User } from '../../src/models/user.ts';
import { buildUser } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const USERS = '/admin/resources/users';
const NEW_PASSWORD = 'seven green bottles';

/** Parts of the list's table that its own scrolling hides. */
function cutBy(page: Page): Promise<number> {
  return page
    .locator('.p-table-scroll')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
}

describe('the list of users', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(async () => {
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
    await buildUser({
      username: 'venkataraghavan.subramaniam',
      email: 'venkataraghavan.subramaniam@research.alphalab.example',
      firstName: 'Venkataraghavan',
      lastName: 'Subramaniam-Chandrasekaran',
      groups: [GROUP.engineer],
    });
    await buildUser({ username: 'gone', isActive: false });
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`has room for everything at ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await signInAs(page, 'asha');
      await page.goto(USERS);
      await page.getByRole('link', { name: 'Asha Admin', exact: true }).waitFor();
      await eventually(async () => expect(await cutBy(page), 'what is cut').to.equal(0));
      await page.getByRole('button', { name: /^Actions for Venkat/ }).click();
      await page.locator('[popover]:popover-open').getByText('Set password').waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    });
  }

  it('leads by keyboard from one view to the next, and keeps what is searched for', async () => {
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(`${USERS}?filters.search=alphalab`);
    const inactive = page.getByRole('link', { name: 'Inactive', exact: true });
    await inactive.focus();
    await page.keyboard.press('Enter');
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('tbody tr').allInnerTexts()).to.have.length(1));
    await eventually(async () =>
      expect(new URL(page.url()).searchParams.get('filters.search')).to.equal('alphalab'),
    );
    await eventually(async () => expect(await inactive.getAttribute('aria-current')).to.equal('page'));
    await page.getByRole('link', { name: /^All/ }).click();
    await page.locator('tbody tr').nth(2).waitFor();
  });

  it('has a form that saves and begins the next, at its first field and with nothing of the last', async () => {
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(`${USERS}/actions/new`);
    for (const username of ['ravi', 'tara']) {
      await page.getByLabel(/^Username/).fill(username);
      await page.getByLabel('First name').fill(username);
      await page.getByLabel(/^Password/).fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Save and add another' }).click();
      await page.locator('#username:focus').waitFor();
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#username')?.value === '');
      await eventually(async () => expect(await page.getByLabel('First name').inputValue()).to.equal(''));
    }
    await eventually(async () =>
      expect(await User.count({ where: { username: ['ravi', 'tara'] } })).to.equal(2),
    );
    await eventually(async () => expect(new URL(page.url()).pathname).to.equal(`${USERS}/actions/new`));
    // Nothing is unsaved: no question stands in the way.
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'tara', exact: true }).waitFor();
  });
});
