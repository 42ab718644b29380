import { expect } from 'chai';
import { Complaint } from '../../../../src/models/complaint.ts';
import { STATUS_CATEGORIES, Status, type StatusCategory } from '../../../../src/models/status.ts';
import { Job } from '../../../../src/models/job.ts';
import { UserGroup } from '../../../../src/models/user-group.ts';
import { User } from '../../../../src/models/user.ts';
import { UNSOLVED } from '../../../../src/policies/complaint-steps.ts';
import {
  UNASSIGNING,
  unassignAllStranded,
} from '../../../../src/use-cases/complaints/steps/unassign-stranded.ts';
import { setActive } from '../../../../src/use-cases/people/set-active.ts';
import { updateUser } from '../../../../src/use-cases/people/update-user.ts';
import { updateStatus } from '../../../../src/use-cases/reference/update-status.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../../../factories/people.ts';
import { byHand } from '../../../support/journal-watch.ts';
import { journal } from '../../../support/journal.ts';
import { withPanel } from '../../../support/panel.ts';

const ownStatus = (category: StatusCategory) =>
  byHand(() => Status.create({ name: `Own ${category}`, category, position: 90 }));

const stateOf = async (id: number) => {
  const complaint = await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true });
  return [complaint.assigneeId, complaint.status?.name];
};

describe('complaints that become open with somebody who cannot work on them', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  for (const from of STATUS_CATEGORIES.filter((one) => !UNSOLVED.includes(one)))
    for (const to of STATUS_CATEGORIES.filter((one) => one !== from)) {
      const opens = UNSOLVED.includes(to);
      it(`${opens ? 'are there for others' : 'stay'} as their own status goes from ${from} to ${to}`, async () => {
        const status = await ownStatus(from);
        const gone = await buildComplaint({ assignee: cast.emil, ownStatus: status });
        const kept = await buildComplaint({ assignee: cast.elena, ownStatus: status });
        await setActive(cast.asha, [cast.emil.id], false);
        const asha = await panel.as('asha');
        const { notice, text } = await asha.act('statuses', status.id, 'edit', { category: to });
        expect(notice?.type, text).to.equal('success');
        expect(await stateOf(gone.id)).to.deep.equal(opens ? [null, 'Open'] : [cast.emil.id, status.name]);
        expect(await stateOf(kept.id)).to.deep.equal([cast.elena.id, status.name]);
        const [told] = await journal({ complaintId: gone.id, name: 'complaint.unassigned' });
        expect(told?.actorId).to.equal(opens ? cast.asha.id : undefined);
        if (opens) expect(told?.details).to.have.property('because', 'left');
      });
    }

  it('are none, whichever comes first of two at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const emil = await buildUser({ groups: ['Engineer'] });
      const status = await byHand(() =>
        Status.create({ name: `Own ${round}`, category: 'closed', position: 90 }),
      );
      const { id } = await buildComplaint({ assignee: emil, ownStatus: status });
      const both = [
        () => updateStatus(cast.asha, status.id, { category: 'open' }),
        () => updateUser(cast.asha, emil.id, { isActive: false }),
      ];
      await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((change) => change()));
      expect(await stateOf(id), `round ${round}`).to.deep.equal([null, 'Open']);
    }
  });

  it('are worked off a hundred in the step itself, and the rest by the job that it leaves', async () => {
    const status = await ownStatus('closed');
    for (let i = 0; i < 102; i += 1)
      await buildComplaint({ reporter: cast.rosa, assignee: cast.emil, ownStatus: status });
    await setActive(cast.asha, [cast.emil.id], false);
    await updateStatus(cast.asha, status.id, { category: 'open' });
    expect(await Complaint.count({ where: { assigneeId: cast.emil.id } })).to.equal(2);
    expect(await Job.count({ where: { kind: UNASSIGNING } })).to.equal(1);
    expect(await unassignAllStranded()).to.equal(2);
    expect(await Complaint.count({ where: { assigneeId: cast.emil.id } })).to.equal(0);
  });

  const hands: [string, (userId: number) => Promise<unknown>][] = [
    ['deactivated them', (id) => User.update({ isActive: false }, { where: { id } })],
    ['took their group', (userId) => UserGroup.destroy({ where: { userId } })],
  ];
  for (const [what, hand] of hands)
    it(`are found by the hour where a hand in the database ${what}`, async () => {
      const work = [
        await buildComplaint({ assignee: cast.emil, status: 'in_progress' }),
        await buildComplaint({ assignee: cast.emil, status: 'waiting' }),
      ];
      const solved = await buildComplaint({ assignee: cast.emil, status: 'resolved' });
      const others = await buildComplaint({ assignee: cast.elena, status: 'in_progress' });
      await byHand(() => hand(cast.emil.id));
      expect(await unassignAllStranded()).to.equal(2);
      for (const { id } of work) expect(await stateOf(id)).to.deep.equal([null, 'Open']);
      expect(await stateOf(solved.id)).to.deep.equal([cast.emil.id, 'Resolved']);
      expect(await stateOf(others.id)).to.deep.equal([cast.elena.id, 'In Progress']);
      const [told] = await journal({ complaintId: work[0]?.id ?? 0, name: 'complaint.unassigned' });
      expect(told).to.include({ actorId: null, actorName: 'The portal' });
      expect(await unassignAllStranded()).to.equal(0);
    });
});
