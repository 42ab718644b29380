import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { holderOfToken } from '../../src/use-cases/tokens/holder-of-token.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('API clients at the screen', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`are added and get tokens, by keyboard too, at ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/api_clients/actions/new');
      await page.getByLabel('Name').fill('Backup server');
      await page.getByLabel('What it is for').fill('Tells when a backup fails');
      await page.getByRole('checkbox', { name: 'AMC Admin' }).check();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('The API client was created').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      const user = await User.findOne({ where: { isService: true }, rejectOnEmpty: true });
      expect(user.username).to.equal('api-backup-server');

      await page.goto(`/admin/resources/api_clients/records/${user.id}/show`);
      await page.getByRole('heading', { name: 'API tokens' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Make a token' }).last().focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('Name', { exact: true }).fill(' ');
      await page.getByLabel('complaints.view').focus();
      await page.keyboard.press('Space');
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: 'Make a token' }).click();
      await page.getByText('The name is required.').first().waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Night');
      await page.getByRole('button', { name: 'Make a token' }).focus();
      await page.keyboard.press('Enter');
      const shown = page.getByLabel('The token');
      await shown.waitFor();
      await page.waitForFunction(() => document.activeElement?.id === 'secret');
      const first = await shown.inputValue();
      await eventually(async () =>
        expect(await holderOfToken(first, null)).to.have.nested.property('actor.id', user.id),
      );
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);

      await page.getByRole('link', { name: 'Back', exact: true }).click();
      await page.getByText(first.slice(0, 11)).waitFor();
      await eventually(async () => expect(await page.getByText(first).count()).to.equal(0));
      await page.getByRole('button', { name: 'Rotate Night' }).click();
      await page.getByRole('button', { name: 'Rotate', exact: true }).click();
      await page.waitForFunction(() => document.activeElement?.id === 'secret');
      const second = await page.getByLabel('The token').inputValue();
      expect(second).not.to.equal(first);
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: 'Revoke Night' }).last().click();
      await page.getByRole('button', { name: 'Revoke', exact: true }).click();
      await page.getByText('The token is revoked').waitFor();
      await eventually(async () => expect(await ApiToken.count()).to.equal(1));
      await eventually(async () => expect(await holderOfToken(first, null)).to.equal(undefined));
      await eventually(async () => expect(await holderOfToken(second, null)).not.to.equal(undefined));
    });

    it(`show the tokens of people to who keeps them secure, at ${width} pixels, ${colorScheme}`, async () => {
      const made = await createToken(operator, cast.elena, { name: 'Night', scopes: ['notes.use'] });
      await holderOfToken(made?.token ?? '', '192.0.2.7');
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await signInAs(page, 'asha');
      await page.goto(`/admin/resources/users/records/${cast.elena.id}/show`);
      const tokens = page.getByRole('region', { name: 'API tokens' });
      await tokens.getByText('notes.use').waitFor();
      await tokens.getByText('from 192.0.2.7').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await tokens.getByRole('button', { name: 'Revoke Night' }).click();
      await page.getByRole('button', { name: 'Revoke', exact: true }).click();
      await tokens.getByText('None.').waitFor();
      await page.waitForFunction(() => document.activeElement?.id === 'p-tokens');
      await eventually(async () => expect(await ApiToken.count()).to.equal(0));
    });
  }
});
