import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { decryptSecret, encryptSecret, useStoredSecrets } from '../../../src/database/stored-secret.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { WebhookDelivery } from '../../../src/models/webhook-delivery.ts';
import { WebhookFailure } from '../../../src/models/webhook-failure.ts';
import { operator } from '../../../src/policies/actor.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { deleteWebhooks } from '../../../src/use-cases/webhooks/delete-webhooks.ts';
import { webhookDeliveryList } from '../../../src/use-cases/webhooks/list-webhook-deliveries.ts';
import { webhookList } from '../../../src/use-cases/webhooks/list-webhooks.ts';
import { makeWebhookSecret } from '../../../src/use-cases/webhooks/make-webhook-secret.ts';
import { updateWebhook } from '../../../src/use-cases/webhooks/update-webhook.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { useTestSecrets } from '../../support/database.ts';
import { refusal } from '../../support/refusal.ts';

const HOOK = {
  name: 'Chat',
  url: 'https://chat.example/hooks/1',
  events: ['complaint.resolved', 'complaint.filed'],
};

describe('webhooks', () => {
  let cast: Cast;
  after(useTestSecrets);
  beforeEach(async () => {
    cast = await buildCast();
  });

  const stored = (id: number) => Webhook.findByPk(id, { rejectOnEmpty: true });

  it('are added by those who connect the portal with others, as theirs, with a secret that is stored encrypted', async () => {
    const { webhook, secret } = await createWebhook(cast.asha, HOOK);
    const row = await stored(webhook.id);
    expect(row).to.include({
      ...HOOK,
      events: 'complaint.filed,complaint.resolved',
      ownerId: cast.asha.id,
      isActive: true,
    });
    expect(row.secret).not.to.contain(secret.slice(6));
    expect(decryptSecret(row.secret, 'webhook')).to.equal(secret);
    const [event] = await JournalEvent.findAll({ where: { name: 'webhook.created' } });
    expect(event?.actorId).to.equal(cast.asha.id);
    expect(event?.details).not.to.contain('ecret');
    for (const other of [cast.amir, cast.elena, cast.rosa])
      expect((await refusal(createWebhook(other, HOOK))).status).to.equal(403);
    expect((await refusal(createWebhook(operator, HOOK))).status).to.equal(403);
  });

  it('take names of events as a list or with commas between them, each once', async () => {
    const events = ' complaint.filed ,complaint.filed,user.created,';
    const { webhook } = await createWebhook(cast.asha, { ...HOOK, events });
    expect(webhook.events).to.equal('complaint.filed,user.created');
  });

  const bad: [field: string, input: object][] = [
    ['name', { name: ' ' }],
    ['name', { name: undefined }],
    ['name', { name: 'x'.repeat(101) }],
    ['url', { url: '' }],
    ['url', { url: 'chat.example' }],
    ['url', { url: 'http://chat.example/' }],
    ['url', { url: `https://chat.example/${'x'.repeat(2000)}` }],
    ['url', { url: 7 }],
    ['events', { events: [] }],
    ['events', { events: ' , ' }],
    ['events', { events: ['complaint.filed', 'session.opened'] }],
    ['events', { events: ['complaint.filed', '__proto__'] }],
    ['events', { events: 'everything' }],
    ['isActive', { isActive: 'yes' }],
    ['base', { ownerId: 1 }],
    ['base', { secret: 'whsec_mine' }],
  ];
  for (const [field, input] of bad) {
    it(`refuse ${JSON.stringify(input).slice(0, 60)}`, async () => {
      const { webhook } = await createWebhook(cast.asha, HOOK);
      for (const work of [
        createWebhook(cast.asha, { ...HOOK, ...input }),
        updateWebhook(cast.asha, webhook.id, { name: 'Other', ...input }),
      ]) {
        // What is not given is not changed.
        if (Object.values(input)[0] === undefined && (await Webhook.count()) === 1) break;
        const error = await refusal(work);
        expect([error.status, Object.keys(error.fields)]).to.deep.equal([422, [field]]);
      }
      expect(await stored(webhook.id)).to.include({ name: 'Chat', url: HOOK.url });
    });
  }

  it('become those of whoever changes where they lead, what they tell or whether they do', async () => {
    const boss = await buildActor({ isSuperuser: true });
    const { webhook } = await createWebhook(boss, HOOK);
    await updateWebhook(cast.asha, webhook.id, { name: 'Chat of IT' });
    expect(await stored(webhook.id)).to.include({ name: 'Chat of IT', ownerId: boss.id, version: 1 });
    for (const change of [
      { url: 'https://elsewhere.example/' },
      { events: ['complaint.noted'] },
      { isActive: false },
    ]) {
      await Webhook.update({ ownerId: boss.id, offBecause: 'x' }, { where: { id: webhook.id } });
      await WebhookFailure.upsert({ webhookId: webhook.id, since: new Date(), reason: 'x' });
      await updateWebhook(cast.asha, webhook.id, change);
      expect((await stored(webhook.id)).ownerId, JSON.stringify(change)).to.equal(cast.asha.id);
      expect(await WebhookFailure.count()).to.equal(0);
    }
    expect((await stored(webhook.id)).offBecause).to.equal('x');
    await updateWebhook(cast.asha, webhook.id, { isActive: true });
    expect(await stored(webhook.id)).to.include({ isActive: true, offBecause: '' });
    expect((await refusal(updateWebhook(cast.amir, webhook.id, { name: 'Mine' }))).status).to.equal(403);
    expect((await refusal(updateWebhook(cast.asha, 99_999, { name: 'Mine' }))).status).to.equal(404);
    expect((await refusal(updateWebhook(cast.asha, webhook.id, { name: 'Late' }, 0))).status).to.equal(409);
  });

  it('cannot be made to tell a token of narrow scopes what its person may see', async () => {
    const { webhook } = await createWebhook(cast.asha, HOOK);
    for (const right of ['complaints.view', 'notes.use', 'people.view'] as const) {
      const permissions = new Set([...cast.asha.permissions].filter((one) => one !== right));
      const narrow = { ...cast.asha, permissions };
      for (const work of [
        createWebhook(narrow, HOOK),
        updateWebhook(narrow, webhook.id, { url: 'https://elsewhere.example/' }),
      ])
        expect(await refusal(work)).to.include({ status: 403 });
    }
    expect(await Webhook.count()).to.equal(1);
    expect((await stored(webhook.id)).url).to.equal(HOOK.url);
  });

  it('get another secret, and sign with the former one for a day where somebody has it', async () => {
    const { webhook } = await createWebhook(cast.asha, HOOK, false);
    expect((await stored(webhook.id)).secretShownAt).to.equal(null);
    const first = await makeWebhookSecret(cast.asha, webhook.id);
    expect((await stored(webhook.id)).formerSecret, 'nobody ever saw it').to.equal(null);
    const second = await makeWebhookSecret(cast.asha, webhook.id);
    const row = await stored(webhook.id);
    expect(decryptSecret(row.secret, 'webhook')).to.equal(second.secret);
    expect(decryptSecret(row.formerSecret ?? '', 'webhook')).to.equal(first.secret);
    expect(Number(row.formerUntil)).to.be.closeTo(Date.now() + 86_400_000, 60_000);
    expect(await JournalEvent.count({ where: { name: 'webhook.secret_made' } })).to.equal(2);
    expect((await refusal(makeWebhookSecret(cast.amir, webhook.id))).status).to.equal(403);
  });

  it('are listed without secrets, and deleted with what they were told', async () => {
    const { webhook } = await createWebhook(cast.asha, HOOK);
    await asOf(new Date(), async () => undefined);
    const { rows } = await listRows(webhookList, cast.asha, {}, 'UTC');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ name: 'Chat', trouble: '', tells: 'Complaint filed\nComplaint resolved' });
    expect(JSON.stringify(rows)).not.to.match(/"secret"|formerSecret/);
    for (const list of [webhookList, webhookDeliveryList])
      expect((await refusal(listRows(list, cast.amir, {}, 'UTC'))).status).to.equal(403);
    expect((await refusal(deleteWebhooks(cast.amir, [webhook.id]))).status).to.be.oneOf([403, 404]);
    await deleteWebhooks(cast.asha, [webhook.id]);
    expect(await Webhook.count()).to.equal(0);
  });

  it('have secrets that are of no use with another key, for another purpose or changed', () => {
    const sealed = encryptSecret('whsec_x', 'webhook');
    expect(encryptSecret('whsec_x', 'webhook')).not.to.equal(sealed);
    expect(() => decryptSecret(sealed, 'another')).to.throw('SECRET_KEY');
    const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect(() => decryptSecret(changed, 'webhook')).to.throw('SECRET_KEY');
    expect(() => decryptSecret('', 'webhook')).to.throw('SECRET_KEY');
    useStoredSecrets('quite another key, which is long enough');
    expect(() => decryptSecret(sealed, 'webhook')).to.throw('SECRET_KEY');
  });

  it('keep nobody from filing who does so while one is deleted', async () => {
    const { webhook } = await createWebhook(cast.asha, HOOK);
    const typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
    const beside = AsyncResource.bind(() =>
      postComplaint(cast.rosa, { title: 'No paper', description: 'It is empty.', typeId }),
    );
    let filing: Promise<unknown> | undefined;
    await inTransaction(async () => {
      await deleteWebhooks(cast.asha, [webhook.id]);
      filing = beside();
      await delay(300);
    });
    await filing;
    expect(await Complaint.count()).to.equal(1);
    expect(await WebhookDelivery.count()).to.equal(0);
  });
});
