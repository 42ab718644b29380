import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { asHistory } from '../../../src/journal/followers.ts';
import { Group } from '../../../src/models/group.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { GroupPermission } from '../../../src/models/group-permission.ts';
import { Job } from '../../../src/models/job.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Notification } from '../../../src/models/notification.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { WebhookDelivery } from '../../../src/models/webhook-delivery.ts';
import { WebhookFailure } from '../../../src/models/webhook-failure.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { linkComplaints, unlinkComplaints } from '../../../src/use-cases/complaints/steps/link-complaints.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { webhookDeliveryList } from '../../../src/use-cases/webhooks/list-webhook-deliveries.ts';
import { makeWebhookSecret } from '../../../src/use-cases/webhooks/make-webhook-secret.ts';
import { sendWebhookAgain } from '../../../src/use-cases/webhooks/send-webhook-again.ts';
import { pauseAfterTelling } from '../../../src/use-cases/webhooks/sending/pauses.ts';
import { tendDeliveries } from '../../../src/use-cases/webhooks/tend-deliveries.ts';
import { updateWebhook } from '../../../src/use-cases/webhooks/update-webhook.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { announceAll } from '../../support/mail-jobs.ts';
import { refusal } from '../../support/refusal.ts';
import { tellWebhooks } from '../../support/webhook-jobs.ts';
import { startReceiver, type Manner, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const HOUR_MS = 3_600_000;
const EVENTS = ['complaint.remarked', 'complaint.noted', 'user.updated'];

/** A message as a receiver reads it. */
interface Told {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whether a message was signed with this secret, as a receiver finds out. */
function isSigned({ headers, body }: WebhookReceiver['received'][number], secret: string): boolean {
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const own = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(own);
}

describe('what webhooks are told', function suite() {
  this.timeout(60_000);
  let cast: Cast;
  let receiver: WebhookReceiver | undefined;
  let complaintId = 0;

  beforeEach(async () => {
    cast = await buildCast();
    ({ id: complaintId } = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
    }));
  });
  afterEach(async () => {
    await receiver?.close();
    receiver = undefined;
  });

  async function hook(manner?: Manner, owner: Person = cast.asha, events: readonly string[] = EVENTS) {
    receiver = await startReceiver(manner);
    return createWebhook(owner, { name: 'Chat', url: receiver.url, events });
  }

  const reply = (remark = 'I am on my way.') => addRemark(cast.elena, { id: complaintId, remark });
  const rows = () => WebhookDelivery.findAll({ order: ['id'] });
  const states = async () => (await rows()).map(({ state }) => state);
  const messages = () => receiver?.received ?? [];
  const bodies = () => messages().map(({ body }) => JSON.parse(body) as Told);
  const later = <T>(ms: number, work: () => Promise<T>) => asOf(new Date(Date.now() + ms), work);

  it('is written with the event, told by a job, signed, and kept with the answer', async () => {
    const { secret } = await hook(() => ({ status: 200, text: 'thanks' }));
    await reply();
    expect(await states()).to.deep.equal(['waiting']);
    expect(await tellWebhooks()).to.equal(1);
    const [message = expect.fail()] = messages();
    expect(isSigned(message, secret)).to.equal(true);
    expect(isSigned(message, secret.replace(/.{4}$/, 'AAA='))).to.equal(false);
    expect(Number(message.headers['webhook-timestamp'])).to.be.closeTo(Date.now() / 1000, 60);
    expect(message.headers).to.include({ 'content-type': 'application/json' });
    const [{ type, timestamp, data }] = bodies() as [Told];
    expect([type, data.text]).to.deep.equal(['complaint.remarked', 'I am on my way.']);
    expect(data.event).to.deep.include({ actor: { id: cast.elena.id, name: 'Elena Engineer' } });
    expect(data.complaint).to.deep.include({
      id: complaintId,
      reporter: { id: cast.rosa.id, name: 'Rosa Reporter' },
      url: `https://it.alphalab.example/complaints/${complaintId}`,
    });
    const event = await JournalEvent.findOne({ where: { name: type }, rejectOnEmpty: true });
    expect(timestamp).to.equal(event.createdAt.toISOString());
    expect((await rows())[0]).to.include({ state: 'done', status: 200, answer: 'thanks', attempts: 1 });
    expect((await rows())[0]?.messageId).to.equal(message.headers['webhook-id']);
    expect(await tellWebhooks(), 'once').to.equal(0);
  });

  it('is nothing of what was rolled back, of a history, of other events, or for one that is switched off', async () => {
    const { webhook } = await hook();
    const rolledBack = inTransaction(async () => {
      await reply();
      throw new Error('no');
    });
    await rolledBack.catch(() => undefined);
    await asHistory(() => reply());
    await updateUser(operator, cast.sam.id, { isActive: false });
    await updateWebhook(cast.asha, webhook.id, { events: ['complaint.filed'] });
    await reply();
    await updateWebhook(cast.asha, webhook.id, { events: EVENTS, isActive: false });
    await reply();
    expect((await rows()).map(({ eventName }) => eventName)).to.deep.equal(['user.updated']);
    await tellWebhooks();
    expect(await states()).to.deep.equal(['dropped']);
    expect(messages()).to.have.length(0);
  });

  it('is tried again with the same number and a new moment, and taken at last', async () => {
    await hook((before) => (before < 2 ? { status: 500, text: 'not now' } : undefined));
    await reply();
    expect(await tellWebhooks()).to.equal(0);
    const [waiting = expect.fail()] = await rows();
    expect(waiting).to.include({ state: 'waiting', status: 500, answer: 'not now', attempts: 1 });
    expect(waiting.lastError).to.equal('It answered 500.');
    expect(await tellWebhooks(), 'not before its time').to.equal(0);
    expect(await WebhookFailure.count()).to.equal(1);
    expect(await later(10_000, tellWebhooks)).to.equal(0);
    expect(await later(HOUR_MS, tellWebhooks)).to.equal(1);
    const ids = new Set(messages().map(({ headers }) => headers['webhook-id']));
    const moments = new Set(messages().map(({ headers }) => headers['webhook-timestamp']));
    expect([messages().length, ids.size, moments.size]).to.deep.equal([3, 1, 3]);
    expect(await states()).to.deep.equal(['done']);
    expect(await WebhookFailure.count()).to.equal(0);
  });

  it('is given up after ten attempts in about 75 hours', () => {
    const pauses = Array.from({ length: 9 }, (_, index) => pauseAfterTelling(index + 1, 0.5) ?? 0);
    expect(pauses[0]).to.equal(5000);
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / HOUR_MS;
    expect(hours).to.be.within(75, 76);
    expect(pauseAfterTelling(10)).to.equal(undefined);
    expect(pauseAfterTelling(1, 0)).to.be.lessThan(pauseAfterTelling(1, 1) ?? 0);
  });

  it('is dead after the last attempt, and told once more where somebody wants that', async () => {
    let isUp = false;
    await hook(() => (isUp ? undefined : { status: 503 }));
    await reply();
    for (let hour = 0; hour <= 90; hour += 1) await later(hour * HOUR_MS, tellWebhooks);
    expect(await states()).to.deep.equal(['dead']);
    expect(messages()).to.have.length(10);
    isUp = true;
    const [{ id } = expect.fail()] = await rows();
    expect((await refusal(sendWebhookAgain(cast.amir, id))).status).to.equal(403);
    await sendWebhookAgain(cast.asha, id);
    expect((await refusal(sendWebhookAgain(cast.asha, id))).status).to.equal(409);
    expect(await tellWebhooks()).to.equal(1);
    expect(new Set(messages().map(({ headers }) => headers['webhook-id'])).size).to.equal(1);
    // What was taken can be told once more as well.
    await sendWebhookAgain(cast.asha, id);
    expect(await tellWebhooks()).to.equal(1);
    expect(await JournalEvent.count({ where: { name: 'webhook.resent' } })).to.equal(2);
  });

  it('ends with 410, and those who look after webhooks hear of it', async () => {
    const { webhook } = await hook(() => ({ status: 410 }));
    await reply();
    await reply('A second one.');
    await tellWebhooks();
    expect(messages()).to.have.length(1);
    expect(await states()).to.deep.equal(['dead', 'dropped']);
    const row = await Webhook.findByPk(webhook.id, { rejectOnEmpty: true });
    expect(row).to.include({ isActive: false, offBecause: 'The receiver wants no more (410).' });
    await announceAll();
    const told = await Notification.findAll({ where: { kind: 'portal.webhook' }, order: ['channel'] });
    expect(told.map(({ channel, recipientId }) => [channel, recipientId])).to.deep.equal([
      ['mail', cast.asha.id],
      ['portal', cast.asha.id],
    ]);
    expect(JSON.parse(told[0]?.details ?? '')).to.include({
      says: 'The webhook “Chat” is switched off: The receiver wants no more (410)',
    });
    await reply();
    expect(await WebhookDelivery.count()).to.equal(2);
    await updateWebhook(cast.asha, webhook.id, { isActive: true });
    await reply();
    expect(await WebhookDelivery.count()).to.equal(3);
  });

  it('ends after five days of failing, and not before', async () => {
    const { webhook } = await hook(() => ({ status: 500 }));
    await reply();
    await tellWebhooks();
    const isActive = async () => (await Webhook.findByPk(webhook.id, { rejectOnEmpty: true })).isActive;
    await later(119 * HOUR_MS, tellWebhooks);
    expect(await isActive()).to.equal(true);
    await later(121 * HOUR_MS, async () => {
      await reply();
      await tellWebhooks();
    });
    await later(125 * HOUR_MS, tellWebhooks);
    expect(await isActive()).to.equal(false);
    expect(await JournalEvent.count({ where: { name: 'webhook.disabled' } })).to.equal(1);
  });

  it('is not told by a receiver that takes long to each one behind it', async () => {
    await hook(() => ({ status: 500 }));
    for (let n = 0; n < 5; n += 1) await reply(`Reply ${n}.`);
    await tellWebhooks();
    expect(messages(), 'the others wait').to.have.length(1);
    expect(await states()).to.deep.equal(['waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    await later(120_000, tellWebhooks);
    expect(messages().length).to.be.greaterThan(1);
  });

  it('is nothing of what timelines show to those alone who read notes, unless its owner does', async () => {
    const other = await buildComplaint({ reporter: cast.rosa });
    await hook(undefined, cast.asha, ['complaint.linked', 'complaint.unlinked']);
    const rings = async () => {
      await linkComplaints(cast.elena, { id: complaintId, otherId: other.id });
      await unlinkComplaints(cast.elena, { id: complaintId, otherId: other.id });
      await tellWebhooks();
      return messages().length;
    };
    expect(await rings()).to.equal(4);
    const group = await Group.findOne({ where: { name: GROUP.admin }, rejectOnEmpty: true });
    const where = { groupId: group.id, permission: 'notes.use' };
    await byHand(() => GroupPermission.destroy({ where }));
    expect(await rings()).to.equal(4);
  });

  it('is what the owner of the webhook may see at that moment', async () => {
    const { webhook } = await hook();
    await addNote(cast.elena, { id: complaintId, remark: 'She drops it.' });
    await tellWebhooks();
    expect(bodies().map(({ type, data }) => [type, data.text])).to.deep.equal([
      ['complaint.noted', 'She drops it.'],
    ]);
    const group = await Group.findOne({ where: { name: GROUP.admin }, rejectOnEmpty: true });
    const without = (permission: string) =>
      byHand(() => GroupPermission.destroy({ where: { groupId: group.id, permission } }));
    await addNote(cast.elena, { id: complaintId, remark: 'Again.' });
    await without('notes.use');
    await tellWebhooks();
    await updateUser(operator, cast.sam.id, { firstName: 'Samuel' });
    await without('people.view');
    await tellWebhooks();
    await reply();
    await without('complaints.view');
    await tellWebhooks();
    await reply();
    await without('integrations.edit');
    await tellWebhooks();
    await reply();
    // Somebody has to be left who may do all.
    await buildActor({ isSuperuser: true });
    await updateUser(operator, cast.asha.id, { isActive: false });
    await tellWebhooks();
    expect(messages()).to.have.length(1);
    expect((await rows()).slice(1).map(({ state, lastError }) => [state, lastError])).to.deep.equal([
      ['dropped', 'Its owner may not see this.'],
      ['dropped', 'Its owner may not see this.'],
      ['dropped', 'Its owner may not see this.'],
      ['dropped', 'Its owner may not have webhooks any more.'],
      ['dropped', 'Its owner may not sign in any more.'],
      ['dropped', 'Its owner may not sign in any more.'],
    ]);
    expect(webhook.id).to.equal((await rows())[0]?.webhookId);
  });

  it('stays below 20 KB whatever was said', async () => {
    await hook();
    await reply('€'.repeat(9_900));
    await tellWebhooks();
    const [{ body } = expect.fail()] = messages();
    expect(Buffer.byteLength(body)).to.be.within(1000, 20_000);
    expect((JSON.parse(body) as { data: { text: string } }).data.text).to.match(/^€+…$/);
  });

  it('is signed with the former secret as well for a day', async () => {
    const { webhook, secret } = await hook();
    const { secret: next } = await makeWebhookSecret(cast.asha, webhook.id);
    await reply();
    await tellWebhooks();
    await later(25 * HOUR_MS, async () => {
      await reply();
      await tellWebhooks();
    });
    const signed = messages().map((message) => [isSigned(message, secret), isSigned(message, next)]);
    expect(signed).to.deep.equal([
      [true, true],
      [false, true],
    ]);
  });

  it('is told once by several workers, and again by another only where one is gone', async () => {
    await hook();
    await reply();
    await Promise.all([tellWebhooks(), tellWebhooks(), tellWebhooks()]);
    expect(messages()).to.have.length(1);
    await reply('Second.');
    const [, second = expect.fail()] = await rows();
    // As a process leaves it that dies in the midst.
    const leftAt = new Date(Date.now() + 60_000);
    await second.update({ state: 'sending', attempts: 1, nextAttemptAt: leftAt });
    expect(await tellWebhooks()).to.equal(0);
    expect(await later(61_000, tellWebhooks)).to.equal(1);
    await reply('Third.');
    await Job.destroy({ where: {} });
    expect(await later(20 * 60_000, () => tendDeliveries())).to.equal(1);
    expect(await later(20 * 60_000, tellWebhooks)).to.equal(1);
    expect(await states()).to.deep.equal(['done', 'done', 'done']);
    expect(await later(31 * 24 * HOUR_MS, () => tendDeliveries())).to.equal(3);
    expect(await rows()).to.have.length(0);
  });

  it('shows an answer to the owner alone, as it may hold what they alone may see', async () => {
    await updateUser(operator, cast.amir.id, { isSuperuser: true });
    await hook((before) => ({ status: 200, text: `echo ${before}` }));
    await reply();
    await tellWebhooks();
    const answers = async (reader: Person) =>
      (await listRows(webhookDeliveryList, reader, {}, 'UTC')).rows.map(({ answer }) => answer);
    expect(await answers(cast.asha)).to.deep.equal(['echo 0']);
    const amir = (await loadActor(cast.amir.id))?.actor ?? expect.fail();
    expect(await answers(amir)).to.deep.equal(['Only the owner of the webhook reads it.']);
  });
});
