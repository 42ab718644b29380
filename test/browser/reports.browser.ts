import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { ReportRun } from '../../src/models/report-run.ts';
import { SavedReport } from '../../src/models/saved-report.ts';
import { makeReport } from '../../src/use-cases/reports/saved/make-report.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { buildQueue, daysAgo } from '../factories/queue.ts';
import { journal } from '../support/journal.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const PAGE = '/admin/pages/reports';
/** What a browser notes of a question that was refused. */
const REFUSED = /status of 4(00|03)/;

/** The chip of the bar above a report. */
const chip = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
const charts = (page: Page) => page.getByRole('figure', { name: 'Filed and resolved' });

/** The number that a figure says. */
async function numberOf(tile: Locator): Promise<number> {
  const text = tile.locator('strong', { hasText: /^\d+$/ });
  await text.waitFor();
  return Number(await text.textContent());
}

/** Goes to an element as whoever has no mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const handle = await wanted.elementHandle();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await page.evaluate((element) => document.activeElement === element, handle)) return;
    await page.keyboard.press('Tab');
  }
  expect.fail('the Tab key does not lead there');
}

async function download(page: Page, link: Locator): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

/** Makes what waits to be made, as the worker does. */
async function makeAll(): Promise<void> {
  await eventually(async () => expect(await ReportRun.count({ where: { state: 'waiting' } })).to.be.above(0));
  for (const { id } of await ReportRun.findAll({ where: { state: 'waiting' } }))
    await makeReport({ runId: id }, 'UTC');
}

