import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
import { answerComplaint } from '../../src/use-cases/complaints/steps/answer-complaint.ts';
import { assignComplaint } from '../../src/use-cases/complaints/steps/assign-complaint.ts';
import { createReplyTemplate } from '../../src/use-cases/reply-templates/create-reply-template.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { daysAgo } from '../factories/queue.ts';
import { png } from '../support/files.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { openBox, sendBox, writeAndSend } from './support/composer.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';
const showUrl = (id: number) => `${QUEUE}/records/${id}/show`;
const PICTURE = { name: 'black.png', mimeType: 'image/png', buffer: Buffer.from(png) };

describe('the box below a conversation', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const working = (title = 'The printer eats paper', createdAt = new Date()) =>
    buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress', title, createdAt });

  async function enter(username: string, path: string, options = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, username);
    await page.goto(path);
    await page.locator('h1').waitFor();
    return page;
  }

  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.textContent ?? document.activeElement?.tagName ?? '');

  /** Counts what a mouse does. */
  async function countClicks(page: Page): Promise<() => Promise<number>> {
    await page.addInitScript(() => {
      addEventListener('click', ({ isTrusted, detail }) => {
        if (!isTrusted || detail === 0) return;
        sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1));
      });
    });
    return () => page.evaluate(() => Number(sessionStorage.getItem('clicks')));
  }

  for (const { colorScheme, width } of LOOKS) {
    it(`is accessible and fits the window, ${colorScheme}, ${width} pixels wide`, async () => {
      const { id } = await working();
      const page = await enter('elena', showUrl(id), { colorScheme, viewport: { width, height: 800 } });
      for (const name of ['Reply', 'Note'] as const) {
        const box = await openBox(page, name);
        await box.getByRole('textbox').fill('Ordered a drum.');
        await box.locator('input[type=file]').setInputFiles([PICTURE, { ...PICTURE, name: 'tool.exe' }]);
        await box.getByText('tool.exe cannot be attached').waitFor();
        await box.getByText('Draft kept').waitFor();
        await box.locator('.p-tile img').waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      }
      const box = await openBox(page, 'Reply');
      const more = box.getByRole('button', { name: 'More ways to send' });
      if (!(await more.isVisible())) return;
      await more.click();
      await expectAccessible(page);
      await eventually(async () => expect(await focused(page)).to.equal('Send and ask the reporter'));
      await page.keyboard.press('ArrowUp');
      await eventually(async () => expect(await focused(page)).to.equal('Send and resolve, open next'));
      await page.keyboard.press('Escape');
      await eventually(async () => expect(await box.getByRole('menu').count()).to.equal(0));
      await eventually(async () =>
        expect(await page.evaluate(() => document.activeElement?.ariaLabel)).to.equal('More ways to send'),
      );
    });
  }

  it('resolves and opens the next of the list in 2 clicks', async () => {
    await working('Third');
    const second = await working('Second');
    const first = await working('First');
    const page = await browser.open();
    const clicks = await countClicks(page);
    await signInAs(page, 'elena');
    await page.goto(`${QUEUE}?filters.view=mine&sortBy=id&direction=desc`);
    await page.getByRole('link', { name: 'First' }).click();
    await page.getByRole('heading', { name: 'First' }).waitFor();
    const before = await clicks();
    await page.getByRole('textbox', { name: 'Reply to Rosa' }).click();
    await page.keyboard.type('New drum.');
    await sendBox(page, 'Send and resolve, open next');
    await page.getByRole('heading', { name: 'Second' }).waitFor();
    await eventually(async () => expect((await clicks()) - before).to.equal(2));
    await eventually(async () => expect(new URL(page.url()).pathname).to.equal(showUrl(second.id)));
    await eventually(async () =>
      expect(await Complaint.findByPk(first.id))
        .to.have.property('resolvedAt')
        .that.is.instanceOf(Date),
    );
    await page.getByText('The complaint is resolved.').waitFor();
    await eventually(async () =>
      expect(await page.getByRole('textbox', { name: 'Reply to Rosa' }).inputValue()).to.equal(''),
    );
  });

  it('finds, claims, answers, asks, resolves and is at the next in 7 clicks, never with the focus lost', async () => {
    const options = { reporter: cast.rosa };
    // Of one urgency the oldest come first.
    const { id } = await buildComplaint({ ...options, title: 'Sooner', createdAt: daysAgo(2) });
    const later = await buildComplaint({ ...options, title: 'Later', createdAt: daysAgo(1) });
    const page = await browser.open();
    const clicks = await countClicks(page);
    await signInAs(page, 'elena');
    await page.goto(`${QUEUE}?filters.view=unassigned`);
    await page.getByRole('link', { name: 'Sooner' }).click();
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    const reply = page.getByRole('textbox', { name: 'Reply to Rosa' });
    await reply.waitFor();
    await eventually(async () =>
      expect(await reply.evaluate((box) => box === document.activeElement), 'can write at once').to.equal(
        true,
      ),
    );
    await page.keyboard.type('I am on my way.');
    await sendBox(page);
    await page.locator('.p-said').getByText('I am on my way.').waitFor();
    await eventually(async () => expect(await focused(page)).to.contain('I am on my way.'));
    await reply.click();
    await page.keyboard.type('Which room?');
    await sendBox(page, 'Send and ask the reporter');
    await page.locator('.p-head').getByText('Waiting for user').waitFor();
    await eventually(async () => expect(await focused(page)).to.contain('Which room?'));
    await answerComplaint(cast.rosa, { id, remark: 'Room 12.' });
    await reply.click();
    await page.keyboard.type('New drum.');
    await page.reload();
    await page.getByText('Room 12.').waitFor();
    await sendBox(page, 'Send and resolve, open next');
    await page.getByRole('heading', { name: 'Later' }).waitFor();
    await eventually(async () => expect(await clicks()).to.be.at.most(7));
    await eventually(async () => expect(new URL(page.url()).pathname).to.equal(showUrl(later.id)));
    await eventually(async () =>
      expect((await Remark.findAll({ order: ['id'] })).map(({ text }) => text)).to.deep.equal([
        'I am on my way.',
        'Which room?',
        'Room 12.',
        'New drum.',
      ]),
    );
  });

  it('opens the next of one’s first view where no list was looked at', async () => {
    await working('Before', daysAgo(3));
    const { id } = await working('Opened', daysAgo(2));
    await working('After', daysAgo(1));
    const page = await enter('elena', showUrl(id));
    await writeAndSend(page, 'Reply', 'New drum.', 'Send and resolve, open next');
    await page.getByRole('heading', { name: 'After' }).waitFor();
  });

  it('leads back to the list after its last', async () => {
    await working('Before', daysAgo(1));
    await working();
    const page = await enter('elena', `${QUEUE}?filters.view=mine`);
    await page.getByRole('link', { name: 'The printer eats paper' }).click();
    await writeAndSend(page, 'Reply', 'New drum.', 'Send and resolve, open next');
    await page.waitForURL(`**${QUEUE}?filters.view=mine`);
  });

  it('takes files by choice, drop and paste, lets each be removed, and says at once what it does not take', async () => {
    const { id } = await working();
    const page = await enter('elena', showUrl(id));
    const box = await openBox(page, 'Reply');
    const tiles = box.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
    await box.locator('input[type=file]').setInputFiles([PICTURE, { ...PICTURE, name: 'IMG_1.HEIC' }]);
    for (const [kind, name] of [
      ['drop', 'dropped.log'],
      ['paste', 'pasted.png'],
    ] as const) {
      await box.getByRole('textbox').evaluate(
        (area, [type, fileName]) => {
          const data = new DataTransfer();
          data.items.add(new File(['it crashed'], fileName));
          const more = type === 'drop' ? { dataTransfer: data } : { clipboardData: data };
          const Kind = type === 'drop' ? DragEvent : ClipboardEvent;
          area.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, ...more }));
        },
        [kind, name] as const,
      );
    }
    await tiles.nth(3).waitFor();
    await eventually(async () => expect(await tiles.count()).to.equal(4));
    const large = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(11 * 1024 * 1024) };
    await box.locator('input[type=file]').setInputFiles(large);
    await box.getByText('film.mp4 is larger than 10 MB.').waitFor();
    for (const name of ['pasted.png', 'IMG_1.HEIC'])
      await box.getByRole('button', { name: `Remove ${name}` }).click();
    await box.getByRole('textbox').fill('See these.');
    await sendBox(page);
    await page.locator('.p-said .p-file').getByText('dropped.log').waitFor();
    await eventually(async () => expect(await tiles.count()).to.equal(0));
    const names = (await Attachment.findAll({ order: ['id'] })).map(({ originalName }) => originalName);
    expect(names).to.deep.equal(['black.png', 'dropped.log']);
  });

  it('keeps files and words of what was refused, and sends them once', async () => {
    const { id } = await working();
    const page = await enter('elena', showUrl(id));
    const box = await openBox(page, 'Note');
    const log = { name: 'crash.log', mimeType: 'text/plain', buffer: Buffer.from('it crashed') };
    await box
      .locator('input[type=file]')
      .setInputFiles([log, { name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('MZ') }]);
    await box.getByRole('textbox').fill('The log.');
    await sendBox(page);
    await box.getByText('bad.png cannot be attached').waitFor();
    await eventually(async () => expect(await box.locator('.p-tile').allInnerTexts()).to.have.length(1));
    await eventually(async () => expect(await box.getByRole('textbox').inputValue()).to.equal('The log.'));
    await sendBox(page);
    await page.locator('.p-said-note .p-file').getByText('crash.log').waitFor();
    await eventually(async () => expect(await Attachment.count()).to.equal(1));
  });

  it('keeps a draft for each person and kind until it is sent, discarded, or its writer signs out', async () => {
    const { id } = await working();
    const page = await enter('elena', showUrl(id));
    const texts = async () => {
      await page.getByRole('tab', { name: 'Reply' }).waitFor();
      return page
        .locator('[role=tabpanel] textarea')
        .evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value));
    };
    await (await openBox(page, 'Note')).getByRole('textbox').fill('Ordered a drum.');
    const box = await openBox(page, 'Reply');
    await box.getByRole('textbox').fill('On my way.');
    await box.getByText(/^Draft kept \d\d:\d\d · Discard$/).waitFor();
    await page.reload();
    await eventually(async () => expect(await texts()).to.deep.equal(['On my way.', 'Ordered a drum.']));
    await signInAs(page, 'amir');
    await page.goto(showUrl(id));
    await eventually(async () => expect(await texts(), 'of somebody else').to.deep.equal(['', '']));
    await signInAs(page, 'elena');
    await page.goto(showUrl(id));
    await eventually(async () => expect(await texts()).to.deep.equal(['On my way.', 'Ordered a drum.']));
    await page.getByRole('button', { name: 'Discard' }).click();
    await eventually(async () => expect(await focused(page)).to.equal(''));
    await writeAndSend(page, 'Note', 'Ordered two.');
    await page.locator('.p-said-note').waitFor();
    await page.reload();
    await eventually(async () => expect(await texts()).to.deep.equal(['', '']));
    await (await openBox(page, 'Reply')).getByRole('textbox').fill('Never sent.');
    await page.locator('.person-button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
    await eventually(async () =>
      expect(
        await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft'))),
      ).to.deep.equal([]),
    );
  });

  it('offers templates at a slash, filters them while one types, and inserts one with its values', async () => {
    const { id } = await working();
    await createReplyTemplate(cast.elena, {
      name: 'Restart',
      text: 'Dear {{reporter}},\nplease restart it.',
    });
    await createReplyTemplate(cast.amir, {
      name: 'Spare part',
      text: 'A part for #{{number}} is ordered.',
      isShared: true,
    });
    await createReplyTemplate(cast.amir, { name: 'Nobody else’s', text: 'Amir’s own.' });
    const page = await enter('elena', showUrl(id));
    const box = await openBox(page, 'Reply');
    const text = box.getByRole('textbox');
    const options = box.getByRole('listbox', { name: 'Templates' }).getByRole('option');
    await text.pressSequentially('and/or /');
    await options.first().waitFor();
    await eventually(async () => expect(await options.count()).to.equal(2));
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await options.count()).to.equal(0));
    await text.fill('');
    await page.keyboard.type('/s');
    await options.first().waitFor();
    await eventually(async () =>
      expect(await options.locator('.p-template-name').allInnerTexts()).to.deep.equal([
        'Restart',
        'Spare part',
      ]),
    );
    await page.keyboard.press('ArrowDown');
    const chosen = box.locator('[role=option][aria-selected=true]');
    await eventually(async () =>
      expect(await chosen.innerText()).to.contain(`A part for #${id} is ordered.`),
    );
    await eventually(async () =>
      expect(await text.getAttribute('aria-activedescendant')).to.equal(await chosen.getAttribute('id')),
    );
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('t');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      expect(await text.inputValue()).to.equal('Dear Rosa Reporter,\nplease restart it.'),
    );
    await page.keyboard.type(' /zzz');
    await eventually(async () => expect(await options.count()).to.equal(0));
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await text.inputValue()).to.match(/ \/zzz\n$/));
    await page.keyboard.type('/spare');
    await options.first().click();
    await eventually(async () => expect(await text.inputValue()).to.match(/\nA part for #\d+ is ordered\.$/));
    await eventually(async () =>
      expect(await text.evaluate((area) => area === document.activeElement)).to.equal(true),
    );
  });

  it('shows what was written to whoever may not send it any more', async () => {
    const { id } = await working();
    const page = await enter('elena', showUrl(id));
    await (await openBox(page, 'Reply')).getByRole('textbox').fill('On my way.');
    await assignComplaint(cast.amir, { id, assigneeId: cast.emil.id });
    await page.reload();
    const box = page.getByRole('tabpanel', { name: 'Reply' });
    await eventually(async () => expect(await box.getByRole('textbox').inputValue()).to.equal('On my way.'));
    await box.getByText('You cannot send this any more').waitFor();
    await eventually(async () => expect(await box.locator('button[type=submit]').count()).to.equal(0));
    await expectAccessible(page);
  });

  it('asks before the page is left where this browser keeps no drafts', async () => {
    const { id } = await working();
    const page = await browser.open();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await signInAs(page, 'elena');
    await page.goto(showUrl(id));
    const box = await openBox(page, 'Reply');
    await box.getByRole('textbox').fill('On my way.');
    await box.getByText('This browser keeps no drafts').waitFor();
    await page.getByRole('link', { name: 'Complaints', exact: true }).first().click();
    await page.getByRole('dialog', { name: /Leave this page/ }).waitFor();
  });
});
