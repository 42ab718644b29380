import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { User } from '../../src/models/user.ts';
import { buildUser } from '../factories/people.ts';
import { LOOKS, arriveAs, expectAccessible, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const DRAWN = /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/;
const OWN = 'eleven purple kettles';

describe('a password that is generated', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let page: Page;

  beforeEach(async () => {
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
    page = await browser.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await signInAs(page, 'asha');
  });

  /** What was drawn and is shown, which is another than before. */
  async function drawnPassword(before = ''): Promise<string> {
    const field = page.locator('#password');
    await eventually(async () =>
      expect(await field.inputValue())
        .to.match(DRAWN)
        .and.not.to.equal(before),
    );
    return field.inputValue();
  }

  async function choose(their: Page, current: string): Promise<void> {
    await their.getByLabel('Current password').fill(current);
    await their.getByLabel('New password', { exact: true }).fill(OWN);
    await their.getByLabel('New password once more').fill(OWN);
    await their.getByRole('button', { name: 'Save and go on' }).click();
  }

  it('is shown and copied once for a new user, who changes it before anything else', async () => {
    await page.goto('/admin/resources/users/actions/new');
    await page.getByLabel('Username').fill('ravi');
    const must = page.getByRole('checkbox', { name: 'Must change it at the next sign-in' });
    await eventually(async () => expect(await must.isChecked(), 'a typed one may stay').to.equal(false));
    await page.getByRole('button', { name: 'Generate password' }).click();
    const drawn = await drawnPassword();
    await eventually(async () =>
      expect(await page.locator('#password').getAttribute('type')).to.equal('text'),
    );
    await eventually(async () => expect(await must.isChecked()).to.equal(true));
    await page
      .getByRole('status')
      .getByText(/Copy it now/)
      .waitFor();
    await page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
    await page.getByRole('status').getByText('Copied.').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(drawn),
    );
    await page.getByRole('group', { name: 'Groups' }).getByRole('checkbox', { name: 'Engineer' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'ravi', exact: true }).waitFor();
    await eventually(async () => expect(await page.content(), 'after saving').not.to.contain(drawn));

    const their = await browser.open();
    await signInAs(their, 'ravi', drawn);
    await their.goto('/admin/resources/complaints?filters.view=all');
    await their.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await expectAccessible(their);
    await choose(their, drawn);
    await their.getByRole('heading', { name: 'Complaints' }).waitFor();
    await eventually(async () => expect(new URL(their.url()).search).to.equal('?filters.view=all'));
    await eventually(async () =>
      expect((await User.findOne({ where: { username: 'ravi' } }))?.mustChangePassword).to.equal(false),
    );
  });

  it('needs no second time to be typed where one is set, and can be drawn anew', async () => {
    const { id } = await buildUser({ username: 'tara' });
    await page.goto(`/admin/resources/users/records/${id}/setPassword`);
    await page.getByRole('button', { name: 'Generate password' }).click();
    const first = await drawnPassword();
    await page.getByRole('button', { name: 'Generate another' }).click();
    const drawn = await drawnPassword(first);
    await eventually(async () => expect(await page.locator('#repeatPassword').count()).to.equal(0));
    await page.getByRole('button', { name: 'Set password' }).click();
    await page
      .locator('.p-notices')
      .getByText(/The password was changed/)
      .waitFor();

    const their = await browser.open();
    await arriveAs(their, 'tara', drawn);
    await their.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await choose(their, drawn);
    await their.waitForURL((url) => url.pathname === '/');
  });

  it('asks for both once what was drawn is typed over', async () => {
    const { id } = await buildUser({ username: 'tara' });
    await page.goto(`/admin/resources/users/records/${id}/setPassword`);
    await page.getByRole('button', { name: 'Generate password' }).click();
    await page.locator('#password').pressSequentially('x');
    await eventually(async () =>
      expect(await page.locator('#password').getAttribute('type')).to.equal('password'),
    );
    await page.locator('#repeatPassword').waitFor();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`and what groups may do can be read at ${width} pixels, ${colorScheme}`, async () => {
      const other = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await signInAs(other, 'asha');
      await other.goto('/admin/resources/users/actions/new');
      await other.getByRole('button', { name: 'Generate password' }).click();
      const explained = other.locator('.p-explained').filter({ hasText: 'Engineer' });
      await explained.getByText(/^What they may do/).click();
      await explained.getByText('see all complaints in the panel').waitFor();
      await expectAccessible(other);
    });
  }
});
