import { expect } from 'chai';
import { ForbiddenError, NotFoundError } from '../../../../src/errors.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Department } from '../../../../src/models/department.ts';
import { Status } from '../../../../src/models/status.ts';
import { deleteComplaints } from '../../../../src/use-cases/complaints/delete-complaints.ts';
import { overview } from '../../../../src/use-cases/complaints/queue/overview.ts';
import { queueChoices } from '../../../../src/use-cases/complaints/queue/queue-choices.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';
import { countQueries, statementsOf } from '../../../support/queries.ts';
import { refusal } from '../../../support/refusal.ts';

describe('the choices of the queue', () => {
  it('are for those who see all complaints', async () => {
    const { elena, rosa } = await buildCast();
    expect((await queueChoices(elena)).assignees).to.have.length(3);
    expect(await refusal(queueChoices(rosa))).to.be.instanceOf(ForbiddenError);
  });

  it('have what is out of use, but no status that no step leads to until a complaint has it', async () => {
    const { elena } = await buildCast();
    await Department.update({ isActive: false }, { where: { name: 'HR' } });
    const own = await Status.create({ name: 'Parked', category: 'pending', position: 9 });
    const { id } = await buildComplaint();
    const offered = async () => {
      const { statuses, departments } = await queueChoices(elena);
      expect(departments.map(({ name }) => name)).to.include('HR');
      return statuses.map(({ name }) => name);
    };
    expect(await offered())
      .to.have.length(7)
      .and.not.include('Parked');
    await Complaint.update({ statusId: own.id }, { where: { id } });
    expect(await offered())
      .to.have.length(8)
      .and.include('Parked');
  });
});

describe('deleting complaints', () => {
  it('is for Admins, and happens to all or none', async () => {
    const { asha, amir, elena, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    const { id: other } = await buildComplaint({ reporter: rosa, followUpOfId: id });
    for (const actor of [amir, elena, rosa]) {
      expect(await refusal(deleteComplaints(actor, [id]))).to.be.instanceOf(ForbiddenError);
    }
    expect(await refusal(deleteComplaints(asha, [id, 999_999]))).to.be.instanceOf(NotFoundError);
    expect(await Complaint.count()).to.equal(2);
    await deleteComplaints(asha, [id]);
    expect((await Complaint.findByPk(other))?.followUpOfId).to.equal(null);
  });
});

describe('the overview', () => {
  it('has own work and what nobody has, the most urgent first, and for those who direct what is overdue', async () => {
    const { asha, amir, elena, rosa } = await buildCast();
    const old = new Date(Date.now() - 10 * 86_400_000);
    await buildComplaint({ reporter: rosa, title: 'calm', urgency: 'low' });
    await buildComplaint({ reporter: rosa, title: 'fire', urgency: 'critical' });
    await buildComplaint({
      reporter: rosa,
      title: 'hers',
      assignee: elena,
      status: 'assigned',
      createdAt: old,
    });
    const told = async (actor: typeof asha) => {
      const { lists, activeUsers } = await overview(actor);
      return [lists.map(({ view, rows }) => [view, ...rows.map(({ title }) => title)]), activeUsers];
    };
    expect(await told(elena)).to.deep.equal([
      [
        ['mine', 'hers'],
        ['unassigned', 'fire', 'calm'],
      ],
      null,
    ]);
    expect(await told(amir)).to.deep.equal([
      [
        ['unassigned', 'fire', 'calm'],
        ['overdue', 'hers'],
      ],
      6,
    ]);
    const few = await countQueries(() => overview(asha));
    for (let i = 0; i < 20; i += 1) await buildComplaint({ reporter: rosa });
    expect(await countQueries(() => overview(asha))).to.equal(few);
    const counting = (await statementsOf(() => overview(asha))).filter((sql) => /count\(/i.test(sql));
    expect(counting, 'the views are counted once').to.have.length.at.most(2);
  });
});
