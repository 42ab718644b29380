import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
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

/** What was typed when others were at work. */
const TYPED = 'Half a sentence that nobody may lose';

describe('a page that is open in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let id: number;
  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' }));
  });

  const openPanel = async (who: string, options = {}): Promise<Page> => {
    const page = await browser.open(options);
    await signInAs(page, who);
    await page.goto(`/admin/resources/complaints/records/${id}/show`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const openPortal = async (who: string, options = {}): Promise<Page> => {
    const page = await browser.open(options);
    await signInAs(page, who);
    await page.goto(`/complaints/${id}`);
    return page;
  };

  it('of the panel says what others did, shows it, and keeps what is typed', async () => {
    const elena = await openPanel('elena');
    const box = elena.locator('textarea').first();
    await box.fill(TYPED);
    await addNote(cast.amir, { id, remark: 'Ask for the serial number.' });
    await addRemark(cast.rosa, { id, remark: 'It smokes now.' });
    await elena.getByText('Rosa Reporter replied and 1 more').waitFor();
    await eventually(async () => expect(await elena.getByText('It smokes now.').count()).to.equal(0));
    await elena.getByRole('button', { name: 'Show', exact: true }).click();
    await elena.getByText('It smokes now.').waitFor();
    await elena.getByText('Ask for the serial number.').waitFor();
    await eventually(async () => expect(await box.inputValue()).to.equal(TYPED));
    await eventually(async () =>
      expect(await elena.getByRole('button', { name: 'Show', exact: true }).count()).to.equal(0),
    );
    await eventually(async () =>
      expect(await elena.evaluate(() => document.activeElement?.tagName)).not.to.equal('BODY'),
    );
  });

  it('of the panel says who else has it open and who writes there', async () => {
    const elena = await openPanel('elena');
    const amir = await openPanel('amir');
    await elena.getByText('Also here: Amir Amc').waitFor();
    // Whoever pauses is soon taken for somebody who only reads.
    await eventually(async () => {
      await amir.locator('textarea').first().pressSequentially('I would say ');
      await elena.getByText('Also here: Amir Amc (writing)').waitFor({ timeout: 10_000 });
    });
    await amir.close();
    await elena.getByText('Also here').waitFor({ state: 'detached' });
  });

  it('of the portal says it, too, without what is internal', async () => {
    const rosa = await openPortal('rosa');
    await addNote(cast.elena, { id, remark: 'She kicked it.' });
    await askReporter(cast.elena, { id, remark: 'Which light blinks?' });
    await rosa.getByText('Elena Engineer asked the reporter').waitFor();
    await eventually(async () => expect(await rosa.content()).not.to.contain('note'));
    await rosa.getByRole('link', { name: 'Show', exact: true }).click();
    await rosa.getByText('Which light blinks?').waitFor();
    await rosa.getByText('IT has a question and waits for you.').waitFor();
  });

  it('of the portal keeps what is typed when it shows more', async () => {
    const rosa = await openPortal('rosa');
    const box = rosa.locator('#latest textarea').first();
    await box.fill(TYPED);
    await addRemark(cast.elena, { id, remark: 'I am on my way.' });
    const show = rosa.getByRole('link', { name: 'Show', exact: true });
    await show.waitFor();
    await show.click();
    await rosa.getByText('I am on my way.').waitFor();
    await eventually(async () => expect(await box.inputValue()).to.equal(TYPED));
    await eventually(async () =>
      expect(await rosa.evaluate(() => document.activeElement?.closest('.thread'))).not.to.equal(null),
    );
  });

  it('of the queue counts anew and shows other rows only when it is asked to', async () => {
    const amir = await browser.open();
    await signInAs(amir, 'amir');
    await amir.goto('/admin/resources/complaints?filters.view=open');
    const first = amir.getByText('The printer eats paper');
    await first.waitFor();
    const view = amir.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Open/ });
    await eventually(async () => expect(await view.innerText()).to.match(/1$/));
    await buildComplaint({ reporter: cast.rosa, title: 'The scanner hums' });
    await amir.getByText('This list has changed').waitFor();
    await eventually(async () => expect(await view.innerText()).to.match(/2$/));
    await eventually(async () => expect(await amir.getByText('The scanner hums').count()).to.equal(0));
    await amir.getByRole('button', { name: 'Show', exact: true }).click();
    await amir.getByText('The scanner hums').waitFor();
    await amir.getByText('This list has changed').waitFor({ state: 'detached' });
  });

  it('of the queue knows what happened while nobody looked at it', async () => {
    const [amir, other] = [await browser.open(), await browser.open()];
    for (const page of [amir, other]) {
      await signInAs(page, 'amir');
      const listens = page.waitForResponse(/notifications\/stream\?.*queue=1/);
      await page.goto('/admin/resources/complaints?filters.view=all');
      await page.getByText('The printer eats paper').waitFor();
      await listens;
    }
    const show = (isHidden: boolean) =>
      amir.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await show(true);
    await buildComplaint({ reporter: cast.rosa, title: 'The scanner hums' });
    // By then it is no news any more for the process that both listen to.
    await other.getByText('This list has changed').waitFor();
    await other.waitForTimeout(2500);
    await show(false);
    await amir.getByText('This list has changed').waitFor();
  });

  it('asks where no stream comes through', async () => {
    const elena = await browser.open({}, /notifications\/stream|Failed to load|EventSource/);
    await elena.route('**/notifications/stream**', (route) =>
      route.request().headers()['accept'] === 'text/event-stream'
        ? route.fulfill({ status: 502 })
        : route.continue(),
    );
    await signInAs(elena, 'elena');
    await elena.goto(`/admin/resources/complaints/records/${id}/show`);
    await elena.getByRole('heading', { level: 1 }).waitFor();
    await addRemark(cast.rosa, { id, remark: 'It smokes now.' });
    await elena.getByText('Rosa Reporter replied').waitFor();
  });

  for (const look of LOOKS) {
    it(`is accessible and fits with news on it, ${look.colorScheme}, ${look.width} px`, async () => {
      const options = { viewport: { width: look.width, height: 800 }, colorScheme: look.colorScheme };
      const pages = [await openPanel('elena', options), await openPortal('rosa', options)];
      await addRemark(cast.amir, { id, remark: 'We ordered a new one.' });
      for (const page of pages) {
        await page.getByText('Amir Amc replied').waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      }
    });
  }
});
