import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Feedback } from '../../src/models/feedback.ts';
import { Remark } from '../../src/models/remark.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { rejectComplaint } from '../../src/use-cases/complaints/steps/reject-complaint.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { png } from '../support/files.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  arriveAs,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const PICTURE = { name: 'display.png', mimeType: 'image/png', buffer: png };
const LOG = { name: 'printer.log', mimeType: 'text/plain', buffer: Buffer.from('paper jam\n'.repeat(300)) };

describe('the reporter’s part in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  /** From filing to rating, as Rosa does it in the page while Elena works. */
  async function tellTheStory(page: Page): Promise<void> {
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await page.getByLabel('Title').fill('Printer blinks');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    await page.getByLabel('Attachments').setInputFiles([PICTURE, LOG]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
    const id = Number(page.url().split('/').at(-1));
    const picture = page.getByRole('img', { name: 'Picture display.png' });
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'printer.log' }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('printer.log');

    await claimComplaint(cast.elena, { id });
    await askReporter(cast.elena, { id, remark: 'Which colour?' });
    await page.goto('/');
    await page.getByText('New answer').waitFor();
    await page.getByRole('link', { name: 'Printer blinks', exact: true }).click();
    await page.getByRole('link', { name: 'Answer now' }).click();
    await page.getByLabel('What do you answer?').fill('Red, as I said.');
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.waitForURL(/done=remarks/);
    await eventually(async () =>
      expect(await page.getByRole('status').textContent()).to.equal('Your words were added.'),
    );
    await page.goto('/');
    await eventually(async () => expect(await page.getByText('New answer').count()).to.equal(0));

    await resolveComplaint(cast.elena, { id, remark: 'A new drum.' });
    await page.goto(`/complaints/${id}`);
    await page.getByText('No, it is not solved').click();
    await page.getByLabel('What does not work?').fill('It blinks again.');
    await page.getByRole('button', { name: 'Reopen complaint' }).click();
    await page.waitForURL(/done=reopen/);
    await resolveComplaint(cast.elena, { id, remark: 'Another drum.' });
    await page.goto(`/complaints/${id}`);
    await page.getByLabel('4 of 5 stars').check();
    await page.getByLabel('Comment').fill('Thank you.');
    await page.getByRole('button', { name: 'Yes, it is solved' }).click();
    await page.waitForURL(/done=confirm/);
    await eventually(async () => expect(await page.locator('.tags').innerText()).to.contain('Closed'));
    await eventually(async () =>
      expect(await page.locator('.rated').innerText())
        .to.contain('Good')
        .and.contain('Thank you.'),
    );
    const feedback = await Feedback.findOne({ rejectOnEmpty: true });
    expect(feedback.rating).to.equal(4);
  }

  it('goes from filing with files to the rating', async () => {
    await tellTheStory(await browser.open());
  });

  it('does all of it without JavaScript', async () => {
    await tellTheStory(await browser.open({ javaScriptEnabled: false }));
  });

  it('can be rated with the keyboard alone, with the focus in sight', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, status: 'resolved' });
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto(`/complaints/${id}`);
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').getAttribute('type')) === 'radio') break;
    }
    const seen = await page.locator(':focus').evaluate((input) => {
      const choice = input.closest('.star-choice');
      return choice === null ? '' : getComputedStyle(choice).outlineStyle;
    });
    expect(seen).to.equal('solid');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await eventually(async () => expect(await page.getByLabel('3 of 5 stars').isChecked()).to.equal(true));
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=confirm/);
    await eventually(async () =>
      expect((await Feedback.findOne({ rejectOnEmpty: true })).rating).to.equal(3),
    );
  });

  it('leads to what changed meanwhile, with what was typed', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await askReporter(cast.elena, { id, remark: 'Which keys?' });
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto(`/complaints/${id}`);
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await page.getByLabel('What do you answer?').fill('All of them.');
    await page.getByRole('button', { name: 'Send answer' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Amir Amc changed the urgency from medium to critical').waitFor();
    await eventually(async () =>
      expect(await alert.evaluate((element) => element === document.activeElement)).to.equal(true),
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.waitForURL(/done=remarks/);
    await eventually(async () => expect(await Remark.count({ where: { text: 'All of them.' } })).to.equal(1));
  });

  it('says before they are sent that files are too many or too large', async () => {
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await page.getByLabel('Title').fill('Too much');
    const files = page.getByLabel('Attachments');
    const tiles = page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
    await files.setInputFiles(Array.from({ length: 6 }, (_, index) => ({ ...LOG, name: `${index}.log` })));
    await page.getByText('Attach at most 5 files.').waitFor();
    await eventually(async () => expect(await tiles.count()).to.equal(5));
    for (let left = 5; left > 0; left -= 1) await tiles.first().getByRole('button').click();
    await eventually(async () =>
      expect(await files.evaluate((input: HTMLInputElement) => input.files?.length)).to.equal(0),
    );
    await files.setInputFiles([{ ...LOG, buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') }]);
    await page.getByText('printer.log is larger than 10 MB.').waitFor();
    await files.setInputFiles([{ ...LOG, name: 'tool.exe' }]);
    await page.getByText('tool.exe cannot be attached').waitFor();
    await eventually(async () => expect(await tiles.count()).to.equal(0));
    await eventually(async () => expect(await page.getByLabel('Title').inputValue()).to.equal('Too much'));
    await eventually(async () => expect(page.url()).to.equal(`${browser.url()}/complaints/new`));
    await files.setInputFiles([LOG]);
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('Less.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
    await eventually(async () => expect(await Complaint.count()).to.equal(1));
  });

  it('finds by number, words and phrases, among the open and the closed', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Now 50%_off in the shop' });
    await buildComplaint({ reporter: cast.rosa, title: 'Now 50 percent off', status: 'closed' });
    const page = await browser.open();
    await arriveAs(page, 'rosa');
    const expectFound = async (text: string, wanted: readonly string[]) => {
      await page.getByRole('searchbox').fill(text);
      await page.keyboard.press('Enter');
      // The page before has a list, too.
      await page.waitForURL(({ searchParams }) => searchParams.get('q') === text);
      await page.getByRole('status').waitFor();
      await eventually(async () =>
        expect(await page.locator('.cell-title a').allTextContents()).to.have.members(wanted),
      );
    };
    const [open, closed] = ['Now 50%_off in the shop', 'Now 50 percent off'];
    await expectFound('50%_off', [open]);
    await expectFound(String(id), [open]);
    await expectFound('"percent off"', [closed]);
    await expectFound('now', [open, closed]);
    await page.getByRole('link', { name: 'Closed 1' }).click();
    await page.waitForURL(({ searchParams }) => searchParams.get('show') === 'closed');
    await eventually(async () =>
      expect(await page.locator('.cell-title a').allTextContents()).to.deep.equal(['Now 50 percent off']),
    );
    await expectAccessible(page);
    await page.getByRole('searchbox').fill(`#${id}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Now 50%_off in the shop' }).waitFor();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`is readable for everybody at ${width} pixels, ${colorScheme}`, async () => {
      const word = 'A_word_without_any_space_that_is_as_long_as_nobody_would_write_it'.repeat(3);
      const { id } = await buildComplaint({ reporter: cast.rosa, title: word, description: word });
      await claimComplaint(cast.elena, { id });
      await addRemark(cast.elena, { id, remark: word });
      await addRemark(cast.rosa, { id, remark: word });
      await askReporter(cast.elena, { id, remark: word });
      const page = await browser.open({ viewport: { width, height: 800 }, colorScheme });
      await signInAs(page, 'rosa');
      const check = async (path: string) => {
        await page.goto(path);
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      };
      for (const path of ['/', '/?show=closed', `/?q=${word}`, `/complaints/${id}`]) await check(path);
      await resolveComplaint(cast.elena, { id, remark: word });
      await check(`/complaints/${id}`);
      await page.getByText('No, it is not solved').click();
      // A form leaves once it knows that its sender is signed in.
      const send = (name: string) =>
        Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
      await send('Reopen complaint');
      await expectAccessible(page);
      await send('Yes, it is solved');
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      const rejected = await buildComplaint({ reporter: cast.rosa });
      await rejectComplaint(cast.amir, { id: rejected.id, remark: word });
      await check(`/complaints/${rejected.id}?done=remarks`);
    });
  }
});
