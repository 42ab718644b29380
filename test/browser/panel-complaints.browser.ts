import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { editComplaint } from '../../src/use-cases/complaints/steps/edit-complaint.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { buildComplaint, buildReplies } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { openBox, sendBox, writeAndSend } from './support/composer.ts';
import { LOOKS, expectAccessible, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';
const showUrl = (id: number) => `${QUEUE}/records/${id}/show`;

describe('complaints in the panel, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function enter(username: string, path: string, options = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, username);
    await page.goto(path, { waitUntil: 'networkidle' });
    return page;
  }

  const steps = (page: Page) => page.getByRole('region', { name: 'What you can do' });
  const step = (page: Page, name: string) => steps(page).getByRole('button', { name, exact: true });

  async function expectFit(page: Page): Promise<void> {
    const wider = await page.evaluate(() => {
      const content = document.querySelector('main, [role=main]');
      return content === null || content.scrollWidth > content.clientWidth;
    });
    await eventually(async () => expect(wider, `${page.url()} must not scroll sideways`).to.equal(false));
  }

  for (const { colorScheme, width } of LOOKS) {
    it(`are accessible and fit the window, ${colorScheme}, ${width} pixels wide`, async () => {
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
        urgency: 'critical',
        title: `Long ${'words'.repeat(30)}`,
        createdAt: new Date(Date.now() - 5 * 86_400_000),
      });
      await addRemark(cast.rosa, { id, remark: 'Any news?' });
      await addNote(cast.elena, { id, remark: 'Needs a spare part.' });
      await buildComplaint({ reporter: cast.sam });
      const page = await enter('asha', '/admin', { colorScheme, viewport: { width, height: 800 } });
      const record = `${QUEUE}/records/${id}`;
      for (const path of [
        '/admin',
        QUEUE,
        `${QUEUE}?filters.view=unassigned`,
        `${QUEUE}?filters.view=resolved`,
        showUrl(id),
        `${record}/edit`,
        `${record}/assign`,
        `${record}/unassign`,
      ]) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.locator('h1').waitFor();
        await expectAccessible(page);
        await expectFit(page);
      }
      await page.goto(showUrl(id), { waitUntil: 'networkidle' });
      for (const name of ['Assign', 'Urgency', 'Reject']) {
        await step(page, name).click();
        await expectAccessible(page);
        await expectFit(page);
      }
    });
  }

  it('tell whoever comes second with a claim who was first', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('elena', showUrl(id));
    await step(page, 'Claim').waitFor();
    await claimComplaint(cast.emil, { id });
    await step(page, 'Claim').click();
    const alert = steps(page).getByRole('alert');
    await alert.waitFor();
    await eventually(async () =>
      expect(await alert.innerText()).to.contain('Emil Engineer claimed it a moment ago'),
    );
    await page.getByText('Emil Engineer claimed it', { exact: true }).waitFor();
    await step(page, 'Claim').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2),
    );
  });

  it('keep what was typed into a step when somebody changed the complaint, and let it be repeated', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('elena', showUrl(id));
    const box = await openBox(page, 'Reply');
    await sendBox(page, 'Send and resolve');
    await box.getByText('The resolution is required.').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA'),
    );
    await box.getByRole('textbox').fill('New drum.\nTested twice.');
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await sendBox(page, 'Send and resolve');
    await box.getByText('Amir Amc changed the urgency from medium to critical').waitFor();
    await page.locator('.p-head').getByText('Critical').waitFor();
    await eventually(async () =>
      expect(await box.getByRole('textbox').inputValue()).to.equal('New drum.\nTested twice.'),
    );
    await eventually(async () => expect((await Complaint.findByPk(id))?.resolvedAt).to.equal(null));
    await sendBox(page, 'Send and resolve');
    await page.locator('.p-head').getByText('Resolved').waitFor();
    await eventually(async () =>
      expect(await page.locator('.p-said').innerText()).to.contain('New drum.\nTested twice.'),
    );
    await page.getByText('The complaint is resolved.').waitFor();
  });

  it('keep what was typed into each step while another one’s form is open, until it is done or given up', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('amir', showUrl(id));
    const form = (name: string) => page.getByRole('form', { name, exact: true });
    const words = (name: string) => form(name).getByRole('textbox');
    await step(page, 'Reject').click();
    await words('Reject').fill('Not ours.');
    await step(page, 'Merge').click();
    await eventually(async () => expect(await form('Reject').isVisible()).to.equal(false));
    await eventually(async () =>
      expect(await words('Merge').evaluate((box) => box === document.activeElement)).to.equal(true),
    );
    await page.keyboard.type('52');
    await step(page, 'Reject').click();
    await eventually(async () => expect(await words('Reject').inputValue()).to.equal('Not ours.'));
    await eventually(async () =>
      expect(await words('Reject').evaluate((box) => box === document.activeElement)).to.equal(true),
    );
    await form('Reject').getByRole('button', { name: 'Cancel' }).click();
    await step(page, 'Reject').click();
    await eventually(async () => expect(await words('Reject').inputValue(), 'given up').to.equal(''));
    await expectAccessible(page);
    await writeAndSend(page, 'Reply', 'New drum.', 'Send and resolve');
    await page.locator('.p-head').getByText('Resolved').waitFor();
    await step(page, 'Merge').click();
    await eventually(async () => expect(await words('Merge').inputValue()).to.equal('52'));
    await page.getByRole('link', { name: 'Complaints', exact: true }).first().click();
    const question = page.getByRole('dialog', { name: /Leave this page/ });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await form('Merge').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Complaints', exact: true }).first().click();
    await page.waitForURL(`**${QUEUE}*`);
  });

  it('keep a title that was typed while somebody changed the urgency', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('amir', `${QUEUE}/records/${id}/edit`);
    await eventually(async () =>
      expect(await page.getByLabel('Status', { exact: true }).innerText()).to.equal('Open'),
    );
    await page.getByLabel('Title').fill('Two printers eat paper');
    await changeUrgency(cast.asha, { id, urgency: 'high' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Asha Admin changed the urgency from medium to high a moment ago').waitFor();
    await eventually(async () =>
      expect(await page.getByLabel('Title').inputValue()).to.equal('Two printers eat paper'),
    );
    await eventually(async () =>
      expect(await Complaint.findByPk(id)).to.include({ urgency: 'high', title: 'The printer eats paper' }),
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Two printers eat paper' }).waitFor();
    await eventually(async () =>
      expect(await Complaint.findByPk(id)).to.include({ urgency: 'high', title: 'Two printers eat paper' }),
    );
  });

  it('tell notes from public remarks by word and look, and show text as it was typed', async () => {
    const text = '"><img src=x onerror=alert(1)> {{7*7}} <b>50%_off</b>';
    const { id } = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'assigned',
      title: text,
    });
    await addRemark(cast.elena, { id, remark: text });
    await addNote(cast.elena, { id, remark: `Secret ${text}` });
    await editComplaint(cast.amir, { id, description: 'All of it is torn.' });
    const page = await enter('elena', showUrl(id));
    await page.getByText('The description before').click();
    await page.getByText('Every second page comes out torn.').waitFor();
    await eventually(async () => expect(await page.locator('h1').innerText()).to.equal(`#${id} ${text}`));
    const [remark, note] = [page.locator('.p-said-answer'), page.locator('.p-said-note')];
    await eventually(async () =>
      expect(await remark.innerText())
        .to.contain('Public')
        .and.to.contain(text),
    );
    await eventually(async () =>
      expect(await note.innerText())
        .to.contain('Note')
        .and.to.contain(`Secret ${text}`),
    );
    await eventually(async () => expect(await page.locator('img[src=x]').count()).to.equal(0));
    const looks = await Promise.all(
      [remark, note].map((one) =>
        one.evaluate((element) => {
          const { backgroundColor, borderStyle } = getComputedStyle(element);
          return [backgroundColor, borderStyle];
        }),
      ),
    );
    expect(looks[0]?.[0]).not.to.equal(looks[1]?.[0]);
    expect(looks[0]?.[1]).not.to.equal(looks[1]?.[1]);
  });

  it('show all that was ever said, page by page when asked', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await buildReplies(id, cast.elena, 410);
    const page = await enter('elena', showUrl(id));
    const said = page.locator('.p-said-answer');
    await page.getByText('Reply number 409.').waitFor();
    await eventually(async () => expect(await said.count()).to.equal(200));
    const earlier = page.getByRole('button', { name: 'Show earlier' });
    await earlier.click();
    await page.getByText('Reply number 10.').waitFor();
    await earlier.click();
    await page.getByText('Reply number 0.').waitFor();
    await earlier.waitFor({ state: 'detached' });
    await eventually(async () => expect(await said.count()).to.equal(410));
    await eventually(async () => expect(await said.first().innerText()).to.contain('Reply number 0.'));
  });

  it('are worked with by keyboard alone', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('elena', showUrl(id));
    await page.getByRole('tab', { name: 'Reply' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA'),
    );
    await page.keyboard.type('Ordered a drum.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.p-said-note').getByText('Ordered a drum.').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.contain('Ordered a drum.'),
    );
    await page.getByRole('button', { name: 'Add note' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tabpanel').getByText('The note is required.').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA'),
    );
  });

  it('are on the first page: own work and what nobody has, each with the way to all of it', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Lonely' });
    await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned', title: 'Hers' });
    const page = await enter('elena', '/admin');
    const mine = page.getByRole('region', { name: 'Your work' });
    await mine.getByRole('link', { name: 'Hers' }).waitFor();
    await page
      .getByRole('region', { name: 'Nobody has these yet' })
      .getByRole('link', { name: 'Lonely' })
      .waitFor();
    await mine.getByRole('link', { name: 'Show all' }).click();
    await page
      .locator('td')
      .getByRole('link', { name: /^#\d+ Hers$/ })
      .waitFor();
    await eventually(async () => expect(new URL(page.url()).search).to.equal('?filters.view=mine'));
    await page.getByRole('link', { name: 'Lonely' }).waitFor({ state: 'detached' });
  });

  it('are deleted by an Admin after a question', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('asha', showUrl(id));
    await page.locator('.p-head').getByText('Delete').click();
    await page.getByRole('button', { name: 'Delete' }).last().click();
    await page.getByText('The complaint was deleted.').waitFor();
    await eventually(async () => expect(await Complaint.count()).to.equal(0));
  });
});
