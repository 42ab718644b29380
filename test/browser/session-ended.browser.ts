import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Department } from '../../src/models/department.ts';
import { Group } from '../../src/models/group.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { GroupPermission } from '../../src/models/group-permission.ts';
import { Remark } from '../../src/models/remark.ts';
import { Session } from '../../src/models/session.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { expectAccessible, signInAs, useBrowser } from './support/browser.ts';
import { openBox } from './support/composer.ts';
import { eventually } from './support/eventually.ts';

describe('what was typed before the session ended', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let page: Page;

  /** A call that is refused, since nobody is signed in or it is somebody else, is noted as an error by browsers. */
  const REFUSED = /status of (401|409|500)/;

  beforeEach(async () => {
    cast = await buildCast();
    page = await browser.open({}, REFUSED);
  });

  const endSessions = () => Session.destroy({ where: {} });

  /** Signs in by the page that is shown. */
  async function signInHere(at: Page, username: string, within: Locator | Page = at): Promise<void> {
    await within.getByLabel('Username').fill(username);
    await within.getByLabel('Password').fill(PASSWORD);
    await within.getByRole('button', { name: 'Sign in' }).click();
  }

  describe('in the portal', () => {
    const fields = () => [page.getByLabel('Title').inputValue(), page.getByLabel('Description').inputValue()];

    beforeEach(async () => {
      // What the page does where it cannot learn of its session, and always without scripts.
      await page.route('**/sending', (route) => route.fulfill({ status: 500, body: '' }));
      await signInAs(page, 'rosa');
      await page.goto('/complaints/new');
      await page.getByLabel('Title').fill('Printer blinks');
      await page.getByLabel('What is it about?').selectOption('Printer');
      await page.getByLabel('Description').fill('It blinks red.');
      const report = { name: 'report.txt', mimeType: 'text/plain', buffer: Buffer.from('the report') };
      await page.locator('input[type=file]').setInputFiles([report]);
    });

    it('is there with its file after signing in as the same person, and is sent then', async () => {
      await endSessions();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Nothing is lost').waitFor();
      await signInHere(page, 'rosa');
      await page.getByText('This was not sent yet').waitFor();
      await eventually(async () =>
        expect(await Promise.all(fields())).to.deep.equal(['Printer blinks', 'It blinks red.']),
      );
      await page.getByText('report.txt').waitFor();
      await expectAccessible(page);
      await eventually(async () => expect(await Complaint.count()).to.equal(0));
      await page.getByRole('button', { name: 'Send' }).click();
      await page.waitForURL(/\/complaints\/\d+/);
      const [row] = await Attachment.findAll();
      expect([row?.originalName, row?.uploaderId]).to.deep.equal(['report.txt', cast.rosa.id]);
    });

    it('is refused to another by its owner’s name, to whom it comes back', async () => {
      await endSessions();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Nothing is lost').waitFor();
      await signInHere(page, 'sam');
      await page.getByRole('heading', { name: 'This form was opened as Rosa Reporter' }).waitFor();
      await eventually(async () => expect(await page.getByText('Printer blinks').count()).to.equal(0));
      await expectAccessible(page);
      await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
      await signInHere(page, 'rosa');
      await page.getByText('This was not sent yet').waitFor();
      await eventually(async () =>
        expect(await Promise.all(fields())).to.deep.equal(['Printer blinks', 'It blinks red.']),
      );
      await eventually(async () => expect(await Complaint.count()).to.equal(0));
    });

    it('is not sent as the person who signed in meanwhile in another tab', async () => {
      await signInAs(page, 'sam');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('heading', { name: 'This form was opened as Rosa Reporter' }).waitFor();
      await page.getByText('You are signed in as Sam Stranger now').waitFor();
      await eventually(async () => expect(await Complaint.count()).to.equal(0));
    });
  });

  describe('in the panel', () => {
    let asked: string[];

    beforeEach(() => {
      asked = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss();
      });
    });
    // Nothing leads away from what is typed.
    afterEach(() => expect(asked).to.deep.equal([]));

    /** Follows the way to a new session that the refusal shows, in its new tab. */
    async function signInBeside(username: string): Promise<void> {
      const [tab] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('alert').getByRole('link', { name: 'Sign in in a new tab' }).first().click(),
      ]);
      await signInHere(tab, username);
      await tab.waitForURL(/\/(admin)?$/);
      await tab.close();
    }

    const dialog = () => page.getByRole('dialog', { name: 'Sign in again' });

    async function signInOver(username: string): Promise<void> {
      await dialog().waitFor();
      await signInHere(page, username, dialog());
    }

    it('stays in a record’s form, is refused to another by name, and is saved by signing in over it', async () => {
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/departments/actions/new');
      const name = page.getByLabel('Name');
      await name.fill('Research');
      await endSessions();
      await page.getByTestId('button-save').click();
      await dialog().getByText('Sign in as Asha Admin').waitFor();
      await eventually(async () =>
        expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('username'),
      );
      await expectAccessible(page);
      await signInOver('amir');
      await dialog().getByText('This page was opened as Asha Admin, and you are Amir Amc.').waitFor();
      await eventually(async () => expect(await Session.count()).to.equal(0));
      await eventually(async () =>
        expect(await Department.count({ where: { name: 'Research' } })).to.equal(0),
      );
      await signInOver('asha');
      await page.getByRole('link', { name: 'Research' }).waitFor();
      await eventually(async () =>
        expect(await Department.count({ where: { name: 'Research' } })).to.equal(1),
      );
    });

    it('stays in the permissions that were chosen, and is saved after signing in beside it', async () => {
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/groups/actions/permissions');
      const box = page.getByRole('checkbox', { name: /^Engineer: read the audit log/ });
      await box.check();
      await endSessions();
      const save = page.getByRole('button', { name: 'Save permissions' });
      await save.click();
      await dialog().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('alert').getByText('Your session has ended').waitFor();
      await signInBeside('asha');
      await eventually(async () => expect(await box.isChecked()).to.equal(true));
      await save.click();
      await page.locator('.p-notices').getByText('Saved what may be done by: Engineer').waitFor();
      const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
      const saved = { groupId: group.id, permission: 'audit.view' };
      await eventually(async () => expect(await GroupPermission.count({ where: saved })).to.equal(1));
    });

    it('stays in what is written at a complaint, and goes with its file by signing in over it, once', async () => {
      const { id } = await buildComplaint({ assignee: cast.elena, status: 'in_progress' });
      await signInAs(page, 'elena');
      await page.goto(`/admin/resources/complaints/records/${id}/show`);
      const note = await openBox(page, 'Note');
      await note.getByRole('textbox').fill('Ordered a drum.');
      const report = { name: 'report.txt', mimeType: 'text/plain', buffer: Buffer.from('the report') };
      await note.locator('input[type=file]').setInputFiles([report]);
      await endSessions();
      await note.getByRole('button', { name: 'Add note' }).click();
      await dialog().waitFor();
      await page.keyboard.press('Escape');
      await note.getByRole('alert').getByText('Your session has ended').waitFor();
      await eventually(async () =>
        expect(await note.getByRole('textbox').inputValue()).to.equal('Ordered a drum.'),
      );
      await note.getByRole('button', { name: 'Add note' }).click();
      await signInOver('elena');
      await page.locator('.p-said-note .p-file').getByText('report.txt').waitFor();
      await eventually(async () =>
        expect(await Remark.count({ where: { authorId: cast.elena.id, text: 'Ordered a drum.' } })).to.equal(
          1,
        ),
      );
      await eventually(async () => expect(await Attachment.count()).to.equal(1));
    });

    it('leads nobody away from a page that only reads', async () => {
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/statuses');
      await page.getByRole('link', { name: 'Open', exact: true }).waitFor();
      await endSessions();
      await page.getByRole('link', { name: 'Departments', exact: true }).first().click();
      await signInOver('asha');
      await page.getByRole('link', { name: 'Finance' }).waitFor();
    });
  });
});
