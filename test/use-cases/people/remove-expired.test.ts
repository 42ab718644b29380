import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { Session } from '../../../src/models/session.ts';
import { SignInFailure } from '../../../src/models/sign-in-failure.ts';
import { Submission } from '../../../src/models/submission.ts';
import { UsedHandover } from '../../../src/models/used-handover.ts';
import { removeExpired } from '../../../src/use-cases/people/remove-expired.ts';
import { buildUser } from '../../factories/people.ts';

const NOW = new Date('2030-05-05T10:00:00.000Z');
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('removing what counts no more', () => {
  beforeEach(async () => {
    const session = (sid: string, expires: Date) => ({ sid, data: '{}', expires });
    const old = Array.from({ length: 600 }, (_, index) => session(`old ${index}`, after(-60)));
    await Session.bulkCreate([...old, session('ends now', after(0)), session('in use', after(1))]);
    await SignInFailure.bulkCreate([
      { key: 'over', points: 3, expires: after(-1) },
      { key: 'counts', points: 3, expires: after(1) },
    ]);
    await UsedHandover.bulkCreate([
      { idHash: 'too old', expires: after(-1) },
      { idHash: 'could be sent again', expires: after(1) },
    ]);
    const { id: senderId } = await buildUser();
    await Submission.bulkCreate([
      { senderId, submissionKey: 'long ago', madeId: 1, expires: after(-1) },
      { senderId, submissionKey: 'just sent', madeId: 1, expires: after(1) },
    ]);
  });

  it('takes sessions and failures that are over, in however many batches, and no others', async () => {
    expect(await asOf(NOW, () => removeExpired())).to.equal(604);
    expect((await Session.findAll()).map(({ sid }) => sid)).to.deep.equal(['in use']);
    expect((await SignInFailure.findAll()).map(({ key }) => key)).to.deep.equal(['counts']);
    expect((await Submission.findAll()).map((form) => form.submissionKey)).to.deep.equal(['just sent']);
    expect((await UsedHandover.findAll()).map(({ idHash }) => idHash)).to.deep.equal(['could be sent again']);
    expect(await asOf(NOW, () => removeExpired())).to.equal(0);
  });

  it('ends between two batches when it is told to', async () => {
    const stopped = removeExpired(AbortSignal.abort(new Error('told to')));
    expect(await stopped.catch((error: Error) => error.message)).to.equal('told to');
    expect(await Session.count()).to.equal(602);
  });
});
