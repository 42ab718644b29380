import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Department } from '../../src/models/department.ts';
import { Session } from '../../src/models/session.ts';
import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  openPersonMenu,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('single sign-on in the browser', function suite() {
  this.timeout(180_000);
  let provider: TestProvider;
  let cast: Cast;
  const browser = useBrowser(async () => {
    provider = await startProvider();
    const { environment, port, issuer } = provider;
    return { environment, port, hosts: [issuer], panel: true };
  });
  after(() => provider.stop());
  beforeEach(async () => {
    cast = await buildCast();
    provider.accounts.clear();
    provider.accounts.set('rosa-there', { email: 'rosa@alphalab.example', email_verified: true });
    provider.accounts.set('stranger', { email: 'stranger@elsewhere.example', email_verified: true });
    provider.signsIn = undefined;
  });

  const open = (provoked?: RegExp) => browser.open({}, provoked);
  /** Goes to the provider by the button, and says there who it is. */
  async function signOn(page: Page, account = 'rosa-there'): Promise<void> {
    await page.getByRole('link', { name: 'Sign in with Alpha ID' }).click();
    await page.getByRole('button', { name: account }).click();
  }

  it('leads to the provider and back to the page that was asked for, and out again at both', async () => {
    const page = await open();
    await page.goto('/profile');
    await signOn(page);
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    await page.waitForURL('**/profile');
    await page.getByRole('term').filter({ hasText: 'Single sign-on' }).waitFor();
    await openPersonMenu(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL('**/login');
    await page.goto('/profile');
    await page.getByRole('link', { name: 'Sign in with Alpha ID' }).click();
    await page
      .getByText('Who are you?')
      .or(page.getByRole('button', { name: 'stranger' }))
      .first()
      .waitFor();
  });

  it('goes straight through for who is signed in there, and lets them choose another account', async () => {
    const page = await open();
    await page.goto('/login');
    await signOn(page, 'stranger');
    await page.getByRole('heading', { name: 'You have no account here yet' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Another account of Alpha ID' }).click();
    await page.getByRole('button', { name: 'rosa-there' }).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  });

  it('signs in again over a page whose session has ended, and sends what was typed', async () => {
    const page = await open(/status of (401|409)/);
    await page.goto('/complaints/new');
    await signOn(page);
    await page.getByLabel('Title').fill('Printer blinks');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    await Session.destroy({ where: {} });
    await page.getByRole('button', { name: 'Send' }).click();
    const dialog = page.getByRole('dialog');
    const tab = page.context().waitForEvent('page');
    await dialog.getByRole('link', { name: 'Sign in with Alpha ID' }).click();
    const there = await tab;
    await there.getByRole('heading', { name: 'You are signed in again' }).waitFor();
    await there.close();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForURL(/\/complaints\/\d+/);
    await eventually(async () =>
      expect((await Complaint.findOne({ rejectOnEmpty: true })).reporterId).to.equal(cast.rosa.id),
    );
  });

  it('signs in again over a page of the panel, and saves what was typed', async () => {
    provider.accounts.set('asha-there', { email: 'asha@alphalab.example', email_verified: true });
    const page = await open(/status of (401|409)|EventSource/);
    await page.goto('/admin/resources/departments/actions/new');
    await signOn(page, 'asha-there');
    await page.getByLabel('Name').fill('Research');
    await Session.destroy({ where: {} });
    await page.getByTestId('button-save').click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    const tab = page.context().waitForEvent('page');
    await dialog.getByRole('link', { name: 'Sign in with Alpha ID' }).click();
    await expectAccessible(page);
    const there = await tab;
    await there.getByRole('heading', { name: 'You are signed in again' }).waitFor();
    await there.close();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await eventually(async () => expect(await Department.count({ where: { name: 'Research' } })).to.equal(1));
  });

  it('shows the link on the person’s page of the panel, and takes it away', async () => {
    const rosas = await open();
    await rosas.goto('/login');
    await signOn(rosas);
    await rosas.getByRole('heading', { name: 'My complaints' }).waitFor();
    const page = await open();
    await arriveAs(page, 'asha');
    await page.goto(`/admin/resources/users/records/${cast.rosa.id}/show`);
    const card = page.getByRole('region', { name: 'Single sign-on' });
    await card.getByText('As rosa-there').waitFor();
    await expectAccessible(page);
    await card.getByRole('button', { name: 'Take away' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
    await page.getByText('The link was taken away.').waitFor();
    await eventually(async () => expect(await card.count()).to.equal(0));
    await eventually(async () => expect(await SignInIdentity.count()).to.equal(0));
  });

  for (const { colorScheme, width } of LOOKS)
    it(`looks right ${colorScheme} at ${width} pixels`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await page.goto('/login');
      await page.getByRole('link', { name: 'Sign in with Alpha ID' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
});
