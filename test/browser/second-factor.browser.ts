import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Group } from '../../src/models/group.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { forgetUses, Phone } from '../support/second-factor.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  openPersonMenu,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('a second factor in the browser', function suite() {
  this.timeout(180_000);
  let cast: Cast;
  const browser = useBrowser({ panel: true });
  beforeEach(async () => {
    cast = await buildCast();
  });

  /** Reads the page on which an app is set up with a phone, and types what it shows. */
  async function setUp(page: Page): Promise<{ phone: Phone; codes: string[] }> {
    await page.getByRole('img', { name: 'Picture for your app' }).waitFor();
    const secret = await page.locator('.secret-text').innerText();
    const phone = new Phone(secret.replaceAll(/\s/g, ''));
    await page.getByLabel('Code that the app shows now').fill(phone.code());
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await page.locator('.recovery-codes code').allInnerTexts();
    expect(codes).to.have.length(10);
    await forgetUses();
    return { phone, codes };
  }

  async function signOut(page: Page): Promise<void> {
    await openPersonMenu(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
  }

  async function givePassword(page: Page, username: string): Promise<void> {
    await page.goto('/login');
    await page.getByLabel('Username or e-mail').fill(username);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('is set up in the profile, asked for, remembered, replaced by a recovery code, and forgotten', async () => {
    const page = await browser.open();
    await arriveAs(page, 'rosa');
    await page.goto('/profile');
    await page.getByRole('link', { name: 'Sign-in and security' }).click();
    await page.getByRole('link', { name: 'Set up an app' }).click();
    const { phone, codes } = await setUp(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as a text' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).to.equal('recovery-codes.txt');
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByText('You have 10 recovery codes left.').waitFor();
    await signOut(page);

    // With the keyboard alone, from the password on.
    await page.goto('/login?next=/faq');
    await page.getByLabel('Username or e-mail').fill('rosa');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('not right, or was used already').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(phone.code());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/faq');

    await signOut(page);
    await givePassword(page, 'rosa');
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
    await page.goto('/profile/security');
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByText('It is forgotten').waitFor();

    await signOut(page);
    await givePassword(page, 'rosa');
    await page.getByText('Use another way').click();
    await page.getByRole('link', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[3] ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
    await page.goto('/profile/security');
    await page.getByText('You have 9 recovery codes left.').waitFor();
  });

  it('works without scripts', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await arriveAs(page, 'rosa');
    await page.goto('/profile/security/app');
    const { phone } = await setUp(page);
    await page.context().clearCookies();
    await givePassword(page, 'rosa');
    await page.getByLabel('Code', { exact: true }).fill(phone.code());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  });

  it('is required of a group, and reset in the panel by whoever may', async () => {
    await byHand(() => Group.update({ requiresSecondFactor: true }, { where: { name: GROUP.engineer } }));
    const elena = await browser.open();
    await arriveAs(elena, 'elena');
    await elena.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await expectAccessible(elena);
    await elena.getByRole('link', { name: 'Set up an app' }).click();
    await setUp(elena);
    await elena.getByRole('link', { name: 'I have kept them' }).click();
    await elena.waitForURL('**/admin');

    const asha = await browser.open();
    await arriveAs(asha, 'asha');
    await asha.goto(`/admin/resources/users/records/${cast.elena.id}/show`);
    await asha.getByText('recovery codes left: 10').waitFor();
    await asha.goto(`/admin/resources/users/records/${cast.elena.id}/resetFactor`);
    await asha.getByText('has lost their phone').waitFor();
    await expectAccessible(asha);
    await asha.getByRole('button', { name: 'Reset second factor' }).click();
    await asha.getByText('The second factor is reset.').waitFor();
    await eventually(async () => expect(await SecondFactor.count()).to.equal(0));
    await elena.goto('/admin');
    await elena.waitForURL('**/login**');
  });

  it('is given in a tab of its own where a session ended over a page of the panel', async () => {
    const page = await browser.open({}, /401/);
    await arriveAs(page, 'asha');
    await page.goto('/profile/security/app');
    const { phone } = await setUp(page);
    await page.goto('/admin/resources/departments/actions/new');
    const name = page.getByLabel('Name');
    await name.fill('Laboratory');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Username or e-mail').fill('asha');
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    const opened = page.waitForEvent('popup');
    await dialog.getByRole('link', { name: 'Give the second factor' }).click();
    const tab = await opened;
    await tab.getByLabel('Code', { exact: true }).fill(phone.code());
    await tab.getByRole('button', { name: 'Go on' }).click();
    await tab.waitForURL('**/login/again');
    await tab.close();
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Laboratory').first().waitFor();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`looks right ${colorScheme} at ${width} px`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      const check = async (name: string): Promise<void> => {
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
        const folder = process.env.PORTAL_TEST_PICTURES;
        if (folder !== undefined)
          await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      };
      await arriveAs(page, 'amir');
      await page.goto('/profile/security');
      await check('security-none');
      await page.goto('/profile/security/app');
      await check('security-set-up');
      const { phone, codes } = await setUp(page);
      await check('security-codes');
      await page.goto('/profile/security/app');
      await page.getByRole('button', { name: 'Set up' }).click();
      await page.getByRole('alert').waitFor();
      await check('security-replace');
      await page.context().clearCookies();
      await givePassword(page, 'amir');
      await page.getByRole('heading', { name: 'Second step' }).waitFor();
      await page.getByText('Use another way').click();
      await check('second-step');
      await page.getByRole('link', { name: 'Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill('nothing');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('alert').waitFor();
      await check('second-step-recovery');
      await page.goto('/login/second');
      await page.getByLabel('Code', { exact: true }).fill(phone.code());
      await page.getByLabel(/Remember this device/).check();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.waitForURL('**/admin');
      await page.goto('/profile/security');
      await page.getByText('Switch it off').click();
      await check('security-all');
      expect(codes).to.have.length(10);
      await page.goto('/profile');
      await check('profile');
    });
  }
});
