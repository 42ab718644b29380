import { expect } from 'chai';
import { Notification } from '../../src/models/notification.ts';
import { NotificationSetting } from '../../src/models/notification-setting.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import type { Person } from '../../src/policies/actor.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { NewsKindName } from '../../src/notifications/kinds.ts';
import { notify } from '../../src/use-cases/notifications/notify.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

describe('notifications in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let client: Client;
  let complaintId: number;
  let key = 0;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    ({ id: complaintId } = await buildComplaint({ reporter: cast.rosa, title: 'A <b>bad</b> lamp' }));
    client = await signIn(app.client(), 'rosa');
  });

  const tell = async (to: Person, kind: NewsKindName = 'own.reply', about = complaintId): Promise<number> => {
    key += 1;
    const details = { event: 'complaint.remarked', by: '<i>Elena</i>' } as const;
    const notice = { kind, channel: 'portal', recipientId: to.id, complaintId: about, details } as const;
    return (await inTransaction(() => notify({ ...notice, dedupeKey: `test:${key}` }))) ?? 0;
  };
  const json = async (path: string) =>
    (await client.get(path, { accept: 'application/json' })).json() as {
      items: { id: number; isRead: boolean; text: string }[];
      unread: number;
      nextBefore?: number;
    };

  it('are a list with what is unread, without a script, and as JSON for whoever asks', async () => {
    expect((await client.get('/notifications')).text).to.contain('Nothing yet');
    await tell(cast.rosa);
    const { text } = await client.get('/notifications');
    expect(text)
      .to.contain(`#${complaintId} A &lt;b&gt;bad&lt;/b&gt; lamp`)
      .and.contain('&lt;i&gt;Elena&lt;/i&gt; replied')
      .and.contain('Mark all read')
      .and.contain('aria-label="Notifications, 1 unread"');
    expect(await json('/notifications')).to.deep.include({ unread: 1 });
    expect((await client.get('/notifications?before=x&show=[]')).status).to.equal(200);
  });

  it('say on every page how many are unread, and are read with their complaint', async () => {
    await tell(cast.rosa);
    await tell(cast.rosa);
    await tell(cast.elena, 'work.reply');
    expect((await client.get('/profile')).text).to.contain('aria-label="Notifications, 2 unread"');
    expect((await client.get(`/complaints/${complaintId}`)).text).to.contain('aria-label="Notifications"');
    expect((await client.get('/')).text).to.contain('aria-label="Notifications"');
    expect(await Notification.count({ where: { readAt: null } }), 'of Elena').to.equal(1);
  });

  it('are read one by one or all that were seen, in the part of the list in which that was pressed', async () => {
    const [one, two] = [await tell(cast.rosa), await tell(cast.rosa)];
    const first = await client.post(`/notifications/${one}/read`, { show: 'unread' });
    expect([first.status, first.location]).to.deep.equal([303, '/notifications?show=unread']);
    expect((await json('/notifications?show=unread')).items.map(({ id }) => id)).to.deep.equal([two]);
    const late = await tell(cast.rosa);
    const all = await client.post('/notifications/read', { newest: String(two) });
    expect(all.location).to.equal('/notifications');
    expect((await json('/notifications?show=unread')).items.map(({ id }) => id)).to.deep.equal([late]);
    expect((await client.post('/notifications/read', { newest: 'all' })).status).to.equal(422);
  });

  it('of others do not exist', async () => {
    const id = await tell(cast.elena, 'work.reply');
    for (const path of [`/notifications/${id}/read`, '/notifications/999999/read', '/notifications/x/read'])
      expect((await client.post(path, {})).status, path).to.equal(404);
    expect((await Notification.findByPk(id))?.readAt).to.equal(null);
    expect((await app.client().get('/notifications')).status).to.equal(303);
  });

  it('come page by page', async () => {
    for (let count = 0; count < 31; count += 1) await tell(cast.rosa);
    const { items, nextBefore } = await json('/notifications');
    expect(items).to.have.length(30);
    const page = (await client.get('/notifications')).text;
    expect(page).to.contain(`/notifications?before=${nextBefore}`);
    expect((await json(`/notifications?before=${nextBefore}`)).items).to.have.length(1);
    expect((await client.get('/notifications?before=1')).text).to.contain('Nothing older');
  });

  it('come where their reader wants them, who says so on one page', async () => {
    const page = (await client.get('/notifications/settings')).text;
    expect(page).to.contain('name="byMail.own.reply"').and.not.contain('byMail.account.password');
    expect((await client.get('/profile')).text).to.contain('href="/notifications/settings"');
    const fields = { digestHour: '19', 'byMail.own.reply': 'digest', 'inPortal.own.reply': 'on' };
    const saved = await client.post('/notifications/settings', fields);
    expect([saved.status, saved.location]).to.deep.equal([303, '/notifications/settings?saved=1']);
    const [row] = await NotificationSetting.findAll();
    expect(row).to.include({ userId: cast.rosa.id, kind: 'own.reply', inPortal: true, byMail: 'digest' });
    const profile = await UserProfile.findOne({ where: { userId: cast.rosa.id } });
    expect(profile).to.include({ emailNotifications: false, digestHour: 19 });
    expect((await client.get('/profile')).text).not.to.match(/name="emailNotifications"[^>]* checked/);
  });

  it('keep what was chosen where a choice is refused', async () => {
    const fields = { digestHour: '24', 'byMail.own.reply': 'none' };
    const { status, text } = await client.post('/notifications/settings', fields);
    expect(status).to.equal(422);
    expect(text).to.contain('Choose an hour from 0 to 23.');
    expect(text).to.match(/name="byMail\.own\.reply"[^]*?<option value="none" selected/);
    const forged = { digestHour: '8', 'byMail.account.password': 'none' };
    expect((await client.post('/notifications/settings', forged)).status).to.equal(422);
    expect(await NotificationSetting.count()).to.equal(0);
  });
});
