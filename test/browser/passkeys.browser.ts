import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Passkey } from '../../src/models/passkey.ts';
import { buildCast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { ageProofs } from '../support/proof.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  openPersonMenu,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { useDevice, type BrowserDevice } from './support/passkeys.ts';

describe('passkeys in the browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ byName: true });
  beforeEach(() => buildCast());

  const part = (page: Page) => page.getByRole('region', { name: 'Passkeys' });
  const add = (page: Page) => part(page).getByRole('button', { name: 'Add a passkey' });
  const withPasskey = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' });

  const lastOpened = async () => (await journal({ name: 'session.opened' })).at(-1)?.details;

  /** Rosa at a device of hers, signed in and with a passkey. */
  async function enrolled(isListed = false): Promise<{ page: Page; device: BrowserDevice }> {
    const page = await browser.open();
    const device = await useDevice(page, isListed);
    await arriveAs(page, 'rosa');
    await page.goto('/profile/security');
    await part(page).getByLabel('Name').fill('Rosa’s laptop');
    await device.touches(true);
    await add(page).click();
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
    await device.touches(false);
    return { page, device };
  }

  async function signOut(page: Page): Promise<void> {
    await openPersonMenu(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await withPasskey(page).waitFor();
  }

  it('are added in the profile, and sign in without a name', async () => {
    const { page, device } = await enrolled();
    await page.goto('/profile/security');
    await part(page).getByRole('strong').filter({ hasText: 'Rosa’s laptop' }).waitFor();
    await part(page).getByText('never used').waitFor();
    await eventually(async () => expect(await device.count()).to.equal(1));
    await signOut(page);
    await page.goto('/login?next=/profile/security');
    await device.touches(true);
    await withPasskey(page).click();
    await part(page).getByText('last used').waitFor();
    await page.waitForURL((url) => url.pathname === '/profile/security');
    await eventually(async () => expect(await lastOpened()).to.include({ through: 'passkey' }));
  });

  it('stand in the list of the field for the name', async () => {
    const { page, device } = await enrolled(true);
    await page.goto('/');
    await signOut(page);
    await device.touches(true);
    await page.goto('/login?next=/faq');
    await page.waitForURL((url) => url.pathname === '/faq');
    await eventually(async () => expect(await lastOpened()).to.include({ through: 'passkey' }));
  });

  it('stand for the code after a password', async () => {
    const { page, device } = await enrolled();
    await page.goto('/');
    await signOut(page);
    await page.getByLabel('Username or e-mail').fill('rosa');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    await expectAccessible(page);
    await device.touches(true);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  });

  it('say why not, and let try again', async () => {
    const { page, device } = await enrolled();
    await page.goto('/profile/security');
    await device.touches(true);
    await add(page).click();
    await part(page).getByText('This device has a passkey of yours already.').waitFor();
    await expectAccessible(page);
    await device.touches(false);
    await signOut(page);
    await device.verifies(false);
    await device.touches(true);
    await withPasskey(page).click();
    await page.getByText('Nothing was done').waitFor();
    await device.verifies(true);
    await withPasskey(page).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  });

  it('are refused where they count backwards, and the page says what to do', async () => {
    const { page, device } = await enrolled();
    await page.goto('/');
    await signOut(page);
    await device.touches(true);
    await withPasskey(page).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
    await Passkey.update({ counter: 1000 }, { where: {} });
    await device.touches(false);
    await signOut(page);
    await device.touches(true);
    await withPasskey(page).click();
    await page.getByText('there may be a copy of it').waitFor();
    await expectAccessible(page);
    await eventually(async () => {
      const refused = await journal({ name: 'session.refused' });
      expect(refused.map(({ details }) => details.reason)).to.deep.equal(['passkey_counter']);
    });
  });

  it('confirm that it is still they, before another is added', async () => {
    const { page, device } = await enrolled();
    await ageProofs();
    await page.goto('/profile/security');
    await part(page).getByRole('link', { name: 'Add a passkey' }).click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await expectAccessible(page);
    await device.touches(true);
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click();
    await add(page).waitFor();
    await eventually(async () => {
      const [confirmed] = await journal({ name: 'session.confirmed' });
      expect(confirmed?.details).to.deep.equal({ through: 'passkey' });
    });
  });

  it('are removed in the profile', async () => {
    const { page } = await enrolled();
    await page.goto('/profile/security');
    await part(page).getByRole('button', { name: 'Remove Rosa’s laptop' }).click();
    await page.getByText('It is removed here').waitFor();
    await eventually(async () => expect(await Passkey.count()).to.equal(0));
    await part(page).getByText('Rosa’s laptop').first().waitFor({ state: 'detached' });
  });

  it('are asked for by nothing where no script runs', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/login');
    await withPasskey(page).waitFor({ state: 'hidden' });
    await page.getByLabel('Username or e-mail').fill('rosa');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.goto('/profile/security');
    await part(page).getByText('This browser cannot add one').waitFor();
    await add(page).waitFor({ state: 'hidden' });
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`fit into ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      const device = await useDevice(page);
      await page.goto('/login');
      await withPasskey(page).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await arriveAs(page, 'rosa');
      await page.goto('/profile/security');
      await add(page).waitFor();
      await expectAccessible(page);
      await device.touches(true);
      await part(page).getByLabel('Name').fill('W'.repeat(100));
      await add(page).click();
      await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
      await page.goto('/profile/security');
      await part(page).getByText('never used').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }
});
