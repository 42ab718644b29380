import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { FaqType } from '../../src/models/faq-type.ts';
import { FaqView } from '../../src/models/faq-view.ts';
import { Faq } from '../../src/models/faq.ts';
import { buildFaq } from '../factories/faq.ts';
import { buildCast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { png } from '../support/files.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const ANSWER =
  '## First\n\n| Lamp | Means |\n|-|-:|\n| red | no paper |\n\n```\na line that is wider than any phone can show it, by far\n```';

/** Where the focus is, in words. */
const focused = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`);

describe('questions and answers in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  for (const { colorScheme, width } of LOOKS) {
    it(`save a complaint by keys alone, ${colorScheme}, ${width} pixels wide`, async () => {
      await buildCast();
      const id = await buildFaq({
        question: 'The printer prints nothing',
        answer: ANSWER,
        category: 'Printers',
      });
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'rosa');
      await page.goto('/complaints/new');
      await page.locator('#title').pressSequentially('Print nothi');
      await page.getByText('1 answer fits what you typed.').waitFor({ state: 'attached' });
      await page.keyboard.press('Tab');
      await eventually(async () =>
        expect(await focused(page)).to.equal('SUMMARY The printer prints nothing'),
      );
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'First' }).waitFor();
      await eventually(async () => expect(await FaqView.count()).to.equal(1));
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      // Something else is typed: what is open stays.
      const fitting = page.waitForResponse(/fitting/);
      await page.locator('#title').fill('Print nothing at all on floor two');
      await fitting;
      await page.getByRole('button', { name: 'This solved it' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Glad that it is solved' }).waitFor();
      await eventually(async () => expect(page.url()).to.contain(`/faq/${id}/solved`));
      await eventually(async () => expect(await Complaint.count()).to.equal(0));
      await eventually(async () => expect(await journal({ name: 'faq.deflected' })).to.have.length(1));
      await page.getByRole('link', { name: 'It is not solved after all' }).click();
      await page.getByText('Draft kept').waitFor();
      await eventually(async () =>
        expect(await page.locator('#title').inputValue()).to.equal('Print nothing at all on floor two'),
      );
      await page.goto(`/faq/${id}`);
      await page.getByRole('button', { name: 'This helped' }).click();
      await page.getByText('You said that this helped.').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByRole('link', { name: 'All questions and answers' }).click();
      await page.getByRole('heading', { name: 'Printers' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });

    it(`are written beside their preview, ${colorScheme}, ${width} pixels wide`, async () => {
      await buildCast();
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'amir');
      await page.goto('/admin/resources/faqs/actions/new');
      await page.getByLabel('Question').fill('Why is it dark?');
      await page.getByLabel('Answer', { exact: true }).fill('# Lamp\n\n');
      const preview = page.getByRole('region', { name: 'Preview' });
      await preview.getByRole('heading', { name: 'Lamp' }).waitFor();
      await page
        .locator('.p-answer input[type=file]')
        .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
      await page.getByText('The picture stands in the text now.').waitFor();
      await page.keyboard.type('A lamp');
      await preview.getByRole('img', { name: 'A lamp' }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await page.getByTestId('button-save').click();
      await page.getByRole('link', { name: 'Why is it dark?' }).waitFor();
      await eventually(async () =>
        expect((await Faq.findOne({ rejectOnEmpty: true })).answer).to.match(
          /^# Lamp\n\n!\[A lamp\]\(\/faq\/pictures\/\d+\)$/,
        ),
      );
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }

  it('are put in order, featured and linked to types in the panel, as the portal shows them then', async () => {
    await buildCast();
    const first = await buildFaq({ question: 'Which paper is there?', category: 'Printers' });
    await buildFaq({ question: 'Where is the printer?', category: 'Printers' });
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await signInAs(page, 'amir');
    await page.goto('/admin/resources/faqs');
    const rows = page.locator('.p-table tbody tr');
    const order = async () =>
      (await rows.locator('td[data-property-name="question"]').allTextContents()).map((text) => text.trim());
    await eventually(async () =>
      expect(await order()).to.deep.equal(['Which paper is there?', 'Where is the printer?']),
    );
    // By the keyboard, which goes on where it was.
    const down = page.getByRole('button', {
      name: /down.*Which paper is there\?|Which paper is there\?.*down/i,
    });
    await down.focus();
    await page.keyboard.press('Enter');
    await eventually(async () =>
      expect(await order()).to.deep.equal(['Where is the printer?', 'Which paper is there?']),
    );
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).to.match(
        /Which paper is there\?/,
      ),
    );

    const reader = await browser.open({ viewport: { width: 1280, height: 900 } });
    await signInAs(reader, 'rosa');
    const expectQuestions = async (name: string, questions: readonly string[]) => {
      await reader.goto('/faq');
      const links = reader.getByRole('region', { name }).getByRole('link');
      await eventually(async () => expect(await links.allTextContents()).to.deep.equal(questions));
    };
    await expectQuestions('Printers', ['Where is the printer?', 'Which paper is there?']);

    await page.goto(`/admin/resources/faqs/records/${first}/edit`);
    await page.getByLabel('Question').fill('Which toner is there?');
    await page.getByLabel('Answer', { exact: true }).fill('| Tray | Paper |\n|-|-|\n| 1 | *A4* |');
    await page.getByRole('region', { name: 'Preview' }).getByRole('cell', { name: 'A4' }).waitFor();
    const types = page.getByRole('group', { name: 'For complaints about' });
    await types.getByLabel('Hardware').check();
    await types.getByLabel('Printer').check();
    await page.getByLabel('Featured').check();
    await expectAccessible(page);
    await page.getByTestId('button-save').click();
    await page.getByRole('link', { name: 'Which toner is there?' }).waitFor();
    const { id: typeId } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    await eventually(async () =>
      expect(await FaqType.count({ where: { faqId: first, typeId } }), 'the type is linked').to.equal(1),
    );

    await expectQuestions('Look here first', ['Which toner is there?']);
    await expectQuestions('Printers', ['Which toner is there?', 'Where is the printer?']);
    // The chosen type brings up what is linked to it.
    await reader.goto('/complaints/new');
    await reader.locator('#typeId').selectOption({ label: 'Printer' });
    await reader.locator('#title').pressSequentially('Toner is empty');
    await reader.locator('.fitting summary', { hasText: 'Which toner is there?' }).waitFor();
  });
});
