import { expect } from 'chai';
import { Webhook } from '../../src/models/webhook.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { tellWebhooks } from '../support/webhook-jobs.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('webhooks at the screen', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`are added, get a secret and show what they told at ${width} pixels, ${colorScheme}`, async () => {
      const receiver = await startReceiver(() => ({ status: 500, text: 'not now' }));
      try {
        const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
        await signInAs(page, 'asha');
        await page.goto('/admin/resources/webhooks/actions/new');
        await page.getByLabel('Name').fill('Chat of IT');
        await page.getByLabel('Address').fill(receiver.url);
        await page.getByLabel('Reply written').check();
        await page.getByLabel('Complaint filed').check();
        await page.getByLabel('Complaint filed').uncheck();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByText('Nobody has its secret yet').first().waitFor();
        const [webhook = expect.fail()] = await Webhook.findAll();
        expect(webhook.events).to.equal('complaint.remarked');

        await page.goto(`/admin/resources/webhooks/records/${webhook.id}/makeSecret`);
        await page.getByRole('button', { name: 'Make a new secret' }).click();
        const secret = page.getByLabel('The secret');
        await secret.waitFor();
        await page.waitForFunction(() => document.activeElement?.id === 'secret');
        await eventually(async () => expect(await secret.inputValue()).to.match(/^whsec_/));
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
        await page.getByRole('link', { name: 'Back' }).click();
        await page.getByRole('heading', { name: 'Chat of IT' }).waitFor();
        await expectAccessible(page);

        const { id } = await buildComplaint({
          reporter: cast.rosa,
          assignee: cast.elena,
          status: 'in_progress',
        });
        await addRemark(cast.elena, { id, remark: 'On my way.' });
        await tellWebhooks();
        await page.goto('/admin/resources/webhook_deliveries');
        await page.getByRole('link', { name: 'Reply written' }).click();
        await page.getByText('not now').waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      } finally {
        await receiver.close();
      }
    });
  }
});
