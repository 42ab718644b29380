import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { Feedback } from '../../src/models/feedback.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { buildCast } from '../factories/people.ts';
import { arriveAs, useBrowser } from './support/browser.ts';
import { sendBox, writeAndSend } from './support/composer.ts';
import { eventually } from './support/eventually.ts';

/** The smallest picture there is. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('one complaint and three people', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  async function enter(username: string): Promise<Page> {
    const page = await browser.open();
    await arriveAs(page, username);
    return page;
  }

  const steps = (page: Page) => page.getByRole('region', { name: 'What you can do' });
  const step = (page: Page, name: string) => steps(page).getByRole('button', { name, exact: true });
  const expectStatus = (page: Page, status: string) =>
    page.locator('.p-head .tag').getByText(`Status: ${status}`, { exact: true }).waitFor();

  it('go from filing to rating, with a file, a question, a conflict, a note and a reopening', async () => {
    await buildCast();
    const rosa = await enter('rosa');
    await rosa.getByRole('link', { name: 'New complaint' }).first().click();
    await rosa.getByLabel('Title').fill('The microscope camera is dark');
    await rosa.getByLabel('What is it about?').selectOption('Hardware');
    await rosa.getByLabel('Description').fill('Nothing but black since this morning.');
    await rosa
      .getByLabel('Attachments')
      .setInputFiles({ name: 'black.png', mimeType: 'image/png', buffer: PICTURE });
    await rosa.getByRole('button', { name: 'Send' }).click();
    await rosa.waitForURL(/\/complaints\/\d+/);
    const complaint = await Complaint.findOne({ rejectOnEmpty: true });
    const { id } = complaint;
    const page = `/admin/resources/complaints/records/${id}/show`;

    const elena = await enter('elena');
    await elena
      .getByRole('region', { name: 'Nobody has these yet' })
      .getByRole('link', { name: 'microscope' })
      .click();
    await elena.getByRole('heading', { name: 'The microscope camera is dark' }).waitFor();
    const picture = elena.locator('.p-description img');
    await picture.waitFor();
    await eventually(async () =>
      expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).to.equal(1),
    );
    await step(elena, 'Claim').click();
    await expectStatus(elena, 'Assigned');
    await step(elena, 'Start').click();
    await expectStatus(elena, 'In progress');
    await writeAndSend(elena, 'Note', 'The third of this model.');
    await elena.locator('.p-said-note').waitFor();
    await writeAndSend(elena, 'Reply', 'Is its lamp on?', 'Send and ask the reporter');
    await expectStatus(elena, 'Waiting for user');

    await rosa.goto(`/complaints/${id}`);
    await rosa.getByText('Is its lamp on?').waitFor();
    await eventually(async () =>
      expect(await rosa.locator('body').innerText()).not.to.contain('third of this model'),
    );
    await rosa.getByLabel('What do you answer?').fill('No, it is not.');
    await rosa.getByRole('button', { name: 'Send answer' }).click();
    await rosa.getByText('Your words were added.').waitFor();

    // Elena still has the page from before the answer, and Amir changes the urgency meanwhile.
    const amir = await enter('amir');
    await amir.goto(page);
    await step(amir, 'Urgency').click();
    await amir.getByRole('combobox', { name: 'Urgency' }).selectOption('high');
    await amir.getByRole('button', { name: 'Change the urgency' }).click();
    await amir.locator('.p-head').getByText('High').waitFor();
    await writeAndSend(elena, 'Reply', 'New lamp.', 'Send and resolve');
    const alert = elena.getByRole('tabpanel').getByRole('alert');
    await alert.waitFor();
    await eventually(async () =>
      expect(await alert.innerText())
        .to.contain('Amir Amc changed the urgency from medium to high')
        .and.to.contain('Rosa Reporter answered'),
    );
    await elena.getByText('No, it is not.').waitFor();
    await eventually(async () =>
      expect(await elena.getByLabel('Reply to Rosa').inputValue()).to.equal('New lamp.'),
    );
    await sendBox(elena, 'Send and resolve');
    await expectStatus(elena, 'Resolved');

    await rosa.goto(`/complaints/${id}`);
    await rosa.getByText('No, it is not solved').click();
    await rosa.getByLabel('What does not work?').fill('It went dark again.');
    await rosa.getByRole('button', { name: 'Reopen complaint' }).click();
    await rosa.getByText('The complaint is open again.').waitFor();

    await amir.goto(page);
    await expectStatus(amir, 'In progress');
    await amir.getByText('It went dark again.').waitFor();
    await step(amir, 'Assign').click();
    const people = amir.getByRole('combobox', { name: 'Assign to' });
    await people.getByRole('option', { name: 'Emil Engineer (0 open)' }).waitFor({ state: 'attached' });
    await eventually(async () => expect(await people.innerText()).not.to.contain('Elena Engineer'));
    await step(amir, 'Assign').click();

    await elena.goto(page);
    await writeAndSend(elena, 'Reply', 'New lamp and a new fuse.', 'Send and resolve');
    await expectStatus(elena, 'Resolved');

    await rosa.goto(`/complaints/${id}`);
    await rosa.locator('label').filter({ hasText: '4 of 5 stars' }).click();
    await rosa.getByLabel('Comment').fill('Bright as day.');
    await rosa.getByRole('button', { name: 'Yes, it is solved' }).click();
    await rosa.getByText('Thank you. The complaint is closed.').waitFor();

    await amir.goto(page);
    await expectStatus(amir, 'Closed');
    await amir.getByRole('img', { name: '4 of 5 stars' }).waitFor();
    await amir.getByText('Bright as day.').waitFor();
    for (const words of ['New lamp.', 'It went dark again.', 'New lamp and a new fuse.', 'Note'])
      await eventually(async () => expect(await amir.locator('.p-thread').innerText()).to.contain(words));
    await eventually(async () => expect(await Feedback.findAll()).to.have.length(1));
    await complaint.reload();
    expect(complaint).to.include({ reopenCount: 1, urgency: 'high' });
    // Filed, claimed, started, asked, answered, resolved, reopened, resolved, closed: each once.
    await eventually(async () =>
      expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(9),
    );
  });
});
