import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Op } from 'sequelize';
import { inTransaction } from '../../src/database/transaction.ts';
import { SavedView } from '../../src/models/saved-view.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
  WIDE,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';

describe('views that people keep, and columns, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams', urgency: 'high' });
    await buildComplaint({ reporter: cast.rosa, title: 'No sound', urgency: 'low' });
  });

  async function enter(username: string, path: string, options = {}): Promise<Page> {
    const page = await browser.open({ viewport: WIDE, ...options });
    await signInAs(page, username);
    await page.goto(path);
    await page.locator('tbody tr').first().waitFor();
    return page;
  }

  const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
  const tab = (page: Page, name: string) => views(page).getByRole('link', { name });
  const present = (page: Page) => views(page).locator('[aria-current]').innerText();
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
  const titles = (page: Page) => page.locator('tbody .p-q-title bdi').allInnerTexts();

  it('are saved, shared, opened by another, called otherwise and deleted', async () => {
    const page = await enter('amir', `${QUEUE}?filters.view=open`);
    const save = page.getByRole('button', { name: 'Save view' });
    await eventually(async () => expect(await save.count(), 'a ready-made view').to.equal(0));
    await page.goto(`${QUEUE}?filters.view=open&filters.urgency=high`);
    await save.click();
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByLabel('Name').fill('Urgent');
    await dialog.getByLabel('Share with everybody').check();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await tab(page, 'Urgent').waitFor();
    await eventually(async () => expect(await present(page)).to.match(/^Urgent/));
    await eventually(async () => expect(await focused(page)).to.match(/Urgent/));
    await eventually(async () => expect(await save.count(), 'it is kept').to.equal(0));

    const other = await enter('emil', `${QUEUE}?filters.view=all`);
    await tab(other, 'Urgent').click();
    await other.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await eventually(async () => expect(await titles(other)).to.deep.equal(['Scanner jams']));
    await eventually(async () =>
      expect(await other.getByRole('button', { name: 'Change the view' }).count()).to.equal(0),
    );
    await tab(other, 'All').click();
    await other.getByRole('link', { name: 'No sound' }).waitFor();

    await page.getByRole('button', { name: 'Urgency' }).click();
    await page.getByRole('checkbox', { name: 'Critical' }).check();
    await page.getByRole('button', { name: 'Save as new view' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save to “Urgent”' }).click();
    const menu = page.getByRole('button', { name: 'Change the view Urgent' });
    await menu.waitFor();
    await eventually(async () => expect(await focused(page)).to.match(/Urgent/));
    await eventually(async () =>
      expect((await SavedView.findOne())?.query).to.equal(
        'filters.urgency=critical%2Chigh&filters.view=open',
      ),
    );
    await eventually(async () =>
      expect(await page.getByRole('button', { name: 'Save as new view' }).count()).to.equal(0),
    );
    await menu.click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Rename or share' }).click();
    const change = page.getByRole('dialog', { name: 'Change the view', exact: true });
    await page.keyboard.press('Escape');
    await change.waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await focused(page), 'the focus comes back').to.match(/Change the view Urgent/),
    );
    await menu.click();
    await page.getByRole('button', { name: 'Rename or share' }).click();
    await change.getByLabel('Name').fill('Pressing');
    await change.getByLabel('Share with everybody').uncheck();
    await page.keyboard.press('Enter');
    await tab(page, 'Pressing').waitFor();
    await eventually(async () =>
      expect(await SavedView.findOne()).to.include({ name: 'Pressing', isShared: false }),
    );
    await page.getByRole('button', { name: 'Change the view Pressing' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await tab(page, 'Pressing').waitFor({ state: 'detached' });
    await eventually(async () => expect(await focused(page)).to.match(/^Mine/));
    await eventually(async () => expect(await SavedView.count()).to.equal(0));
    await save.waitFor();
  });

  it('stand in one line with the others, and in a menu where there is no room', async () => {
    const rows = Array.from({ length: 16 }, (_, n) => ({
      name: `Desk ${n + 1}`,
      query: `filters.title=printer+${n + 1}&filters.view=open`,
      ownerId: cast.amir.id,
    }));
    await SavedView.bulkCreate(rows);
    const page = await enter('amir', QUEUE, { viewport: { width: 1280, height: 800 } });
    const more = views(page).getByRole('button', { name: 'More', exact: true });
    await more.click();
    await expectAccessible(page);
    await eventually(async () =>
      expect((await views(page).boundingBox())?.height, 'one line').to.be.at.most(48),
    );
    await page.getByRole('dialog', { name: 'More views' }).getByRole('link', { name: 'Desk 16' }).click();
    const present = views(page).getByRole('button', { name: 'Desk 16', exact: true });
    await present.waitFor();
    await eventually(async () =>
      expect(await focused(page), 'the focus is on its button').to.contain('Desk 16'),
    );
    await views(page).getByRole('button', { name: 'Change the view Desk 16' }).waitFor();
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Shift+Tab');
      const unseen = await page.evaluate(() => document.activeElement?.closest('.p-view-away') !== null);
      expect(unseen, 'what has no room takes no focus').to.equal(false);
    }
    // In a transaction of the portal, as what a page asks is kept until this process commits something.
    const destroy = () => SavedView.destroy({ where: { name: { [Op.ne]: 'Desk 16' } } });
    await byHand(() => inTransaction(destroy));
    await page.setViewportSize(WIDE);
    await page.reload();
    await tab(page, 'Desk 16').waitFor();
    await eventually(async () => expect(await present.count(), 'there is room for it').to.equal(0));
  });

  it('say in the dialog why one is not saved, and offer no sharing to those who may not', async () => {
    await SavedView.create({ name: 'Mine', query: 'filters.view=all', ownerId: cast.elena.id });
    const page = await enter('elena', `${QUEUE}?filters.view=open&filters.urgency=high`);
    await page.getByRole('button', { name: 'Save view' }).click();
    const dialog = page.getByRole('dialog');
    await eventually(async () => expect(await dialog.getByLabel('Share with everybody').count()).to.equal(0));
    await dialog.getByLabel('Name').fill('mine');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('You have a view with this name already.').waitFor();
    await dialog.getByLabel('Name').fill('Other');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await tab(page, 'Other').waitFor();
  });

  it('has the columns that this person chose in this browser', async () => {
    const page = await enter('amir', `${QUEUE}?filters.view=open`);
    const heads = () => page.locator('thead th').allInnerTexts();
    const usual = await heads();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Type' }).check();
    await page.getByRole('checkbox', { name: 'Active' }).check();
    const title = page.locator('thead .p-q-title');
    await eventually(async () =>
      expect((await title.boundingBox())?.width, 'with all columns but one').to.be.at.least(280),
    );
    await page.getByRole('checkbox', { name: 'Active' }).uncheck();
    await page.getByRole('checkbox', { name: 'Urgency' }).uncheck();
    await eventually(async () =>
      expect(await heads()).to.deep.equal(['Complaint', 'Type', 'Reporter', 'Assigned to', 'Status', 'Due']),
    );
    await expectAccessible(page);
    await page.reload();
    await page.locator('thead .p-q-typeId').waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Show the usual ones' }).click();
    await eventually(async () => expect(await heads()).to.deep.equal(usual));
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`are accessible and fit the window, ${colorScheme}, ${width} pixels wide`, async () => {
      for (const [name, urgency] of [
        ['Urgent', 'high'],
        [`Long ${'words'.repeat(15)}`, 'low'],
      ] as const)
        await SavedView.create({
          name,
          query: `filters.urgency=${urgency}&filters.view=open`,
          ownerId: cast.amir.id,
          isShared: urgency === 'low',
        });
      const page = await enter('amir', `${QUEUE}?filters.view=open&filters.urgency=low`, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: /^Change the view/ }).click();
      await page.getByRole('button', { name: 'Rename or share' }).click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }
});
