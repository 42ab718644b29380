import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { buildCast } from '../factories/people.ts';
import { buildQueue } from '../factories/queue.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** What the element with the focus is called. */
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

/** The number that a link ends with. */
const numberIn = (label: string): number => Number(/: (\d+)/.exec(label)?.[1] ?? 0);

describe("the panel's first page in a browser", function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(async () => {
    await buildQueue(await buildCast());
  });

  for (const { colorScheme, width } of LOOKS)
    it(`is accessible and fits, ${colorScheme} at ${width} px`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await arriveAs(page, 'asha');
      await page.locator('.chart-bar').first().waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Show as table: Filed and resolved' }).click();
      await page.getByRole('table', { name: 'Filed and resolved' }).waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    });

  it('is gone through by keyboard, one stop a chart, to the list of what a bar counts', async () => {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await arriveAs(page, 'asha');
    const chart = page.getByRole('list', { name: 'Filed and resolved' });
    await chart.waitFor();
    await eventually(async () => expect(await chart.locator('a[tabindex="0"]').count()).to.equal(1));
    const labels = await chart
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''));
    const days = labels.length / 2;
    await page.getByRole('button', { name: 'Show as table: Filed and resolved' }).focus();
    await page.keyboard.press('Tab');
    await eventually(async () => expect(await focused(page)).to.equal(labels[0]));
    await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await focused(page), 'the other series').to.equal(labels[days]));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => expect(await focused(page), 'the first stays').to.equal(labels[0]));
    await page.keyboard.press('End');
    await eventually(async () => expect(await focused(page)).to.equal(labels.at(-1)));
    await page.locator('.chart-callout').waitFor();
    await page.keyboard.press('Tab');
    await eventually(async () => expect(await focused(page), 'the next chart').to.contain('Open over time'));

    const busiest = labels.findIndex((label) => numberIn(label) > 0);
    await chart.locator('a').nth(busiest).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/resources\/complaints\?/);
    const rows = page.locator('.p-queue tbody tr');
    await rows.first().waitFor();
    await eventually(async () => expect(await rows.count()).to.equal(numberIn(labels[busiest] ?? '')));
    await page.goBack();
    await page.locator('.chart-bar').first().waitFor();
  });

  it('says in its tables what its charts show, and keeps in the address what was chosen', async () => {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await arriveAs(page, 'asha');
    const chart = page.getByRole('list', { name: 'Filed and resolved' });
    await chart.waitFor();
    const drawn = await chart
      .locator('a')
      .evaluateAll((links) =>
        links.map((link) => [
          /: (\d+)/.exec(link.getAttribute('aria-label') ?? '')?.[1],
          link.getAttribute('href'),
        ]),
      );
    await page.getByRole('button', { name: 'Show as table: Filed and resolved' }).click();
    const cells = page.getByRole('table', { name: 'Filed and resolved' }).locator('td');
    const told = () =>
      cells.evaluateAll((all) =>
        all.map((cell) => [cell.textContent, cell.querySelector('a')?.getAttribute('href')]),
      );
    const half = drawn.length / 2;
    const byDay = Array.from({ length: half }, (_, day) => [drawn[day], drawn[day + half]]).flat();
    await eventually(async () => expect(await told()).to.deep.equal(byDay));

    await page.getByRole('button', { name: /^Period/ }).click();
    await page.getByRole('button', { name: 'Last 12 months' }).click();
    await page.waitForURL(/period=last-12-months/);
    await page.getByText('Complaints by month', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.getByRole('button', { name: 'Network' }).click();
    await page.waitForURL(/typeId=\d+/);
    await page.reload();
    await page
      .getByRole('button', { name: /^Period/ })
      .getByText('Last 12 months')
      .waitFor();
    await page.getByRole('button', { name: /^Type/ }).getByText('Network').waitFor();
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('typeId'));
  });
});
