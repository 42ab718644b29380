import { expect } from 'chai';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { NotificationSetting } from '../../../src/models/notification-setting.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { getNotificationSettings } from '../../../src/use-cases/notifications/settings/get-notification-settings.ts';
import { updateNotificationSettings } from '../../../src/use-cases/notifications/settings/update-notification-settings.ts';
import { wishOf } from '../../../src/use-cases/notifications/wishes.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

describe('what somebody wants to hear', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  const SAME = { emailNotifications: true, digestHour: 8, kinds: {} };
  const kindsOf = async (person: Person) =>
    (await getNotificationSettings(person)).groups.flatMap(({ kinds }) => kinds);
  const labels = async (person: Person) =>
    (await getNotificationSettings(person)).groups.map(({ label }) => label);

  it('begins as each kind does, and offers nothing that can never come', async () => {
    expect(await getNotificationSettings(cast.rosa)).to.include({ emailNotifications: true, digestHour: 8 });
    expect(await labels(cast.rosa)).to.deep.equal([
      'Your complaints',
      'Complaints you follow',
      'Your account',
    ]);
    expect(await labels(cast.elena)).to.include('Complaints you work on');
    expect((await kindsOf(cast.elena)).map(({ kind }) => kind)).to.include('work.note');
    const password = (await kindsOf(cast.rosa)).find(({ kind }) => kind === 'account.password');
    expect(password).to.deep.include({ isFixed: true, byMail: 'at_once' });
  });

  it('is what announcements go by, and has no row where it is as it begins', async () => {
    const kinds = {
      'own.reply': { inPortal: false, byMail: 'digest' },
      'own.question': { inPortal: true, byMail: 'at_once' },
    };
    await updateNotificationSettings(cast.rosa, { emailNotifications: true, digestHour: '17', kinds });
    expect(await wishOf(cast.rosa.id, 'own.reply')).to.deep.equal({
      inPortal: false,
      byMail: 'digest',
      digestHour: 17,
    });
    expect(await NotificationSetting.count()).to.equal(1);
    const shown = (await kindsOf(cast.rosa)).find(({ kind }) => kind === 'own.reply');
    expect(shown).to.deep.include({ inPortal: false, byMail: 'digest' });
    const back = { 'own.reply': { inPortal: true, byMail: 'at_once' } };
    await updateNotificationSettings(cast.rosa, { ...SAME, kinds: back });
    expect(await NotificationSetting.count()).to.equal(0);
    await updateNotificationSettings(cast.rosa, { ...SAME, emailNotifications: false });
    expect(await wishOf(cast.rosa.id, 'own.reply')).to.include({ byMail: 'none' });
    expect(await wishOf(cast.rosa.id, 'account.password')).to.include({ byMail: 'at_once' });
    expect(await wishOf(cast.elena.id, 'own.reply')).to.include({ byMail: 'at_once' });
  });

  it('is told in the journal as far as it is of the profile, and refused whole', async () => {
    await updateNotificationSettings(cast.rosa, { ...SAME, emailNotifications: false, digestHour: 6 });
    const [event] = await JournalEvent.findAll({ where: { name: 'user.updated' } });
    expect(JSON.parse(event?.details ?? '')).to.deep.include({
      changes: {
        'profile.emailNotifications': { from: true, to: false },
        'profile.digestHour': { from: 8, to: 6 },
      },
    });
    const good = { inPortal: false, byMail: 'none' };
    const bad: object[] = [
      { ...SAME, digestHour: 24 },
      { ...SAME, digestHour: -1 },
      { ...SAME, digestHour: '0x3' },
      { ...SAME, emailNotifications: 'on' },
      { ...SAME, kinds: { 'own.reply': good, 'own.nothing': good } },
      { ...SAME, kinds: { 'own.reply': good, 'account.password': good } },
      { ...SAME, kinds: { 'own.reply': good, __proto__x: good } },
      { ...SAME, kinds: { 'own.reply': { inPortal: false, byMail: 'weekly' } } },
      { ...SAME, kinds: { 'own.reply': { inPortal: 'on', byMail: 'none' } } },
      { ...SAME, isSuperuser: true },
    ];
    for (const input of bad)
      expect(await refusal(updateNotificationSettings(cast.rosa, input)), JSON.stringify(input)).to.include({
        status: 422,
      });
    expect(await NotificationSetting.count()).to.equal(0);
    const profile = await UserProfile.findOne({ where: { userId: cast.rosa.id } });
    expect(profile?.digestHour).to.equal(6);
  });
});
