import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
import { Session } from '../../src/models/session.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** Bytes a second of a line on which three megabytes leave time to look. */
const SLOW = 150_000;

describe('a form of the portal on its way', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();
  let cast: Cast;
  let page: Page;

  /** A question that is refused, since nobody is signed in or it is somebody else, is noted as an error by browsers. */
  const REFUSED = /status of (401|409)|ERR_INTERNET_DISCONNECTED/;

  const dialog = () => page.getByRole('dialog', { name: 'Sign in again' });
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());

  async function signInOver(username: string): Promise<void> {
    await dialog().getByLabel('Username').fill(username);
    await dialog().getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
  }

  async function open(path: string, [look] = LOOKS): Promise<void> {
    page = await browser.open(
      look === undefined
        ? {}
        : { colorScheme: look.colorScheme, viewport: { width: look.width, height: 800 } },
      REFUSED,
    );
    await signInAs(page, 'rosa');
    await page.goto(path);
  }

  beforeEach(async () => {
    cast = await buildCast();
  });

  it('waits for its sender where their session has ended, and for nobody else, and goes once', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await open(`/complaints/${id}`, LOOKS.slice(1));
    const box = page.locator('#answer');
    const reply = box.getByRole('textbox');
    await reply.fill('It blinks again.');
    const report = { name: 'report.txt', mimeType: 'text/plain', buffer: Buffer.from('the report') };
    await box.locator('input[type=file]').setInputFiles(report);
    await Session.destroy({ where: {} });
    const button = box.locator('button[type=submit]');
    const name = await button.innerText();
    await button.dblclick();
    await dialog().getByText('Sign in as Rosa Reporter').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('username'),
    );
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await signInOver('sam');
    await dialog().getByText('This page was opened as Rosa Reporter, and you are Sam Stranger.').waitFor();
    await eventually(async () => expect(await Session.count()).to.equal(0));
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await eventually(async () =>
      expect([await reply.inputValue(), await focused()]).to.deep.equal(['It blinks again.', name]),
    );
    await box.getByText('report.txt').waitFor();
    await eventually(async () =>
      expect(await Remark.count({ where: { text: 'It blinks again.' } })).to.equal(0),
    );
    await button.click();
    await signInOver('rosa');
    await page.waitForURL(/done=/);
    await eventually(async () =>
      expect(await Remark.count({ where: { text: 'It blinks again.', authorId: cast.rosa.id } })).to.equal(1),
    );
    await eventually(async () =>
      expect((await Attachment.findAll()).map(({ originalName }) => originalName)).to.deep.equal([
        'report.txt',
      ]),
    );
  });

  it('waits without files, too', async () => {
    await open('/profile');
    await page.getByLabel('Phone').fill('555 0199');
    await Session.destroy({ where: {} });
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('button', { name: 'Not now' }).click();
    await eventually(async () => expect(await page.getByLabel('Phone').inputValue()).to.equal('555 0199'));
    await page.getByRole('button', { name: 'Save' }).click();
    await signInOver('rosa');
    await page.waitForURL(/saved=1/);
    await eventually(async () =>
      expect(await UserProfile.count({ where: { userId: cast.rosa.id, phoneNumber: '555 0199' } })).to.equal(
        1,
      ),
    );
  });

  it('says how far its files are, can be stopped, and comes back with them where it is refused', async () => {
    await open('/complaints/new');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    const log = {
      name: 'printer.log',
      mimeType: 'text/plain',
      buffer: Buffer.from('jam\n'.repeat(750_000)),
    };
    await page.locator('input[type=file]').setInputFiles(log);
    const line = await page.context().newCDPSession(page);
    const all = { offline: false, latency: 0, downloadThroughput: -1 };
    const goAt = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', { ...all, uploadThroughput });
    const sendHalf = async () => {
      await goAt(SLOW);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('button', { name: /^Sending [1-9]\d? %$/ }).waitFor();
    };
    await line.send('Network.enable');
    await sendHalf();
    await eventually(async () =>
      expect(await page.getByRole('progressbar', { name: 'Sending' }).getAttribute('max')).to.equal('1'),
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stop sending' }).press('Enter');
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await eventually(async () => expect(await focused()).to.equal('Send'));
    await eventually(async () =>
      expect(await page.getByLabel('Description').inputValue()).to.equal('It blinks red.'),
    );
    await sendHalf();
    await page.getByRole('button', { name: 'Remove printer.log' }).click();
    await goAt(-1);
    await page.locator('#errors').waitFor();
    await eventually(async () =>
      expect(await page.getByText('Already here').count(), 'what was left out meanwhile').to.equal(0),
    );
    await page.locator('input[type=file]').setInputFiles(log);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Already here').waitFor();
    await page.getByLabel('Title').fill('Printer blinks');
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await page.waitForURL(/\/complaints\/\d+/);
    await page.getByText('Filed as #').waitFor();
    await eventually(async () => expect(await Complaint.count()).to.equal(1));
    const files = await Attachment.findAll();
    expect(files.map(({ originalName }) => originalName)).to.deep.equal(['printer.log']);
  });

  it('goes as it is where the portal cannot say, and stays where it cannot be reached', async () => {
    await open('/complaints/new');
    await page.getByLabel('Title').fill('Printer blinks');
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('The portal could not be reached').waitFor();
    await page.context().setOffline(false);
    await page.route('**/sending', (route) => route.fulfill({ status: 409, body: 'no JSON' }));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+/);
    await page.getByText('Filed as #').waitFor();
    await eventually(async () => expect(await Complaint.count()).to.equal(1));
  });
});
