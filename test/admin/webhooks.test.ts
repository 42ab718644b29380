import { expect } from 'chai';
import { Webhook } from '../../src/models/webhook.ts';
import { WebhookDelivery } from '../../src/models/webhook-delivery.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { useTestSecrets } from '../support/database.ts';
import { useWebhookRules } from '../../src/webhooks/rules.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';
import { tellWebhooks } from '../support/webhook-jobs.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const HOOK = {
  name: 'Chat',
  url: 'https://chat.example/hooks',
  events: 'complaint.remarked',
  isActive: 'true',
};

describe('webhooks in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;
  after(useTestSecrets);
  beforeEach(async () => {
    useTestSecrets();
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  it('are added and changed by form, and show their secret to whoever makes one, this once', async () => {
    const { notice, record } = await asha.create('webhooks', HOOK);
    expect(notice?.message).to.contain('was created').and.to.contain('New secret');
    const id = Number(record.params.id);
    const made = await asha.act('webhooks', id, 'makeSecret');
    const { secret } = JSON.parse(made.text) as { secret: string };
    expect(secret).to.match(/^whsec_/);
    const shown = await asha.show('webhooks', id);
    expect(shown.record.params).to.include({ name: 'Chat', tells: 'Reply written', trouble: '' });
    for (const { text } of [shown, await asha.list('webhooks')])
      expect(text).not.to.match(/whsec_|formerSecret|"secret"/);
    const edited = await asha.act('webhooks', id, 'edit', {
      ...HOOK,
      events: 'complaint.filed,user.created',
    });
    expect(edited.notice?.message, edited.text).to.equal('The webhook was saved.');
    expect(await Webhook.findByPk(id)).to.include({ events: 'complaint.filed,user.created', version: 2 });
  });

  it('say at the field what is wrong with it', async () => {
    useWebhookRules({ allowsPrivate: false });
    const bad = { url: 'https://10.0.0.1/', events: '', name: '' };
    for (const [field, value] of Object.entries(bad)) {
      const refused = await asha.create('webhooks', { ...HOOK, [field]: value });
      expect(Object.keys(refused.record.errors), refused.text).to.deep.equal([field]);
    }
    expect(await Webhook.count()).to.equal(0);
  });

  it('have a page of what they were told, with the answer and the way to tell it again', async () => {
    const receiver = await startReceiver(() => ({ status: 500, text: 'not now' }));
    try {
      const { record } = await asha.create('webhooks', { ...HOOK, url: receiver.url });
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await addRemark(cast.elena, { id, remark: 'On my way.' });
      await tellWebhooks();
      const listed = await asha.list('webhook_deliveries', { 'filters.webhookId': String(record.params.id) });
      expect(valuesOf(listed, 'state')).to.deep.equal(['waiting']);
      expect(listed.records[0]?.params).to.include({ status: 500, answer: 'not now' });
      const [delivery = expect.fail()] = await WebhookDelivery.findAll();
      const again = await asha.act('webhook_deliveries', delivery.id, 'sendAgain');
      expect(again.notice?.type, again.text).to.equal('success');
      await tellWebhooks();
      expect(receiver.received).to.have.length(2);
      const { record: row } = await asha.show('webhooks', Number(record.params.id));
      expect(row.params.trouble).to.equal('Nobody has its secret yet');
    } finally {
      await receiver.close();
    }
  });

  it('are nothing that others may see, make or act on', async () => {
    const { record } = await asha.create('webhooks', HOOK);
    const id = Number(record.params.id);
    for (const name of ['amir', 'elena']) {
      const other = await panel.as(name);
      expect((await other.create('webhooks', HOOK)).status).to.equal(403);
      expect((await other.show('webhooks', id)).status).to.be.oneOf([403, 404]);
      for (const action of ['edit', 'makeSecret', 'delete'])
        expect((await other.act('webhooks', id, action, HOOK)).status, action).to.be.oneOf([403, 404]);
    }
    expect(await Webhook.findByPk(id)).to.include({ version: 0, secretShownAt: null });
  });
});
