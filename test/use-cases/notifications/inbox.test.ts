import { expect } from 'chai';
import { Notification } from '../../../src/models/notification.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { GroupPermission } from '../../../src/models/group-permission.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { NewsKindName } from '../../../src/notifications/kinds.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { bellNews } from '../../../src/use-cases/notifications/inbox/bell-news.ts';
import { countUnread } from '../../../src/use-cases/notifications/inbox/count-unread.ts';
import { listNotifications } from '../../../src/use-cases/notifications/inbox/list-notifications.ts';
import { markAllRead } from '../../../src/use-cases/notifications/inbox/mark-all-read.ts';
import { markComplaintRead } from '../../../src/use-cases/notifications/inbox/mark-complaint-read.ts';
import { markNotificationRead } from '../../../src/use-cases/notifications/inbox/mark-notification-read.ts';
import { notify } from '../../../src/use-cases/notifications/notify.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

describe('what somebody was told in the portal', () => {
  let cast: Cast;
  let complaint: Complaint;
  let key = 0;

  beforeEach(async () => {
    cast = await buildCast();
    complaint = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
  });

  const tell = async (
    to: Person,
    kind: NewsKindName,
    complaintId: number | null = complaint.id,
    channel: 'portal' | 'mail' = 'portal',
  ): Promise<number> => {
    key += 1;
    const details = { event: 'complaint.remarked', by: 'Elena Engineer' } as const;
    const notice = { kind, channel, recipientId: to.id, complaintId, details, dedupeKey: `test:${key}` };
    return (await inTransaction(() => notify(notice))) ?? 0;
  };
  const again = async (person: Person): Promise<Person> =>
    (await loadActor(person.id))?.actor ?? expect.fail('nobody');
  const ids = async (person: Person, input: object = {}): Promise<number[]> =>
    (await listNotifications(person, input)).items.map(({ id }) => id);

  it('is their own list, the newest first, with words, complaint and where to read on', async () => {
    const first = await tell(cast.rosa, 'own.reply');
    const second = await tell(cast.rosa, 'account.password', null);
    await tell(cast.elena, 'work.reply');
    await tell(cast.rosa, 'own.reply', complaint.id, 'mail');
    const { items, unread, nextBefore } = await listNotifications(cast.rosa, {});
    expect(items.map(({ id, text, path, isRead }) => ({ id, text, path, isRead }))).to.deep.equal([
      { id: second, text: 'Your password was changed by Elena Engineer', path: '/profile', isRead: false },
      { id: first, text: 'Elena Engineer replied', path: `/complaints/${complaint.id}`, isRead: false },
    ]);
    expect(items[1]?.complaint).to.deep.equal({ id: complaint.id, title: complaint.title });
    expect({ unread, nextBefore }).to.deep.equal({ unread: 2, nextBefore: undefined });
    const [work] = (await listNotifications(cast.elena, {})).items;
    expect(work?.path).to.equal(`/admin/resources/complaints/records/${complaint.id}/show`);
  });

  it('comes page by page, and unread alone', async () => {
    const told: number[] = [];
    for (let count = 0; count < 5; count += 1) told.unshift(await tell(cast.rosa, 'own.reply'));
    const page = await listNotifications(cast.rosa, { limit: 2 });
    expect(page.items.map(({ id }) => id)).to.deep.equal(told.slice(0, 2));
    expect(await ids(cast.rosa, { limit: 3, before: page.nextBefore })).to.deep.equal(told.slice(2));
    await markNotificationRead(cast.rosa, told[1]);
    expect(await ids(cast.rosa, { isUnread: true })).to.deep.equal(told.filter((_, index) => index !== 1));
    for (const input of [{ before: 0 }, { before: '1e3' }, { limit: 31 }, { isUnread: 'yes' }, { all: true }])
      expect(await refusal(listNotifications(cast.rosa, input)), JSON.stringify(input)).to.include({
        status: 422,
      });
  });

  it('is read one by one, up to what was seen, or with its complaint', async () => {
    const other = await buildComplaint({ reporter: cast.rosa });
    const [one, two] = [await tell(cast.rosa, 'own.reply'), await tell(cast.rosa, 'own.question')];
    const three = await tell(cast.rosa, 'own.reply', other.id);
    await tell(cast.elena, 'work.reply');
    expect(await markComplaintRead(cast.rosa, other.id)).to.equal(1);
    expect(await markComplaintRead(cast.rosa, other.id)).to.equal(0);
    expect(await ids(cast.rosa, { isUnread: true })).to.deep.equal([two, one]);
    await markNotificationRead(cast.rosa, String(one));
    expect(await countUnread(cast.rosa)).to.equal(1);
    const late = await tell(cast.rosa, 'own.reply');
    expect(await markAllRead(cast.rosa, three)).to.equal(1);
    expect(await bellNews(cast.rosa)).to.deep.include({ unread: 1 });
    expect((await bellNews(cast.rosa)).newest?.id).to.equal(late);
    expect(await countUnread(cast.elena)).to.equal(1);
  });

  it('is nothing of others’', async () => {
    const id = await tell(cast.rosa, 'own.reply');
    for (const person of [cast.sam, cast.elena, cast.amir])
      expect(await refusal(markNotificationRead(person, id))).to.include({ status: 404 });
    expect(await refusal(markNotificationRead(cast.rosa, 'x'))).to.include({ status: 422 });
    expect((await Notification.findByPk(id))?.readAt).to.equal(null);
  });

  it('is nothing of a complaint, or of a note, that they may not see any more', async () => {
    const reply = await tell(cast.elena, 'work.reply');
    const note = await tell(cast.elena, 'work.note');
    const account = await tell(cast.elena, 'account.password', null);
    expect(await ids(cast.elena)).to.deep.equal([account, note, reply]);
    await byHand(() => GroupPermission.destroy({ where: { permission: 'notes.use' } }));
    const withoutNotes = await again(cast.elena);
    expect(await ids(withoutNotes)).to.deep.equal([account, reply]);
    expect(await refusal(markNotificationRead(withoutNotes, note))).to.include({ status: 404 });
    await byHand(() => UserGroup.destroy({ where: { userId: cast.elena.id } }));
    const withoutRights = await again(cast.elena);
    expect(await ids(withoutRights)).to.deep.equal([account]);
    expect(await countUnread(withoutRights)).to.equal(1);
    expect((await bellNews(withoutRights)).newest?.text).to.equal(
      'Your password was changed by Elena Engineer',
    );
  });

  it('has notes of those complaints alone in which somebody reads them', async () => {
    // Elena sees her work alone, and reports one herself.
    await byHand(() => GroupPermission.destroy({ where: { permission: 'complaints.view' } }));
    const elena = await again(cast.elena);
    const own = await buildComplaint({ reporter: elena, assignee: cast.amir, status: 'in_progress' });
    const note = await tell(elena, 'work.note');
    await tell(elena, 'work.note', own.id);
    const reply = await tell(elena, 'own.reply', own.id);
    expect(await ids(elena)).to.deep.equal([reply, note]);
    await byHand(() => Complaint.update({ assigneeId: cast.amir.id }, { where: { id: complaint.id } }));
    expect(await ids(elena)).to.deep.equal([reply]);
  });

  it('leaves out kinds that this version does not know', async () => {
    await tell(cast.rosa, 'own.future' as NewsKindName);
    expect(await ids(cast.rosa)).to.deep.equal([]);
    expect(await countUnread(cast.rosa)).to.equal(0);
  });
});
