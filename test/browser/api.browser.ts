import { expect } from 'chai';
import { buildCast } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('the API in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();

  for (const { colorScheme, width } of LOOKS) {
    it(`is opened by a token that is made, used and revoked, ${colorScheme}, ${width} pixels wide`, async () => {
      await buildCast();
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'elena');
      await page.goto('/profile');
      await page.getByRole('link', { name: 'API tokens' }).click();
      await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
      await expectAccessible(page);
      await page.getByLabel('Name').fill('Night report');
      await page.getByRole('checkbox', { name: /complaints\.view/ }).check();
      await page.getByRole('button', { name: 'Make token' }).click();
      await page.getByRole('heading', { name: 'Your new token' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      const token = await page.locator('.token-text').innerText();
      await page.goto('/api/docs');
      await page.getByRole('heading', { name: 'Own account' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: 'Authorize' }).click();
      await page.locator('.auth-container input').fill(token.trim());
      await expectAccessible(page);
      await page.locator('.auth-container').getByRole('button', { name: 'Authorize' }).click();
      await expectAccessible(page);
      await page.locator('.auth-container').getByRole('button', { name: 'Close' }).click();
      await page
        .getByRole('button', { name: /Own account/ })
        .or(page.locator('#operations-tag-Own_account'))
        .first()
        .click();
      await page.locator('#operations-Own_account-getMe button.opblock-summary-control').click();
      await page.getByRole('button', { name: 'Try it out' }).click();
      const answered = page.waitForResponse(/\/api\/v1\/me$/);
      await page.getByRole('button', { name: 'Execute' }).click();
      const response = await answered;
      expect(response.status()).to.equal(200);
      const me: unknown = await response.json();
      expect(me).to.include({ username: 'elena' });
      // One that takes a body, and one with something to choose in its address.
      await page.locator('#operations-tag-Complaints').click();
      for (const operation of ['Own_account-patchMe', 'Complaints-getComplaints'])
        await page.locator(`#operations-${operation} button.opblock-summary-control`).click();
      await page.locator('#operations-Complaints-getComplaints .parameters').first().waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      const dark = () => page.evaluate(() => document.documentElement.classList.contains('dark-mode'));
      await eventually(async () => expect(await dark()).to.equal(colorScheme === 'dark'));
      await page.goto('/profile/tokens');
      await page.getByRole('button', { name: 'Revoke Night report' }).click();
      await page.getByText('The token is revoked').waitFor();
      await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
    });
  }
});