describe('the reports in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildQueue(cast);
  });

  async function open(who: string, path = PAGE, provoked?: RegExp): Promise<Page> {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } }, provoked);
    await signInAs(page, who);
    await page.goto(path);
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    return page;
  }

  for (const { colorScheme, width } of LOOKS)
    it(`are accessible and fit, also what is refused and what is saved, ${colorScheme} at ${width} px`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } }, REFUSED);
      await signInAs(page, 'amir');
      await page.goto(PAGE);
      await page.locator('.chart-bar').first().waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Save this report' }).click();
      await page
        .getByLabel('Name', { exact: true })
        .fill('A name of one word without end: '.repeat(3).replaceAll(' ', ''));
      await page.getByLabel('Made', { exact: true }).selectOption('weekly');
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const saved = page.getByRole('region', { name: 'Saved reports' });
      await saved.getByText(/^Every week, next /).waitFor();
      await saved.getByRole('button', { name: 'Make now' }).click();
      await page.getByRole('region', { name: 'Files made of them' }).getByText('Waiting').waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
      await page.goto(`${PAGE}?from=2026-03-08&to=2026-03-02&step=week`);
      await page.getByText('The last day comes before the first one.').waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
      await chip(page, 'Period').click();
      await page.getByRole('textbox', { name: 'To' }).waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    });

  it('answer any days by day, week or month, and lead from a figure to its list with as many', async () => {
    const page = await open('amir');
    await charts(page).waitFor();
    await chip(page, 'Period').click();
    const [from, today] = [200, 0].map((days) => daysAgo(days).toISOString().slice(0, 10));
    await page.getByRole('textbox', { name: 'From' }).fill(from ?? '');
    await page.getByRole('textbox', { name: 'To' }).fill(today ?? '');
    await page.getByRole('button', { name: 'Show these days' }).click();
    await page.waitForURL(`**?from=${from}&to=${today}`);
    await page.getByRole('textbox', { name: 'To' }).waitFor({ state: 'hidden' });
    await chip(page, 'Charts by').click();
    await page.getByRole('button', { name: 'Month', exact: true }).click();
    await page.waitForURL(/step=month/);
    await charts(page)
      .getByText(/^Complaints by month/)
      .waitFor();
    await chip(page, 'Charts by').click();
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await charts(page)
      .getByText(/^Complaints by week/)
      .waitFor();
    await chip(page, 'Charts by').getByText('Week').waitFor();
    await page.getByRole('button', { name: 'Show as table: Filed and resolved' }).click();
    await page
      .getByRole('rowheader', { name: /^Week of/ })
      .first()
      .waitFor();
    await page.reload();
    await charts(page)
      .getByText(/^Complaints by week/)
      .waitFor();
    await chip(page, 'Charts by').click();
    await page.getByRole('button', { name: 'What fits the period' }).click();
    await page.waitForURL((url) => !url.searchParams.has('step'));

    const tile = page.locator('.p-report .p-stat', { hasText: 'Filed' });
    await eventually(async () => expect(await numberOf(tile)).to.be.above(3));
    const filed = await numberOf(tile);
    await tile.click();
    await page.waitForURL(/resources\/complaints\?/);
    await eventually(async () => expect(await page.locator('.p-queue tbody tr').count()).to.equal(filed));
  });

  it('say what cannot be asked at its field, and keep all else where it is', async () => {
    const page = await open('amir', PAGE, REFUSED);
    await charts(page).waitFor();
    await chip(page, 'Period').click();
    const [from, to] = [
      page.getByRole('textbox', { name: 'From' }),
      page.getByRole('textbox', { name: 'To' }),
    ];
    const ask = page.getByRole('button', { name: 'Show these days' });
    await to.fill('');
    await ask.click();
    await page.getByText('Choose a day.').waitFor();
    await from.fill('2026-03-08');
    await to.fill('2026-03-02');
    await ask.click();
    const told = page.locator('form.p-range .p-error');
    await told.waitFor();
    await eventually(async () =>
      expect(await told.allTextContents()).to.deep.equal(['The last day comes before the first one.']),
    );
    await eventually(async () => expect(await to.getAttribute('aria-invalid')).to.equal('true'));
    await eventually(async () =>
      expect(
        await page.evaluate(
          (id) => document.querySelector(`[id="${id}"]`)?.textContent,
          await to.getAttribute('aria-describedby'),
        ),
      ).to.equal('The last day comes before the first one.'),
    );
    await eventually(async () =>
      expect([await from.inputValue(), await to.inputValue()], 'what was typed stays').to.deep.equal([
        '2026-03-08',
        '2026-03-02',
      ]),
    );
    await page.getByRole('alert').getByText('Period:').waitFor();
    await from.fill('1990-01-01');
    await to.fill('2026-03-02');
    await ask.click();
    await eventually(async () =>
      expect(await told.allTextContents()).to.deep.equal(['Choose at most 10 years.']),
    );
    await from.fill('2026-03-01');
    await ask.click();
    await from.waitFor({ state: 'hidden' });
    await charts(page).waitFor();
    await eventually(async () => expect(await page.getByRole('alert').count()).to.equal(0));

    for (const [query, text] of [
      [
        'step=day&from=2020-01-01&to=2026-01-01',
        'Charts by: For more than 400 days, choose weeks or months.',
      ],
      ['typeId=999999', 'Type: There is no such type.'],
      ['period=always', /^Period: This is one of/],
      ['colour=red', 'A report cannot be asked by that.'],
    ] as const) {
      await page.goto(`${PAGE}?${query}`);
      await page.getByRole('alert').getByText(text).waitFor();
      await page.getByRole('heading', { name: 'Reports' }).waitFor();
      await chip(page, 'Department').click();
      await page.getByRole('button', { name: 'Finance' }).waitFor();
      await page.keyboard.press('Escape');
    }
    await page.getByRole('link', { name: 'Show the last 30 days' }).click();
    await charts(page).waitFor();
    await page.goto('/admin?from=2026-03-08&to=2026-03-02');
    await page.getByRole('alert').getByText('The last day comes before the first one.').waitFor();
    await page.locator('.p-stats').first().getByText('Unassigned').waitFor();
    await page.getByRole('heading', { name: 'Nobody has these yet' }).waitFor();
  });

  it('are taken out as files with the figures of the page', async () => {
    const page = await open('amir', `${PAGE}?period=last-30-days&compare=no`);
    const tile = page.locator('.p-report .p-stat', { hasText: 'Filed' });
    await tile.waitFor();
    const filed = await numberOf(tile);
    const csv = await download(page, page.getByRole('link', { name: 'CSV' }));
    expect(csv.name).to.match(/^report-.*\.csv$/);
    expect(csv.content.toString()).to.match(new RegExp(`^Filed,${filed}\\b`, 'm'));
    const sheets = await download(page, page.getByRole('link', { name: 'Excel' }));
    expect([sheets.name.endsWith('.xlsx'), sheets.content.subarray(0, 2).toString()]).to.deep.equal([
      true,
      'PK',
    ]);
    const paper = await download(page, page.getByRole('link', { name: 'PDF' }));
    expect([paper.name.endsWith('.pdf'), paper.content.subarray(0, 5).toString()]).to.deep.equal([
      true,
      '%PDF-',
    ]);
    await eventually(async () => expect(await journal({ name: 'export.downloaded' })).to.have.length(3));
  });

  it('are saved, sent to others by the clock, made, and opened', async () => {
    const page = await open('amir', `${PAGE}?period=last-30-days&engineerId=0`);
    await page.getByRole('button', { name: 'Save this report' }).click();
    const box = page.getByRole('dialog', { name: 'Save this report' });
    await box.getByText('Last 30 days, Nobody').waitFor();
    await box.getByLabel('Name', { exact: true }).fill('What nobody has');
    await box.getByLabel('Made', { exact: true }).selectOption('weekly');
    await box.getByLabel('As', { exact: true }).selectOption('csv');
    await box.getByLabel('Asha Admin').check();
    await box.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = page.getByRole('region', { name: 'Saved reports' });
    await saved.getByText(/^Every week, next .* · Asha Admin$/).waitFor();
    const [{ id, question } = expect.fail()] = await SavedReport.findAll();
    await saved.getByRole('button', { name: 'Make now What nobody has' }).click();
    const runs = page.getByRole('region', { name: 'Files made of them' });
    await runs.getByText('Waiting').waitFor();
    await makeAll();
    const file = await download(page, runs.getByRole('link', { name: 'CSV' }));
    expect(file.content.toString()).to.match(/^Filed,/m);

    // Another name does not change what it asks, whatever the page shows.
    await page.goto(`${PAGE}?period=last-month`);
    await saved.getByRole('button', { name: 'Change What nobody has' }).click();
    const change = page.getByRole('dialog', { name: 'Change What nobody has' });
    const stored = async () => (await SavedReport.findByPk(id, { rejectOnEmpty: true })).question;
    await change.getByRole('radio', { name: 'The same as before Last 30 days, Nobody' }).waitFor();
    await change.getByLabel('Name', { exact: true }).fill('Free ones');
    await change.getByRole('button', { name: 'Save', exact: true }).click();
    await saved.getByRole('link', { name: 'Free ones' }).waitFor();
    await eventually(async () => expect(await stored()).to.equal(question));
    await saved.getByText('Last 30 days, Nobody').waitFor();
    await saved.getByRole('button', { name: 'Change Free ones' }).click();
    await page.getByRole('radio', { name: 'What the page shows now Last month' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await saved.getByText('Last month').waitFor();
    await eventually(async () =>
      expect(JSON.parse(await stored())).to.deep.equal({ compare: true, period: 'last-month' }),
    );
    await saved.getByRole('link', { name: 'Free ones' }).click();
    await page.waitForURL(/period=last-month/);
  });

  it('are asked, saved and changed by keys alone', async () => {
    const page = await open('amir');
    await charts(page).waitFor();
    await tabTo(page, chip(page, 'Charts by'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Week', exact: true }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/step=week/);
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.contain('Charts by'),
    );
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Last month' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/period=last-month/);
    await charts(page)
      .getByText(/^Complaints by week/)
      .waitFor();
    // From there back to what is done with the report that is shown.
    await page.keyboard.press('Shift+Tab');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Save this report'),
    );
    await page.keyboard.press('Enter');
    const box = page.getByRole('dialog', { name: 'Save this report' });
    await box.waitFor();
    await tabTo(page, box.getByLabel('Name', { exact: true }));
    await page.keyboard.type('By keys');
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'By keys' }).waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Save this report'),
    );
    await tabTo(page, page.getByRole('button', { name: 'Delete By keys' }));
    await page.keyboard.press('Enter');
    const sure = page.getByRole('dialog');
    await sure.waitFor();
    await tabTo(page, sure.getByRole('button', { name: 'Delete' }));
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await SavedReport.count()).to.equal(0));
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName), 'the head of the page').to.equal(
        'H1',
      ),
    );
  });

  it('are of their own work for engineers, who are told why they get nobody else’s', async () => {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } }, REFUSED);
    await arriveAs(page, 'elena');
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByText('Of the complaints that are assigned to you.').waitFor();
    await charts(page).waitFor();
    await eventually(async () => expect(await chip(page, 'Engineer').count()).to.equal(0));
    await eventually(async () =>
      expect(await page.getByRole('button', { name: 'Save this report' }).count()).to.equal(0),
    );
    const tile = page.locator('.p-report .p-stat', { hasText: 'Open at the end' });
    await eventually(async () => expect(await numberOf(tile)).to.equal(2));
    const csv = await download(page, page.getByRole('link', { name: 'CSV' }));
    expect(csv.content.toString()).to.match(/^Engineer,Elena/m);
    await page.goto(`${PAGE}?engineerId=${cast.emil.id}`);
    await page.getByRole('alert').getByText('You may see the figures of your own work alone.').waitFor();
    await page.getByRole('link', { name: 'Show the last 30 days' }).click();
    await eventually(async () => expect(await numberOf(tile)).to.equal(2));
  });

  it('are beside their own work on the first page of those who direct and have some', async () => {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await arriveAs(page, 'amir');
    await page.getByRole('heading', { name: 'Nobody has these yet' }).waitFor();
    const own = page.getByRole('region', { name: 'Your own figures' });
    await eventually(async () => expect(await own.count()).to.equal(0));
    const theirs = { reporter: cast.rosa, assignee: cast.amir, status: 'assigned' } as const;
    await buildComplaint({ ...theirs, createdAt: daysAgo(3) });
    await page.reload();
    const open = own.locator('.p-stat', { hasText: 'Open' });
    await open.waitFor();
    await eventually(async () => expect(await numberOf(open)).to.equal(1));
    await open.click();
    await page.waitForURL(/resources\/complaints\?/);
    await eventually(async () => expect(await page.locator('.p-queue tbody tr').count()).to.equal(1));
  });
});
