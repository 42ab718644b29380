import { expect } from 'chai';
import { Job } from '../../src/models/job.ts';
import { Session } from '../../src/models/session.ts';
import { operator } from '../../src/policies/actor.ts';
import { runJobAgain } from '../../src/use-cases/jobs/run-job-again.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { ACCOUNT_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { signIn } from '../../src/use-cases/people/sign-in.ts';
import { reopenComplaint } from '../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { portalCommand } from '../support/portal-command.ts';
import { refusal } from '../support/refusal.ts';

const NEW_PASSWORD = 'seven green kettles sing';

describe('the journal tells', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  const openSession = (userId: number, sid: string) =>
    Session.create({ sid, userId, data: '{}', expires: new Date(Date.now() + 3_600_000) });

  it('how many sessions a new password and a deactivation ended, and why', async () => {
    await openSession(cast.rosa.id, 'a');
    await openSession(cast.rosa.id, 'b');
    await setPassword(cast.asha, cast.rosa.id, NEW_PASSWORD);
    await openSession(cast.rosa.id, 'c');
    await setActive(cast.asha, [cast.rosa.id], false);
    const told = await journal({ name: 'session.ended' });
    expect(told.map(({ actorId, subjectId, details }) => [actorId, subjectId, details])).to.deep.equal([
      [cast.asha.id, cast.rosa.id, { reason: 'password_changed', count: 2 }],
      [cast.asha.id, cast.rosa.id, { reason: 'deactivated', count: 1 }],
    ]);
  });

  it('of those who are not even let try, too', async () => {
    for (let attempt = 1; attempt <= ACCOUNT_FAILURES + 1; attempt += 1) {
      await refusal(signIn({ login: 'rosa', password: 'not this one', address: '::1' }));
    }
    expect((await refusal(signIn({ login: 'rosa', password: PASSWORD, address: '::1' }))).status).to.equal(
      429,
    );
    const reasons = (await journal({ name: 'session.refused' })).map(({ details }) => details.reason);
    expect(reasons.slice(0, ACCOUNT_FAILURES)).to.deep.equal(
      Array(ACCOUNT_FAILURES).fill('wrong_credentials'),
    );
    expect(reasons.slice(ACCOUNT_FAILURES)).to.deep.equal(['locked', 'locked']);
  });

  it('that a job was let run again', async () => {
    const { id } = await Job.create({ kind: 'jobs.prune', payload: '{}', state: 'dead', runAt: new Date() });
    await runJobAgain(cast.asha, id);
    const [event] = await journal({ name: 'job.restarted' });
    expect(event).to.include({ actorId: cast.asha.id, subjectId: id });
    expect(event?.details).to.deep.equal({ kind: 'jobs.prune' });
    await Job.update({ state: 'done' }, { where: { id } });
    await refusal(runJobAgain(cast.asha, id));
    expect(await journal({ name: 'job.restarted' })).to.have.length(1);
  });

  it('who does not go on with a complaint that is reopened', async () => {
    const { id } = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'resolved',
      resolvedAt: new Date(),
    });
    await setActive(cast.asha, [cast.elena.id], false);
    await reopenComplaint(cast.rosa, { id, remark: 'Still broken.' }, 7);
    const [event] = await journal({ name: 'complaint.reopened' });
    expect(event?.details.changes).to.deep.include({
      assignee: { from: { id: cast.elena.id, name: cast.elena.name }, to: null },
    });
  });

  it('which commands were run, and no secret of theirs', async function commands() {
    this.timeout(60_000);
    const typed = { stdin: `${NEW_PASSWORD}\n` };
    await portalCommand(['changepassword', 'rosa', '--password-stdin'], typed);
    await portalCommand(['assign-superuser-groups']);
    const told = await journal({ name: 'command.run' });
    expect(told.map(({ details }) => details.command)).to.deep.equal([
      'changepassword',
      'assign-superuser-groups',
    ]);
    expect(told[0]).to.include({ actorId: null, actorName: operator.name, origin: 'command' });
    expect(told[0]?.details.result).to.deep.equal([{ id: cast.rosa.id, username: 'rosa' }]);
    expect(JSON.stringify(await journal())).not.to.contain(NEW_PASSWORD);
  });
});
