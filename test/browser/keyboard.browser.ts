import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { buildMany } from '../factories/bulk.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';

describe('single keys in the panel, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function enter(who: string, path: string, options = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, who);
    await page.goto(path);
    await page.locator('h1').waitFor();
    return page;
  }

  const focused = (page: Page, selector: string) =>
    page.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector);
  const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  it('go through rows, tick, assign, and open', async () => {
    await buildMany(3, { reporter: cast.rosa });
    const page = await enter('amir', `${QUEUE}?filters.view=unassigned&sortBy=id&direction=asc`);
    await page.locator('tr[data-id]').first().waitFor();
    const row = (at: number) => `tr[data-id]:nth-child(${at}) a`;
    await page.keyboard.press('j');
    await focused(page, row(1));
    await page.keyboard.press('j');
    await focused(page, row(2));
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('k');
    await focused(page, row(1));
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Critical' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await focused(page, row(1));
    await page.keyboard.press('a');
    await focused(page, 'input[role=searchbox]');
    await page.keyboard.type('xjk');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await focused(page, '[role=search] input');
    await page.keyboard.type('x/?');
    await eventually(async () =>
      expect(
        await page.locator('[role=search] input').inputValue(),
        'keys are text where one types',
      ).to.equal('x/?'),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('j');
    await focused(page, row(1));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/show$/);
    // Two keys are one word only if the second comes soon.
    await eventually(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('q');
      await page.waitForURL(`**${QUEUE}?*`, { timeout: 10_000 });
    });
  });

  it('claim, reply, note, and lead to the solution, from the row and on the page', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('elena', `${QUEUE}?filters.view=unassigned`);
    await page.locator('tr[data-id]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.locator('#p-write-reply textarea').waitFor();
    await eventually(async () => expect((await Complaint.findByPk(id))?.assigneeId).to.equal(cast.elena.id));
    await page.locator('h1').click();
    await page.keyboard.press('n');
    await focused(page, '#p-write-note textarea');
    await page.keyboard.type('never rejects');
    await eventually(async () =>
      expect(await page.locator('#p-write-note textarea').inputValue()).to.equal('never rejects'),
    );
    await page.locator('h1').click();
    await page.keyboard.press('r');
    await focused(page, '#p-write-reply textarea');
    await page.keyboard.type('It is mended.');
    await page.locator('h1').click();
    await page.keyboard.press('e');
    await focused(page, '[data-hotkey=resolve]');
    await page.keyboard.press('Enter');
    await page.locator('.p-badges').getByText('Resolved').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.to.equal('BODY'),
    );
  });

  it('do nothing with a modifier, and nothing at all once they are switched off', async () => {
    await buildMany(2, { reporter: cast.rosa });
    const page = await enter('amir', `${QUEUE}?filters.view=unassigned`);
    await page.locator('tr[data-id]').first().waitFor();
    const isAtRow = () => page.evaluate(() => document.activeElement?.closest('tr') !== null);
    for (const modifier of ['Control', 'Alt', 'Meta']) await page.keyboard.press(`${modifier}+j`);
    await eventually(async () => expect(await isAtRow()).to.equal(false));
    await page.keyboard.press('?');
    await sheet(page).getByText('Go to the complaints').waitFor();
    await page.keyboard.press('j');
    await sheet(page).getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    for (const key of ['j', '?', '/']) await page.keyboard.press(key);
    await eventually(async () => expect(await isAtRow()).to.equal(false));
    await page.reload();
    await page.locator('tr[data-id]').first().waitFor();
    await page.keyboard.press('j');
    await eventually(async () => expect(await isAtRow(), 'remembered in the browser').to.equal(false));
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await sheet(page).getByRole('checkbox').check();
    await sheet(page).getByRole('button', { name: 'Close' }).click();
    await focused(page, '.p-keys-button');
    await page.keyboard.press('j');
    await eventually(async () => expect(await isAtRow()).to.equal(true));
  });

  it('turn pages', async () => {
    await buildMany(3, { reporter: cast.rosa });
    const page = await enter('amir', `${QUEUE}?filters.view=all&perPage=2`);
    await page.getByText('1 to 2 of 3').waitFor();
    await page.keyboard.press(']');
    await page.getByText('3 to 3 of 3').waitFor();
    await page.keyboard.press('[');
    await page.getByText('1 to 2 of 3').waitFor();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`are told on a sheet that is accessible, ${colorScheme}, ${width} pixels wide`, async () => {
      const page = await enter('amir', QUEUE, { colorScheme, viewport: { width, height: 800 } });
      await page.keyboard.press('?');
      await sheet(page).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }
});
