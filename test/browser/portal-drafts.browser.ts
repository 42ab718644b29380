import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
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

describe('what is typed in the portal and not sent', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();
  let cast: Cast;
  let page: Page;

  beforeEach(async () => {
    cast = await buildCast();
    page = await browser.open();
  });

  const title = () => page.getByLabel('Title');
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')));

  for (const { colorScheme, width } of LOOKS) {
    it(`is shown with its files, ${colorScheme}, ${width} pixels wide`, async () => {
      page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'rosa');
      await page.goto('/complaints/new');
      await page.getByLabel('Description').fill('It blinks red.');
      const log = {
        name: `crash-${'long-'.repeat(12)}.log`,
        mimeType: 'text/plain',
        buffer: Buffer.from('x'),
      };
      await page.locator('input[type=file]').setInputFiles(log);
      await page.getByText('Draft kept').waitFor();
      await page.getByRole('button', { name: /^Remove crash/ }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }

  it('is there again for whoever typed it, and for nobody else', async () => {
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await title().fill('Printer blinks');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.goto('/');
    await page.goto('/complaints/new');
    await eventually(async () => expect(await title().inputValue()).to.equal('Printer blinks'));
    await eventually(async () =>
      expect(await page.getByLabel('What is it about?').locator(':checked').innerText()).to.equal('Printer'),
    );
    await page.getByText(/^Draft kept \d\d:\d\d/).waitFor();
    await signInAs(page, 'sam');
    await page.goto('/complaints/new');
    await eventually(async () => expect(await title().inputValue()).to.equal(''));
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await page.getByRole('button', { name: 'Discard' }).click();
    await eventually(async () => expect(await title().inputValue()).to.equal(''));
    await eventually(async () => expect(await drafts()).to.deep.equal([]));
  });

  it('is forgotten when it is sent, and kept when it is refused', async () => {
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await title().fill('Printer blinks');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('Draft kept').waitFor();
    await eventually(async () => expect(await drafts()).to.have.length(1));
    await page.goto('/complaints/new');
    await eventually(async () => expect(await title().inputValue()).to.equal('Printer blinks'));
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+/);
    await eventually(async () => expect(await Complaint.count()).to.equal(1));
    await eventually(async () => expect(await drafts()).to.deep.equal([]));
  });

  it('is kept when the page that refused it is left before its script ran', async () => {
    page = await browser.open({}, /ERR_FAILED/);
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await title().fill('Printer blinks');
    await page.getByText('Draft kept').waitFor();
    const script = '**/portal-forms.js*';
    await page.route(script, (route) => route.abort());
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute(script);
    await page.goto('/complaints/new');
    await eventually(async () => expect(await title().inputValue()).to.equal('Printer blinks'));
  });

  it('belongs to one complaint and one form of it', async () => {
    const first = await buildComplaint({ reporter: cast.rosa, status: 'resolved' });
    const other = await buildComplaint({ reporter: cast.rosa });
    await signInAs(page, 'rosa');
    await page.goto(`/complaints/${first.id}`);
    await page.getByText('No, it is not solved').click();
    await page.getByLabel('What does not work?').fill('It blinks again.');
    await page.goto(`/complaints/${other.id}`);
    await eventually(async () => expect(await page.getByText('Draft kept').count()).to.equal(0));
    await page.goto(`/complaints/${first.id}`);
    await eventually(async () =>
      expect(await page.getByLabel('What does not work?').inputValue()).to.equal('It blinks again.'),
    );
    await eventually(async () =>
      expect(await page.getByLabel('What does not work?').isVisible(), 'its fold is open').to.equal(true),
    );
    await page.getByRole('button', { name: 'Reopen complaint' }).click();
    await page.waitForURL(/done=reopen/);
    await eventually(async () =>
      expect(await Remark.count({ where: { text: 'It blinks again.' } })).to.equal(1),
    );
    await eventually(async () => expect(await drafts()).to.deep.equal([]));
  });

  it('goes when its writer signs out', async () => {
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await title().fill('Printer blinks');
    await page.goto('/');
    await page.locator('.person-button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
    await eventually(async () => expect(await drafts()).to.deep.equal([]));
  });
});
