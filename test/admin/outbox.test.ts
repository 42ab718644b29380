import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { Job } from '../../src/models/job.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { MailRefusal } from '../../src/models/mail-refusal.ts';
import { Notification, type NotificationState } from '../../src/models/notification.ts';
import { ReceivedMail } from '../../src/models/received-mail.ts';
import { User } from '../../src/models/user.ts';
import { DELIVERING } from '../../src/use-cases/notifications/notify.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildNotification } from '../factories/notifications.ts';
import { buildActor, buildCast, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { deliverDue } from '../support/mail-jobs.ts';
import { receive } from '../support/mail-texts.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

describe('the outbox in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  const build = (state: NotificationState, row: Partial<Notification['_creationAttributes']> = {}) =>
    buildNotification({
      state,
      ...(state === 'dead' ? { lastError: '550 No such user', attempts: 3, nextAttemptAt: null } : {}),
      ...row,
    });

  it('shows mails alone: to whom, what became of them and why, and nothing of what they say', async () => {
    const dead = await build('dead', {
      recipientId: cast.rosa.id,
      kind: 'own.reply',
      details: '{"by":"Elena"}',
    });
    await build('sent');
    await build('sent', { channel: 'portal', kind: 'own.reply', recipientId: cast.rosa.id });
    const listed = await asha.list('notifications');
    expect(valuesOf(listed, 'state'), listed.text).to.deep.equal(['sent', 'dead']);
    expect(valuesOf(listed, 'recipient')).to.deep.equal(['ops@alphalab.example', cast.rosa.name]);
    const { record } = await asha.show('notifications', dead.id);
    expect(record.title).to.equal(`Somebody replied · Your complaints (${dead.id})`);
    expect(record.params).to.include({ state: 'dead', lastError: '550 No such user', attempts: 3 });
    expect(listed.text).not.to.contain('Elena').and.not.to.contain('dedupe');
  });

  it('is filtered by state, kind, person and day, and searched', async () => {
    const dead = await build('dead', { recipientId: cast.rosa.id, kind: 'own.reply' });
    const sent = await build('sent', { createdAt: new Date('2030-05-05T10:00:00Z') });
    const cases: [Record<string, string>, number[]][] = [
      [{ 'filters.state': 'dead' }, [dead.id]],
      [{ 'filters.kind': 'letter.test' }, [sent.id]],
      [{ 'filters.recipientId': String(cast.rosa.id) }, [dead.id]],
      [{ 'filters.createdAt~~from': '2030-05-05', 'filters.createdAt~~to': '2030-05-05' }, [sent.id]],
      [{ 'filters.search': 'no such' }, [dead.id]],
      [{ 'filters.search': cast.rosa.username }, [dead.id]],
      [{ 'filters.search': 'ops@' }, [sent.id]],
    ];
    for (const [query, ids] of cases) {
      const found = await asha.list('notifications', query);
      expect(valuesOf(found, 'id'), `${JSON.stringify(query)} ${found.text}`).to.deep.equal(ids);
    }
    const refused: Record<string, string>[] = [
      { 'filters.details': 'x' },
      { 'filters.channel': 'portal' },
      { sortBy: 'dedupeKey' },
    ];
    for (const query of refused) {
      expect((await asha.list('notifications', query)).status).to.equal(400);
    }
  });

  it('sends again what was given up or waits, with what it carried, and the journal tells it', async () => {
    const dead = await build('dead');
    const carried = await build('dead', { carrierId: dead.id });
    const waiting = await build('waiting', { nextAttemptAt: new Date('2030-05-05'), attempts: 5 });
    for (const { id } of [dead, waiting]) {
      const answer = await asha.act('notifications', id, 'sendAgain');
      expect(answer.notice?.type, answer.text).to.equal('success');
    }
    for (const mail of [dead, carried, waiting]) {
      expect(await mail.reload()).to.include({ state: 'waiting', attempts: 0 });
    }
    const events = await JournalEvent.findAll({ where: { name: 'notification.resent' } });
    expect(events.map(({ subjectId }) => subjectId)).to.deep.equal([dead.id, waiting.id]);
    expect(await deliverDue()).to.equal(3);
    for (const mail of [dead, carried, waiting]) expect((await mail.reload()).state).to.equal('sent');
  });

  it('lets what waits be sent once, however often that is asked for, and one is told that it goes', async () => {
    for (const state of ['waiting', 'dead'] as const) {
      await Job.destroy({ where: {} });
      const { id } = await build(state, { nextAttemptAt: new Date('2030-05-05'), attempts: 5 });
      const press = () => asha.act('notifications', id, 'sendAgain');
      const answers = [...(await Promise.all([press(), press(), press()])), await press()];
      const types = answers.map(({ notice }) => notice?.type);
      expect(
        types.filter((type) => type === 'success'),
        JSON.stringify(types),
      ).to.have.length(1);
      expect(answers[3]?.text).to.contain('due already');
      expect(await Job.count({ where: { kind: DELIVERING } })).to.equal(1);
      const told = { name: 'notification.resent', subjectId: id };
      expect(await JournalEvent.count({ where: told })).to.equal(1);
    }
  });

  it('and mails that came in are listed for whoever may see some of the complaints that they are about', async () => {
    await buildGroup('Caretakers', ['panel.open', 'operations.view']);
    const olga = await buildActor({ username: 'olga', groups: ['Caretakers'] });
    const own = await buildComplaint({ reporter: olga });
    const other = await buildComplaint({ reporter: cast.rosa });
    await Notification.destroy({ where: {} });
    for (const { id } of [own, other]) {
      await build('sent', { recipientId: olga.id, complaintId: id });
      await receive({ subject: `[#${id}]`, from: 'x@elsewhere.example' });
    }
    await ReceivedMail.update({ complaintId: own.id }, { where: { subject: `[#${own.id}]` } });
    await ReceivedMail.update({ complaintId: other.id }, { where: { subject: `[#${other.id}]` } });
    const caretaker = await panel.as('olga');
    for (const resource of ['notifications', 'received_mails']) {
      const listed = await caretaker.list(resource);
      expect(listed.status, listed.text).to.equal(200);
      const about = listed.records.filter(({ params }) => typeof params.complaintId === 'number');
      const shown = about.map(({ populated: { complaintId } }) => complaintId?.id);
      expect(shown, resource).to.deep.equal([undefined, own.id]);
    }
  });

  it('and other lists of the kind tell no e-mail address to those who may not see people, in no cell and by no search', async () => {
    await buildGroup('Caretakers', ['panel.open', 'operations.view']);
    await buildActor({ username: 'olga', groups: ['Caretakers'] });
    const lastError = '550 5.1.1 <rosa@alphalab.example>: No such user';
    await build('dead', { recipientId: cast.rosa.id, lastError });
    await build('dead', { recipientId: cast.rosa.id, address: 'rosa@alphalab.example' });
    await build('sent', { lastError: 'The disk is full.' });
    const payload = JSON.stringify({ to: 'rosa@alphalab.example', login: 'correct horse' });
    await Job.create({ kind: 'jobs.prune', payload, lastError, state: 'dead', runAt: new Date() });
    await receive({ subject: 'Hello', from: 'x@elsewhere.example' });
    const caretaker = await panel.as('olga');
    const found = async (by: Panel, resource: string, text: string) =>
      (await by.list(resource, { 'filters.search': text })).records.length;
    for (const resource of ['notifications', 'jobs', 'received_mails']) {
      const { text, records } = await caretaker.list(resource);
      expect(records, text).not.to.have.length(0);
      for (const { params } of records) {
        const shown = await caretaker.show(resource, Number(params.id));
        expect(shown.text).not.to.match(/alphalab\.example|elsewhere|correct horse/);
      }
      expect(text).not.to.match(/alphalab\.example|elsewhere|correct horse/);
      for (const searched of ['rosa@', 'elsewhere', '5.1.1', 'alphalab']) {
        expect(await found(caretaker, resource, searched), `${resource} ${searched}`).to.equal(0);
      }
      const known = resource === 'received_mails' ? 'elsewhere' : 'rosa@';
      expect(await found(asha, resource, known), resource).to.be.greaterThan(0);
      expect((await asha.list(resource)).text)
        .to.contain(known)
        .and.not.contain('correct horse');
    }
    expect(await found(caretaker, 'notifications', 'disk')).to.equal(1);
    expect(await found(caretaker, 'notifications', 'rosa')).to.equal(2);
  });

  it('shows where a mail went or goes to, and which other one it goes with', async () => {
    const email = 'rosa@alphalab.example';
    const to = { recipientId: cast.rosa.id, kind: 'own.reply' } as const;
    const carrier = await build('waiting', { ...to, kind: 'letter.test' });
    const carried = await build('waiting', { ...to, carrierId: carrier.id });
    expect((await asha.show('notifications', carried.id)).record.params).to.include({ address: email });
    expect(await deliverDue()).to.equal(0);
    expect(await inTransaction(() => enqueue(DELIVERING, { notificationId: carrier.id }))).to.equal(true);
    expect(await deliverDue()).to.be.greaterThan(0);
    await byHand(() => User.update({ email: 'rosa2@alphalab.example' }, { where: { id: cast.rosa.id } }));
    for (const { id } of [carrier, carried]) {
      const { record } = await asha.show('notifications', id);
      expect(record.params).to.include({ state: 'sent', address: email });
      expect(record.populated.carrierId?.id).to.equal(id === carried.id ? carrier.id : undefined);
    }
  });

  it('sends nothing that is on its way, has gone, or goes with another mail', async () => {
    const rows = [await build('sending'), await build('sent'), await build('dropped'), await build('digest')];
    for (const row of rows) {
      expect((await asha.act('notifications', row.id, 'sendAgain')).status, row.state).to.equal(403);
    }
    const carried = await build('waiting', { carrierId: 1 });
    const answer = await asha.act('notifications', carried.id, 'sendAgain');
    expect(answer.text).to.contain('This goes with mail 1.');
    const portal = await build('dead', { channel: 'portal', recipientId: cast.rosa.id });
    expect((await asha.act('notifications', portal.id, 'sendAgain')).status).to.equal(404);
  });

  it('shows on the page of a person why mails do not reach their address, until they have another', async () => {
    const { id } = cast.rosa;
    const told = async () => {
      const { record } = await asha.show('users', id);
      return 'person' in record ? (record.person as { refusal: unknown }).refusal : expect.fail();
    };
    expect(await told()).to.equal(null);
    const refusedAt = new Date('2026-11-26T10:00:00Z');
    const address = `${cast.rosa.username}@alphalab.example`;
    await MailRefusal.create({ userId: id, address, reason: '550 No such user', refusedAt });
    expect(await told()).to.deep.equal({ reason: '550 No such user', refusedAt: refusedAt.toISOString() });
    await byHand(() => User.update({ email: 'rosa2@alphalab.example' }, { where: { id } }));
    expect(await told()).to.equal(null);
  });

  it('is made, edited and deleted by nobody, and hidden from those without the right', async () => {
    const dead = await build('dead');
    expect((await asha.create('notifications', { kind: 'x' })).status).to.equal(403);
    expect((await asha.act('notifications', dead.id, 'edit', { state: 'sent' })).status).to.equal(403);
    expect((await asha.act('notifications', dead.id, 'delete')).status).to.equal(403);
    for (const name of ['amir', 'elena']) {
      const somebody = await panel.as(name);
      expect((await somebody.list('notifications')).status).to.equal(403);
      expect((await somebody.show('notifications', dead.id)).status).to.equal(404);
      expect((await somebody.act('notifications', dead.id, 'sendAgain')).status).to.equal(404);
    }
    expect(await dead.reload()).to.include({ state: 'dead' });
  });
});
