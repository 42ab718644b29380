import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Remark } from '../../../src/models/remark.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { claimComplaint } from '../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { erasePerson } from '../../../src/use-cases/erasure/erase-person.ts';
import { keepForm } from '../../../src/use-cases/kept-forms/keep-form.ts';
import { updateNotificationSettings } from '../../../src/use-cases/notifications/settings/update-notification-settings.ts';
import { updateOwnProfile } from '../../../src/use-cases/people/update-own-profile.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { saveView } from '../../../src/use-cases/saved-views/save-view.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

/** Does `work` while another transaction that does `change` has not ended. */
async function beside<T>(change: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const changing = inTransaction(async () => {
    await change();
    begin();
    await delay(300);
  });
  await begun;
  const [outcome] = await Promise.all([work(), changing]);
  return outcome;
}

describe('somebody who leaves while what they asked for is under way', () => {
  let cast: Cast;
  let filing: object;
  beforeEach(async () => {
    cast = await buildCast();
    const { id } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    filing = { title: 'Late', description: 'See there.', typeId: String(id), urgency: 'low' };
  });

  const leave = (name: keyof Cast) => () => updateUser(cast.asha, cast[name].id, { isActive: false });
  const erase = () => erasePerson(cast.asha, cast.rosa.id, { name: 'Rosa Reporter', texts: 'erase' });

  for (const mostPerHour of [0, 10])
    it(`files nothing, ${mostPerHour} an hour`, async () => {
      const file = () => refusal(postComplaint(cast.rosa, filing, mostPerHour));
      expect(await beside(erase, file)).to.include({ code: 'forbidden' });
      const forHer = { ...filing, forPerson: 'sam' };
      const fileFor = () => refusal(postComplaint(cast.amir, forHer, mostPerHour));
      expect(await beside(leave('sam'), fileFor)).to.include({ code: 'conflict' });
      expect(await Complaint.count()).to.equal(0);
    });

  it('says and does nothing', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const say = () => refusal(addRemark(cast.rosa, { id, remark: 'still here' }));
    expect(await beside(erase, say)).to.include({ code: 'not_found' });
    const claim = () => refusal(claimComplaint(cast.elena, { id }));
    expect(await beside(leave('elena'), claim)).to.include({ code: 'not_found' });
    expect(await Remark.count()).to.equal(0);
    expect(await Complaint.count({ where: { assigneeId: cast.elena.id } })).to.equal(0);
  });

  it('leaves nothing of their own', async () => {
    const kept = { ownerId: cast.rosa.id, sender: 'somebody', path: '/complaints', fields: {} };
    await erase();
    const wishes = { emailNotifications: true, digestHour: 8, kinds: {} };
    for (const write of [
      () => keepForm(kept),
      () => updateOwnProfile(cast.rosa, { phoneNumber: '555 999' }),
      () => updateNotificationSettings(cast.rosa, wishes),
    ])
      expect(await refusal(write())).to.include({ code: 'forbidden' });
    await leave('elena')();
    const view = { name: 'Mine', query: '?filters.urgency=high' };
    expect(await refusal(saveView(cast.elena, view))).to.include({ code: 'forbidden' });
  });
});
