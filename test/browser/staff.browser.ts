import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { png } from '../support/files.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const LONG_LOG = Array.from(
  { length: 40 },
  (_, n) => `2026-11-25 10:42:${n + 10} ERROR spooler: no such printer`,
);

describe('what staff do on a phone and elsewhere', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  /** Hands a picture over to the form, as a browser does when it is dropped or pasted. */
  const hand = (page: Page, kind: 'drop' | 'paste') =>
    page.getByLabel('Description').evaluate(
      (field, { bytes, type }) => {
        const data = new DataTransfer();
        const picture = new File([new Uint8Array(bytes)], `${type}.png`, { type: 'image/png' });
        data.items.add(picture);
        const options = { bubbles: true, cancelable: true };
        const event =
          type === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data });
        field.dispatchEvent(event);
      },
      { bytes: [...png], type: kind },
    );

  for (const { colorScheme, width } of LOOKS) {
    it(`see first what waits for them, and answer it, ${colorScheme}, ${width} pixels wide`, async () => {
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
        description: LONG_LOG.join('\n'),
      });
      await buildComplaint({ reporter: cast.rosa, status: 'resolved', title: `Long ${'words'.repeat(40)}` });
      await askReporter(cast.elena, { id, remark: 'Which floor?' });
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'rosa');
      await page.goto('/');
      const waiting = page.getByRole('region', { name: 'Waiting for you' });
      await waiting.getByRole('link', { name: 'Does it work?' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await waiting.getByRole('link', { name: `Answer (#${id})` }).click();
      await page.getByLabel('What do you answer?').waitFor();
      const progress = page.getByRole('list', { name: 'Progress' });
      await eventually(async () =>
        expect(await progress.locator('[aria-current=step]').innerText()).to.equal('In progress'),
      );
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await eventually(async () =>
        expect(await page.getByText('10:42:49 ERROR').isVisible()).to.equal(false),
      );
      await page.getByText('Show the rest').click();
      await eventually(async () => expect(await page.getByText('10:42:49 ERROR').isVisible()).to.equal(true));
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }

  it('attach what they drop and paste, and look at it in full', async () => {
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await page.getByLabel('Title').fill('It blinks');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('See the pictures.');
    await hand(page, 'drop');
    await hand(page, 'paste');
    const chosen = () =>
      page
        .getByLabel('Attachments')
        .evaluate((input: HTMLInputElement) => [...(input.files ?? [])].map(({ name }) => name).join(' '));
    await eventually(async () => expect(await chosen()).to.equal('drop.png paste.png'));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
    const picture = page.getByRole('img', { name: 'Picture drop.png' });
    await picture.click();
    const dialog = page.getByRole('dialog', { name: 'Picture drop.png' });
    await dialog.waitFor();
    await expectAccessible(page);
    await eventually(async () => expect(await dialog.locator(':focus').innerText()).to.equal('Close'));
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await dialog.count()).to.equal(0));
    const isBack = page.locator(':focus').getByRole('img', { name: 'Picture drop.png' });
    await eventually(async () => expect(await isBack.count()).to.equal(1));
  });

  it('file with a photo in six taps', async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 } });
    await signInAs(page, 'rosa');
    await page.goto('/');
    let taps = 0;
    const tap = async (work: Promise<unknown>) => {
      taps += 1;
      await work;
    };
    await tap(page.getByRole('link', { name: 'New complaint' }).first().click());
    await tap(page.getByLabel('Title').fill('It blinks'));
    await tap(page.getByLabel('What is it about?').selectOption('Printer'));
    await tap(page.getByLabel('Description').fill('Since this morning.'));
    const picture = { name: 'photo.png', mimeType: 'image/png', buffer: png };
    await tap(page.getByLabel('Attachments').setInputFiles([picture]));
    await tap(page.getByRole('button', { name: 'Send' }).click());
    await page.waitForURL(/\/complaints\/\d+$/);
    expect(taps).to.equal(6);
    // It is told with the first answer, however quickly the browser asks for it.
    await eventually(async () =>
      expect(await page.getByRole('status').innerText()).to.match(/^Filed as #\d+\./),
    );
  });
});
