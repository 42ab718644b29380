import { expect } from 'chai';
import { Job } from '../../src/models/job.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Notification } from '../../src/models/notification.ts';
import { ReportRun } from '../../src/models/report-run.ts';
import { Webhook } from '../../src/models/webhook.ts';
import { WebhookDelivery } from '../../src/models/webhook-delivery.ts';
import { DELIVERING } from '../../src/use-cases/notifications/notify.ts';
import { TELLING } from '../../src/use-cases/webhooks/webhook-follower.ts';
import { saveReport } from '../../src/use-cases/reports/saved/save-report.ts';
import { buildNotification } from '../factories/notifications.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

/** How often a button is pressed before the first answer comes. */
const PRESSED = 5;

describe('what goes out by a button that is pressed several times at once', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  const press = (click: () => Promise<PanelAnswer>) => Promise.all(Array.from({ length: PRESSED }, click));
  const messages = (answers: readonly PanelAnswer[]) => answers.map(({ notice }) => notice?.message ?? '');

  it('a link to set a password goes in one mail, and the others say so', async () => {
    const answers = await press(() => asha.act('users', cast.rosa.id, 'sendPasswordLink'));
    const told = messages(answers);
    expect(told.filter((text) => text.includes('is on its way'))).to.have.length(1);
    expect(told.filter((text) => text.includes('no second one goes'))).to.have.length(PRESSED - 1);
    expect(await Notification.count({ where: { kind: 'letter.password' } })).to.equal(1);
    expect(await JournalEvent.count({ where: { name: 'user.link_sent' } })).to.equal(1);
    await asha.act('users', cast.sam.id, 'sendPasswordLink');
    expect(await Notification.count({ where: { kind: 'letter.password' } }), 'to others').to.equal(2);
  });

  it('a mail that was given up is sent again once', async () => {
    const { id } = await buildNotification({ state: 'dead', nextAttemptAt: null });
    const told = messages(await press(() => asha.act('notifications', id, 'sendAgain')));
    expect(told.filter((text) => text.startsWith('This mail is due already'))).to.have.length(PRESSED - 1);
    expect(await Job.count({ where: { kind: DELIVERING } })).to.equal(1);
    expect(await JournalEvent.count({ where: { name: 'notification.resent' } })).to.equal(1);
  });

  it('a webhook is told again once', async () => {
    const row = { name: 'Chat', url: 'https://chat.example/', events: 'complaint.filed', secret: 'x' };
    const { id: webhookId } = await byHand(() => Webhook.create({ ...row, ownerId: cast.asha.id }));
    const told = { webhookId, eventId: 1, eventName: 'complaint.filed', messageId: 'msg_1' };
    const { id } = await WebhookDelivery.create({ ...told, state: 'done', nextAttemptAt: null });
    const said = messages(await press(() => asha.act('webhook_deliveries', id, 'sendAgain')));
    expect(said.filter((text) => text.startsWith('This is due already'))).to.have.length(PRESSED - 1);
    expect(await Job.count({ where: { kind: TELLING } })).to.equal(1);
    expect(await JournalEvent.count({ where: { name: 'webhook.resent' } })).to.equal(1);
  });

  it('a report is made once for each who asks, and again once it was made', async () => {
    const kept = { name: 'Weekly', question: { period: 'last-week' }, format: 'csv', recipientIds: [] };
    const id = await saveReport(cast.asha, kept);
    const amir = await panel.as('amir');
    const start = (who: Panel) => who.postJson('pages/reports', { deed: 'start', id });
    await press(() => start(asha));
    await press(() => start(amir));
    const runs = await ReportRun.findAll({ where: { reportId: id }, order: ['askerId'] });
    expect(runs.map(({ askerId }) => askerId)).to.deep.equal([cast.asha.id, cast.amir.id]);
    await ReportRun.update({ state: 'done' }, { where: {} });
    await start(asha);
    expect(await ReportRun.count()).to.equal(3);
  });
});
