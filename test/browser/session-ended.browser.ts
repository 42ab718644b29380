import { expect } from 'chai';
import type { Page } from 'playwright-core';
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

describe('what was typed before the session ended', function suite() {
  this.timeout(90_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let page: Page;

  /** A call that is refused, since nobody is signed in or it is somebody else, is noted as an error by browsers. */
  const REFUSED = /status of (401|409)/;

  beforeEach(async () => {
    cast = await buildCast();
    page = await browser.open({}, REFUSED);
  });

  const endSessions = () => Session.destroy({ where: {} });

  /** Signs in by the page that is shown. */
  async function signInHere(at: Page, username: string): Promise<void> {
    await at.getByLabel('Username').fill(username);
    await at.getByLabel('Password').fill(PASSWORD);
    await at.getByRole('button', { name: 'Sign in' }).click();
  }

  describe('in the portal', () => {
    const fields = () => [page.getByLabel('Title').inputValue(), page.getByLabel('Description').inputValue()];

    beforeEach(async () => {
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
      expect(await Promise.all(fields())).to.deep.equal(['Printer blinks', 'It blinks red.']);
      await page.getByText('report.txt').waitFor();
      await expectAccessible(page);
      expect(await Complaint.count()).to.equal(0);
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
      expect(await page.getByText('Printer blinks').count()).to.equal(0);
      await expectAccessible(page);
      await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
      await signInHere(page, 'rosa');
      await page.getByText('This was not sent yet').waitFor();
      expect(await Promise.all(fields())).to.deep.equal(['Printer blinks', 'It blinks red.']);
      expect(await Complaint.count()).to.equal(0);
    });

    it('is not sent as the person who signed in meanwhile in another tab', async () => {
      await signInAs(page, 'sam');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('heading', { name: 'This form was opened as Rosa Reporter' }).waitFor();
      await page.getByText('You are signed in as Sam Stranger now').waitFor();
      expect(await Complaint.count()).to.equal(0);
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

    it('stays in a record’s form, is refused to another by name, and is saved as the same person', async () => {
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/departments/actions/new');
      const name = page.getByLabel('Name');
      await name.fill('Research');
      await endSessions();
      await page.getByTestId('button-save').click();
      await page.getByRole('alert').getByText('Your session has ended').waitFor();
      await signInBeside('amir');
      await page.getByTestId('button-save').click();
      const refusal = page.getByRole('alert').getByText('This page was opened as Asha Admin');
      await refusal.waitFor();
      expect(await refusal.textContent()).to.contain('signed in as Amir Amc');
      expect(await name.inputValue()).to.equal('Research');
      expect(await Department.count({ where: { name: 'Research' } })).to.equal(0);
      await signInAs(page, 'asha');
      await page.getByTestId('button-save').click();
      await page.getByRole('link', { name: 'Research' }).waitFor();
      expect(await Department.count({ where: { name: 'Research' } })).to.equal(1);
    });

    it('stays in the permissions that were chosen, and is saved as the same person', async () => {
      await signInAs(page, 'asha');
      await page.goto('/admin/resources/groups/actions/permissions');
      const box = page.getByRole('checkbox', { name: /^Engineer: read the audit log/ });
      await box.check();
      await endSessions();
      const save = page.getByRole('button', { name: 'Save permissions' });
      await save.click();
      await page.getByRole('alert').getByText('Your session has ended').waitFor();
      await signInBeside('asha');
      expect(await box.isChecked()).to.equal(true);
      await save.click();
      await page.locator('.p-notices').getByText('Saved what may be done by: Engineer').waitFor();
      const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
      const saved = { groupId: group.id, permission: 'audit.view' };
      expect(await GroupPermission.count({ where: saved })).to.equal(1);
    });

    it('stays in what is written at a complaint, and is said as the same person', async () => {
      const { id } = await buildComplaint({ assignee: cast.elena, status: 'in_progress' });
      await signInAs(page, 'elena');
      await page.goto(`/admin/resources/complaints/records/${id}/show`);
      await page.getByRole('button', { name: 'Internal note', exact: true }).click();
      const note = page.getByRole('form', { name: 'Internal note' });
      await note.locator('textarea').fill('Ordered a drum.');
      await endSessions();
      await note.getByRole('button', { name: /note/i }).click();
      await page.getByRole('alert').getByText('Your session has ended').waitFor();
      await signInBeside('elena');
      expect(await note.locator('textarea').inputValue()).to.equal('Ordered a drum.');
      expect(await Remark.count()).to.equal(0);
      await note.getByRole('button', { name: /note/i }).click();
      await note.waitFor({ state: 'detached' });
      expect(await Remark.count({ where: { authorId: cast.elena.id, text: 'Ordered a drum.' } })).to.equal(1);
    });
  });
});
