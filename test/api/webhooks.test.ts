import { expect } from 'chai';
import { WebhookDelivery } from '../../src/models/webhook-delivery.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildActor, buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { tellWebhooks } from '../support/webhook-jobs.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

interface Row {
  readonly id: number;
  readonly events: readonly string[];
  readonly trouble: string;
}

describe('webhooks by the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let asha: ApiClient;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    asha = await programOf(app.url, cast.asha);
  });

  it('get a secret that is answered once, and tell what they were told', async () => {
    const receiver = await startReceiver(() => ({ status: 500, text: 'not now' }));
    try {
      const hook = { name: 'Chat', url: receiver.url, events: ['complaint.remarked'] };
      const { status, body } = await asha.post<Row>('/webhooks', hook);
      expect(status, JSON.stringify(body)).to.equal(201);
      expect([body.events, body.trouble]).to.deep.equal([hook.events, 'Nobody has its secret yet']);
      const made = await asha.send<{ secret: string }>('put', `/webhooks/${body.id}/secret`);
      expect(made.body.secret).to.match(/^whsec_/);
      expect(JSON.stringify((await asha.get('/webhooks')).body)).not.to.contain('whsec_');
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await addRemark(cast.elena, { id, remark: 'On my way.' });
      await tellWebhooks();
      const told = await asha.get<{ data: Row[] }>(`/webhook-deliveries?webhookId=${body.id}&state=waiting`);
      expect(told.body.data.map((one) => one)).to.have.length(1);
      expect(told.body.data[0]).to.include({ status: 500, answer: 'not now', lastError: 'It answered 500.' });
      const [{ id: delivery } = expect.fail()] = await WebhookDelivery.findAll();
      expect((await asha.post(`/webhook-deliveries/${delivery}/send-again`)).status).to.equal(204);
      expect((await asha.post(`/webhook-deliveries/${delivery}/send-again`)).status).to.equal(409);
      await tellWebhooks();
      expect(receiver.received).to.have.length(2);
    } finally {
      await receiver.close();
    }
  });

  it('are made by no token that may see less than they are told, and say what is wrong with them', async () => {
    const hook = { name: 'Chat', url: 'https://chat.example/', events: ['complaint.noted'] };
    const narrow = await programOf(app.url, cast.asha, [
      'integrations.edit',
      'complaints.view',
      'people.view',
    ]);
    const refused = await narrow.post<{ detail: string }>('/webhooks', hook);
    expect(refused.status).to.equal(403);
    expect(refused.body.detail).to.contain('notes.use');
    // What is assigned to them, they see by another right than all of them.
    await buildGroup('Integrators', ['integrations.edit', 'complaints.work']);
    const integrator = await buildActor({ groups: ['Integrators'] });
    const blind = await programOf(app.url, integrator, ['integrations.edit']);
    const other = { ...hook, events: ['complaint.remarked'] };
    const unseen = await blind.post<{ detail: string }>('/webhooks', other);
    expect([unseen.status, unseen.body.detail.includes('complaints.work')]).to.deep.equal([403, true]);
    expect((await (await programOf(app.url, integrator)).post('/webhooks', other)).status).to.equal(201);
    const wrong = { ...hook, url: 'http://chat.example/', events: ['nothing'] };
    const { status, body } = await asha.post<{ errors: object }>('/webhooks', wrong);
    expect(status).to.equal(422);
    expect(Object.keys(body.errors)).to.have.members(['url', 'events']);
    const elena = await programOf(app.url, cast.elena);
    for (const path of ['/webhooks', '/webhook-deliveries'])
      expect((await elena.get(path)).status).to.equal(403);
  });
});
