import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { editComplaint } from '../../src/use-cases/complaints/steps/edit-complaint.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { buildComplaint, buildReplies } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { LOOKS, expectAccessible, signInAs, useBrowser } from './support/browser.ts';

const QUEUE = '/admin/resources/complaints';
const showUrl = (id: number) => `${QUEUE}/records/${id}/show`;

describe('complaints in the panel, in a browser', function suite() {
  this.timeout(120_000);
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
    expect(wider, `${page.url()} must not scroll sideways`).to.equal(false);
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
        `${QUEUE}/bulk/reject?recordIds=${id}`,
      ]) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.locator('h1').waitFor();
        await expectAccessible(page);
        await expectFit(page);
      }
      await page.goto(QUEUE, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByRole('checkbox', { name: 'Waiting for User' }).waitFor();
      await expectAccessible(page);
      await page.goto(showUrl(id), { waitUntil: 'networkidle' });
      for (const name of ['Resolve', 'Assign', 'Urgency']) {
        await step(page, name).click();
        await expectAccessible(page);
        await expectFit(page);
      }
    });
  }

  it('are found by view, search, filters of several values, and order', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Scanner jams', urgency: 'high' });
    await buildComplaint({ reporter: cast.sam, assignee: cast.elena, status: 'waiting', title: 'No sound' });
    await buildComplaint({ reporter: cast.sam, assignee: cast.emil, status: 'resolved', title: 'Old phone' });
    const page = await enter('elena', QUEUE);
    const titles = () => page.locator('td.p-cell-title').allInnerTexts();
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'Mine 1' }).click();
    await page.getByRole('link', { name: 'Scanner jams' }).waitFor({ state: 'detached' });
    expect(await titles()).to.deep.equal(['No sound']);
    expect(await views.locator('[aria-current]').innerText()).to.match(/Mine/);

    await views.getByRole('link', { name: 'All 3' }).click();
    await page.getByRole('link', { name: 'Old phone' }).waitFor();
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: 'Waiting for User' }).check();
    await page.getByRole('checkbox', { name: 'Resolved' }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'Scanner jams' }).waitFor({ state: 'detached' });
    expect(await titles()).to.have.members(['Old phone', 'No sound']);
    await page.getByRole('button', { name: 'Filter (1)' }).waitFor();
    await page.getByRole('checkbox', { name: 'Emil Engineer' }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'Scanner jams' }).waitFor();

    await page.getByLabel('Search', { exact: true }).fill('jam');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'No sound' }).waitFor({ state: 'detached' });
    expect(await titles()).to.deep.equal(['Scanner jams']);
    await page.goto(`${QUEUE}?sortBy=urgency&direction=asc`, { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Urgency' }).click();
    await page.locator('th[aria-sort=descending]').waitFor();
    expect((await titles())[0]).to.equal('Scanner jams');
  });

  it('tell whoever comes second with a claim who was first', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('elena', showUrl(id));
    await step(page, 'Claim').waitFor();
    await claimComplaint(cast.emil, { id });
    await step(page, 'Claim').click();
    const alert = steps(page).getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).to.contain('Emil Engineer took the complaint a moment ago');
    await page.getByText('Emil Engineer took the complaint', { exact: true }).waitFor();
    await step(page, 'Claim').waitFor({ state: 'detached' });
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
  });

  it('keep what was typed into a step when somebody changed the complaint, and let it be repeated', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('elena', showUrl(id));
    await step(page, 'Resolve').click();
    const form = page.getByRole('form', { name: 'Resolve' });
    await form.getByRole('button', { name: 'Resolve the complaint' }).click();
    await form.getByText('The resolution is required.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await form.getByLabel('How it was solved').fill('New drum.\nTested twice.');
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await form.getByRole('button', { name: 'Resolve the complaint' }).click();
    await form.getByText('Amir Amc changed the urgency from medium to critical').waitFor();
    await page.locator('.p-head').getByText('Critical').waitFor();
    expect(await form.getByLabel('How it was solved').inputValue()).to.equal('New drum.\nTested twice.');
    expect((await Complaint.findByPk(id))?.resolvedAt).to.equal(null);
    await form.getByRole('button', { name: 'Resolve the complaint' }).click();
    await page.locator('.p-head').getByText('Resolved').waitFor();
    expect(await page.locator('.p-said').innerText()).to.contain('New drum.\nTested twice.');
    await page.getByText('The complaint is resolved.').waitFor();
  });

  it('keep what was typed into each step while another one’s form is open, until it is done or given up', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('elena', showUrl(id));
    const form = (name: string) => page.getByRole('form', { name, exact: true });
    const words = (name: string) => form(name).getByRole('textbox');
    await step(page, 'Resolve').click();
    await words('Resolve').fill('New drum.');
    await step(page, 'Internal note').click();
    expect(await form('Resolve').isVisible()).to.equal(false);
    expect(await words('Internal note').evaluate((box) => box === document.activeElement)).to.equal(true);
    await page.keyboard.type('Ordered a drum.');
    await step(page, 'Ask reporter').click();
    await words('Ask reporter').fill('Which room?');
    await step(page, 'Resolve').click();
    expect(await words('Resolve').inputValue()).to.equal('New drum.');
    expect(await words('Resolve').evaluate((box) => box === document.activeElement)).to.equal(true);
    await step(page, 'Internal note').click();
    expect(await words('Internal note').inputValue()).to.equal('Ordered a drum.');
    await expectAccessible(page);
    await form('Internal note').getByRole('button', { name: 'Cancel' }).click();
    await step(page, 'Internal note').click();
    expect(await words('Internal note').inputValue(), 'given up').to.equal('');
    await step(page, 'Resolve').click();
    await form('Resolve').getByRole('button', { name: 'Resolve the complaint' }).click();
    await page.locator('.p-head').getByText('Resolved').waitFor();
    expect((await Remark.findAll()).map(({ text }) => text)).to.deep.equal(['New drum.']);
    expect(await words('Ask reporter').inputValue(), 'no button leads to it').to.equal('Which room?');
    await page.getByRole('link', { name: 'Complaints', exact: true }).first().click();
    const question = page.getByRole('dialog', { name: /Leave this page/ });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await form('Ask reporter').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Complaints', exact: true }).first().click();
    await page.waitForURL(`**${QUEUE}*`);
  });

  it('keep a title that was typed while somebody changed the urgency', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('amir', `${QUEUE}/records/${id}/edit`);
    expect(await page.getByLabel('Status', { exact: true }).innerText()).to.equal('Open');
    await page.getByLabel('Title').fill('Two printers eat paper');
    await changeUrgency(cast.asha, { id, urgency: 'high' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Asha Admin changed the urgency from medium to high a moment ago').waitFor();
    expect(await page.getByLabel('Title').inputValue()).to.equal('Two printers eat paper');
    expect(await Complaint.findByPk(id)).to.include({ urgency: 'high', title: 'The printer eats paper' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Two printers eat paper' }).waitFor();
    expect(await Complaint.findByPk(id)).to.include({ urgency: 'high', title: 'Two printers eat paper' });
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
    expect(await page.locator('h1').innerText()).to.equal(`#${id} ${text}`);
    const [remark, note] = [page.locator('.p-said-answer'), page.locator('.p-said-note')];
    expect(await remark.innerText())
      .to.contain('Public')
      .and.to.contain(text);
    expect(await note.innerText())
      .to.contain('Internal note')
      .and.to.contain(`Secret ${text}`);
    expect(await page.locator('img[src=x]').count()).to.equal(0);
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
    expect(await said.count()).to.equal(200);
    const earlier = page.getByRole('button', { name: 'Show earlier' });
    await earlier.click();
    await page.getByText('Reply number 10.').waitFor();
    await earlier.click();
    await page.getByText('Reply number 0.').waitFor();
    await earlier.waitFor({ state: 'detached' });
    expect(await said.count()).to.equal(410);
    expect(await said.first().innerText()).to.contain('Reply number 0.');
  });

  it('are worked with by keyboard alone', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const page = await enter('elena', showUrl(id));
    await step(page, 'Internal note').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await page.keyboard.type('Ordered a drum.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.p-said-note').getByText('Ordered a drum.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Internal note');
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Internal note' }).waitFor({ state: 'detached' });
  });

  it('are resolved in bulk; those that were closed are named with the reason', async () => {
    const open = [];
    for (let i = 0; i < 3; i += 1)
      open.push((await buildComplaint({ reporter: cast.rosa, title: `Open ${i}` })).id);
    const closed = await buildComplaint({ reporter: cast.rosa, status: 'closed', title: 'Done long ago' });
    const { typeId } = closed;
    const page = await enter('amir', `${QUEUE}?filters.typeId=${typeId}&sortBy=typeId&direction=desc`);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByText('4 selected').waitFor();
    await page.getByRole('link', { name: 'Resolve', exact: true }).click();
    await page.getByLabel('How it was solved').fill('The mail server is back.');
    await page.getByRole('button', { name: 'Resolve the complaints' }).click();
    await page.getByRole('heading', { name: '3 complaints were resolved. 1 was not.' }).waitFor();
    await page.getByRole('link', { name: `#${closed.id} Done long ago` }).waitFor();
    await page.getByText('This complaint is Closed now and cannot be resolved.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Back to the queue' }).click();
    await page.getByRole('link', { name: 'Resolved 3' }).waitFor();
    const place = Object.fromEntries(new URL(page.url()).searchParams);
    expect(place).to.include({ 'filters.typeId': String(typeId), sortBy: 'typeId', direction: 'desc' });
    expect(await StatusChange.count()).to.equal(4 + 3);
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
    await page.getByRole('link', { name: 'Hers', exact: true }).waitFor();
    expect(new URL(page.url()).search).to.equal('?filters.view=mine');
    await page.getByRole('link', { name: 'Lonely' }).waitFor({ state: 'detached' });
  });

  it('are deleted by an Admin after a question', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const page = await enter('asha', showUrl(id));
    await page.locator('.p-head').getByText('Delete').click();
    await page.getByRole('button', { name: 'Delete' }).last().click();
    await page.getByText('The complaint was deleted.').waitFor();
    expect(await Complaint.count()).to.equal(0);
  });
});
