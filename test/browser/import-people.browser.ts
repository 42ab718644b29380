import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { User } from '../../src/models/user.ts';
import { buildCast, buildUser } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const FILE =
  'username,full name,groups,shoe\nanna,Anna Ahmed,Engineer,42\nrosa,Rosa Rao,,\nbad name,Nobody,,\n';

const csv = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function choose(page: Page, text: string): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles(csv(text));
}

describe('importing people from a file in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(buildCast);

  async function open(options: Parameters<typeof browser.open>[0] = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, 'asha');
    await page.goto('/admin/resources/users');
    await page.getByRole('link', { name: 'Import people' }).click();
    await page.getByRole('heading', { name: 'Import people' }).waitFor();
    return page;
  }

  for (const { colorScheme, width } of LOOKS) {
    it(`shows what a file would do at ${width} pixels, ${colorScheme}`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 900 } });
      await expectAccessible(page);
      await choose(page, FILE);
      await page.getByRole('heading', { name: 'What this file would do' }).waitFor();
      await page.getByText('Columns that are not read: shoe.').waitFor();
      await expectNoSidewaysScrolling(page);
      const cut = await page.locator('.p-card').evaluateAll((cards, most) => {
        return cards.filter((card) => card.getBoundingClientRect().right > most).length;
      }, width);
      expect(cut, 'cards that leave the window').to.equal(0);
      await expectAccessible(page);
    });
  }

  it('writes what was shown, by keyboard, and says what it did', async () => {
    const page = await open();
    await choose(page, FILE);
    const report = page.getByRole('region', { name: 'What this file would do' });
    await report.waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal('p-import-report'),
    );
    const rows = report.locator('tbody tr');
    await eventually(async () =>
      expect(await rows.nth(1).innerText()).to.contain('Last name: Reporter → Rao'),
    );
    await report.getByRole('button', { name: /^Refused/ }).press('Enter');
    await eventually(async () => expect(await rows.allInnerTexts()).to.have.length(1));
    await eventually(async () =>
      expect(await rows.first().innerText()).to.contain('letters, digits and @ . + - _ only'),
    );
    await report.getByRole('button', { name: 'Import (2)' }).press('Enter');
    await page.getByRole('heading', { name: 'What was done' }).waitFor();
    await page.locator('.p-notices').getByText('1 added, 1 changed.').waitFor();
    await page.getByRole('link', { name: 'To the users' }).click();
    await page.getByRole('link', { name: 'Anna Ahmed', exact: true }).waitFor();
  });

  it('shows it anew where somebody was quicker, and takes a file that is dropped', async () => {
    const page = await open();
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      return data;
    }, FILE);
    await page.locator('.p-drop').dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByText('dropped.csv').waitFor();
    const go = page.getByRole('button', { name: 'Import (2)' });
    await go.waitFor();
    await buildUser({ username: 'anna' });
    await go.click();
    await page
      .getByRole('alert')
      .getByText(/were changed since you looked/)
      .waitFor();
    await eventually(async () =>
      expect((await User.findOne({ where: { username: 'rosa' } }))?.lastName).to.equal('Reporter'),
    );
    await go.click();
    await page.getByRole('heading', { name: 'What was done' }).waitFor();
  });

  it('says why a file cannot be read, and takes the next one', async () => {
    const page = await open();
    await page.getByLabel('CSV file').setInputFiles({
      name: 'photo.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0xff, 0xd8, 0, 0, 1, 2]),
    });
    await page
      .getByRole('alert')
      .getByText(/not a text file/)
      .waitFor();
    await choose(page, `username\n${'a'.repeat(6 * 1024 * 1024)}`);
    await page
      .getByRole('alert')
      .getByText(/more than 5 MB/)
      .waitFor();
    await expectAccessible(page);
    await choose(page, FILE);
    await page.getByRole('button', { name: 'Import (2)' }).waitFor();
    await eventually(async () => expect(await page.locator('#p-import-fault').innerText()).to.equal(''));
  });

  it('draws a long file a part at a time', async () => {
    const page = await open();
    await choose(page, ['username', ...Array.from({ length: 250 }, (_one, n) => `person.${n}`)].join('\n'));
    const rows = page.locator('.p-import tbody tr');
    await page.getByRole('button', { name: 'Show more (150 left)' }).click();
    await rows.nth(199).waitFor();
    await eventually(async () => expect(await rows.count()).to.equal(200));
  });
});
