import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { encryptSecret } from '../../src/database/stored-secret.ts';
import { ApiToken } from '../../src/models/api-token.ts';
import { Group } from '../../src/models/group.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { GroupPermission } from '../../src/models/group-permission.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { drawSecret } from '../../src/use-cases/second-factor/one-time-codes.ts';
import { secretPurpose } from '../../src/use-cases/second-factor/stored-factor.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { ageProofs } from '../support/proof.ts';
import { forgetUses, Phone } from '../support/second-factor.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('confirming who one is in the browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  /** What is refused until then is noted as an error by browsers. */
  const REFUSED = /status of (403|409|422|429)/;
  const GIVEN = 'eleven purple kettles';
  let cast: Cast;
  let page: Page;

  beforeEach(async () => {
    cast = await buildCast();
    page = await browser.open({}, REFUSED);
  });

  const changed = () =>
    JournalEvent.count({ where: { name: 'user.updated', subjectId: cast.rosa.id, actorId: cast.asha.id } });
  const dialog = (at: Page) => at.getByRole('dialog', { name: 'Confirm that it is you' });

  /** Types a password for Rosa, and sends it in a session that began a while ago. */
  async function sendPassword(at: Page): Promise<void> {
    await signInAs(at, 'asha');
    await at.goto(`/admin/resources/users/records/${cast.rosa.id}/setPassword`);
    await at.locator('#password').fill(GIVEN);
    await at.locator('#repeatPassword').fill(GIVEN);
    await ageProofs();
    await at.getByRole('button', { name: 'Set password' }).click();
    await dialog(at).waitFor();
  }

  it('asks over the panel’s form, says what is wrong, and then does what was typed', async () => {
    await sendPassword(page);
    const own = dialog(page).getByLabel('Your password');
    await eventually(async () =>
      expect(await own.evaluate((input) => input === document.activeElement)).to.equal(true),
    );
    await expectAccessible(page);
    await own.fill('a wrong one');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').getByText('This is not your password.').waitFor();
    await eventually(async () => expect(await changed()).to.equal(0));
    await own.fill(PASSWORD);
    await dialog(page).getByRole('button', { name: 'Confirm and go on' }).click();
    await page
      .locator('.p-notices')
      .getByText(/The password was changed/)
      .waitFor();
    await eventually(async () => expect(await changed()).to.equal(1));
  });

  it('asks over the form for a code as well of whoever has a second factor', async () => {
    const secret = drawSecret();
    await byHand(() =>
      SecondFactor.create({
        userId: cast.asha.id,
        name: 'App',
        secret: encryptSecret(secret, secretPurpose(cast.asha.id)),
        confirmedAt: new Date(),
      }),
    );
    const phone = new Phone(secret);
    await arriveAs(page, 'asha');
    await page.getByLabel('Code', { exact: true }).fill(phone.code());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    await forgetUses();
    await page.goto(`/admin/resources/users/records/${cast.rosa.id}/setPassword`);
    await page.locator('#password').fill(GIVEN);
    await page.locator('#repeatPassword').fill(GIVEN);
    await ageProofs();
    await page.getByRole('button', { name: 'Set password' }).click();
    const code = dialog(page).getByLabel('Code of your app, or a recovery code');
    await code.waitFor();
    await expectAccessible(page);
    await dialog(page).getByLabel('Your password').fill(PASSWORD);
    await code.fill('1');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').getByText('This code is not right').waitFor();
    await eventually(async () =>
      expect(await code.evaluate((input) => input === document.activeElement)).to.equal(true),
    );
    await code.fill(phone.code());
    await page.keyboard.press('Enter');
    await page
      .locator('.p-notices')
      .getByText(/The password was changed/)
      .waitFor();
    await eventually(async () => expect(await changed()).to.equal(1));
  });

  it('leaves everything as it is for whoever does not confirm', async () => {
    await sendPassword(page);
    await page.keyboard.press('Escape');
    await page
      .locator('.p-notices')
      .getByText(/Confirm that it is you first/)
      .waitFor();
    await eventually(async () => expect(await page.locator('#password').inputValue()).to.equal(GIVEN));
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.contain('Set password'),
    );
    await eventually(async () => expect(await changed()).to.equal(0));
    // Nor is it done by having confirmed in another tab, before it is sent once more.
    const other = await page.context().newPage();
    await other.goto('/confirm?next=/profile');
    await other.getByLabel('Your password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Confirm and go on' }).click();
    await other.waitForURL(({ pathname }) => pathname === '/profile');
    await eventually(async () => expect(await changed()).to.equal(0));
    await page.getByRole('button', { name: 'Set password' }).click();
    await page
      .locator('.p-notices')
      .getByText(/The password was changed/)
      .waitFor();
  });

  it('goes on by itself for whoever comes back from confirming in another tab', async () => {
    await signInAs(page, 'asha');
    await page.goto('/admin/resources/groups/actions/permissions');
    await page.getByRole('checkbox', { name: /^Engineer: read the audit log/ }).check();
    await ageProofs();
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await dialog(page).waitFor();
    const other = await page.context().newPage();
    await other.goto('/confirm?next=/profile');
    await other.getByLabel('Your password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Confirm and go on' }).click();
    await other.waitForURL(({ pathname }) => pathname === '/profile');
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.locator('.p-notices').getByText('Saved what may be done by: Engineer').waitFor();
    const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    const saved = { groupId: group.id, permission: 'audit.view' };
    await eventually(async () => expect(await GroupPermission.count({ where: saved })).to.equal(1));
  });

  it('asks in the portal, with scripts and without, and makes the token that was asked for', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const at = await browser.open({ javaScriptEnabled }, REFUSED);
      await signInAs(at, 'rosa');
      await at.goto('/profile/tokens');
      await at.getByLabel('Name').fill(`Nightly ${javaScriptEnabled}`);
      await ageProofs();
      await at.getByRole('button', { name: 'Make token' }).click();
      await at.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
      await at.getByText('a new API token').waitFor();
      if (javaScriptEnabled) await expectAccessible(at);
      await at.getByLabel('Your password').fill('a wrong one');
      await at.getByRole('button', { name: 'Confirm and go on' }).click();
      await at.getByText('This is not your password.').first().waitFor();
      await at.getByLabel('Your password').fill(PASSWORD);
      await at.getByRole('button', { name: 'Confirm and go on' }).click();
      await at.getByRole('heading', { name: 'Your new token' }).waitFor();
    }
    const names = (await ApiToken.findAll({ order: ['id'] })).map(({ name }) => name);
    expect(names).to.deep.equal(['Nightly true', 'Nightly false']);
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`can be read at ${width} pixels, ${colorScheme}`, async () => {
      const other = await browser.open({ colorScheme, viewport: { width, height: 800 } }, REFUSED);
      await sendPassword(other);
      await expectAccessible(other);
      await expectNoSidewaysScrolling(other);
      await other.goto('/confirm?next=/faq');
      await other.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
      await expectAccessible(other);
      await expectNoSidewaysScrolling(other);
    });
  }
});
