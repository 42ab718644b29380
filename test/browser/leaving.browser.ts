import { expect } from 'chai';
import type { Dialog, Page } from 'playwright-core';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { openBox } from './support/composer.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';

/** Whether the browser asked before it left the page, which it then did not leave; else the page is loaded anew. */
function asksBeforeClosing(page: Page): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let asked: string | undefined;
    const stay = async (dialog: Dialog): Promise<void> => {
      asked = dialog.type();
      await dialog.dismiss();
      resolve(asked === 'beforeunload');
    };
    const refuse = (dialog: Dialog): void => void stay(dialog).catch(reject);
    page.once('dialog', refuse);
    const left = (): void => {
      page.off('dialog', refuse);
      resolve(false);
    };
    // Where the page stays, the reload never ends, or says that it was given up.
    page.reload().then(left, (error: unknown) => asked ?? reject(error as Error));
  });
}

describe('a page that is left with something unsaved', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let page: Page;

  beforeEach(async () => {
    cast = await buildCast();
    page = await browser.open();
  });

  async function expectQuestion(isAsked: boolean, when?: string): Promise<void> {
    const asked = await asksBeforeClosing(page);
    expect(asked, when).to.equal(isAsked);
  }

  const question = () => page.getByRole('dialog', { name: /Leave this page/ });
  const menu = (name: string) =>
    page.getByRole('navigation', { name: 'Panel' }).getByRole('link', { name, exact: true });

  /** In the panel: asked by a link, by the way back and by closing; stays when told to, and leaves when told to. */
  async function expectAsked(isKept: () => Promise<unknown>): Promise<void> {
    const here = page.url();
    await menu('Departments').click();
    await question().getByRole('button', { name: 'Cancel' }).click();
    await question().waitFor({ state: 'detached' });
    await eventually(async () => expect(page.url()).to.equal(here));
    await page.evaluate(() => history.back());
    await question().getByRole('button', { name: 'Cancel' }).click();
    await question().waitFor({ state: 'detached' });
    await eventually(async () => expect(page.url()).to.equal(here));
    await isKept();
    await expectQuestion(true);
    await isKept();
    await menu('Departments').click();
    await question().getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: /^Departments/ }).waitFor();
    await expectQuestion(false, 'on a page with nothing in it');
  }

  /** Comes to the page from another one of the panel, so that there is a way back. */
  async function enter(path: string): Promise<void> {
    await signInAs(page, 'asha');
    await page.goto(path);
    await page.locator('h1').waitFor();
    await page.evaluate(() => history.pushState({ ...history.state, idx: 1 }, ''));
    await page.reload();
    await page.locator('h1').waitFor();
  }

  it('asks for a record’s form', async () => {
    await enter('/admin/resources/departments/actions/new');
    const name = page.getByLabel('Name');
    await name.fill('Research');
    await expectAsked(async () => expect(await name.inputValue()).to.equal('Research'));
  });

  it('asks for the next way out before the question for the last one tells that it closed', async () => {
    await enter('/admin/resources/departments/actions/new');
    await page.getByLabel('Name').fill('Research');
    await menu('Departments').click();
    const cancel = question().getByRole('button', { name: 'Cancel' });
    const next = await menu('Users').elementHandle();
    await cancel.evaluate((button: HTMLElement, link) => {
      button.click();
      (link as HTMLElement | null)?.click();
    }, next);
    await question().getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: /^Users/ }).waitFor();
  });

  it('asks for the form of an action', async () => {
    await enter(`/admin/resources/users/records/${cast.rosa.id}/setPassword`);
    const password = page.locator('input[type=password]').first();
    await password.fill('half a password');
    await expectAsked(async () => expect(await password.inputValue()).to.equal('half a password'));
  });

  it('asks for files at a note, not for its words, which are kept', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await enter(`${QUEUE}/records/${id}/show`);
    const box = await openBox(page, 'Note');
    const text = box.getByRole('textbox');
    await text.fill('Ordered a drum.');
    await expectQuestion(false);
    await openBox(page, 'Note');
    const log = { name: 'crash.log', mimeType: 'text/plain', buffer: Buffer.from('it crashed') };
    await box.locator('input[type=file]').setInputFiles(log);
    await expectAsked(async () => {
      await eventually(async () => expect(await text.inputValue()).to.equal('Ordered a drum.'));
      await eventually(async () => expect(await box.getByText('crash.log').isVisible()).to.equal(true));
    });
  });

  it('asks for the permissions that were chosen', async () => {
    await enter('/admin/resources/groups/actions/permissions');
    const box = page.getByRole('checkbox', { name: /^Engineer: read the audit log/ });
    await box.check();
    await expectAsked(async () => expect(await box.isChecked()).to.equal(true));
  });

  it('leaves at once by back and forward when it is told to', async () => {
    await enter('/admin/resources/departments/actions/new');
    await menu('Users').click();
    await page.getByRole('heading', { name: /^Users/ }).waitFor();
    await menu('Departments').click();
    await page.getByRole('link', { name: 'Finance' }).waitFor();
    await page.goto('/admin/resources/departments/actions/new');
    await menu('Groups').click();
    await page.getByRole('heading', { name: /^Groups/ }).waitFor();
    await page.goBack();
    await page.getByLabel('Name').fill('Research');
    await page.goForward();
    await question().getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: /^Groups/ }).waitFor();
  });

  it('asks nothing after it was saved, or by the form’s own way of giving up', async () => {
    await enter('/admin/resources/departments/actions/new');
    await page.getByLabel('Name').fill('Research');
    await page.getByTestId('button-save').click();
    await page.getByRole('link', { name: 'Research' }).waitFor();
    await expectQuestion(false);
    await page.goto('/admin/resources/departments/actions/new');
    await page.getByLabel('Name').fill('Science');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Research' }).waitFor();
  });

  it('asks for the files of a complaint that is written in the portal, until it is sent', async () => {
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await expectQuestion(false, 'nothing was typed');
    await page.goto('/complaints/new');
    await page.getByLabel('Title').fill('Printer blinks');
    await page.getByText('Draft kept').waitFor();
    await expectQuestion(false, 'words are kept');
    await page.goto('/complaints/new');
    await eventually(async () =>
      expect(await page.getByLabel('Title').inputValue()).to.equal('Printer blinks'),
    );
    const log = { name: 'crash.log', mimeType: 'text/plain', buffer: Buffer.from('it crashed') };
    await page.locator('input[type=file]').setInputFiles(log);
    await expectQuestion(true);
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    await page.getByRole('button', { name: /File|Send/ }).click();
    await page.waitForURL(/\/complaints\/\d+/);
    await expectQuestion(false, 'it was sent');
  });
});
