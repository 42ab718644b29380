import { expect } from 'chai';
import { database, isSqlite } from '../../../../src/database/connect.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { operator } from '../../../../src/policies/actor.ts';
import { closeUnanswered } from '../../../../src/use-cases/complaints/steps/close-unanswered.ts';
import { buildComplaint } from '../../../factories/complaints.ts';

const eightDaysAgo = () => new Date(Date.now() - 8 * 86_400_000);

async function codeOf(id: number) {
  return (await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true })).status?.code;
}

const outcome = (work: Promise<unknown>) => work.catch((error: Error) => error.message);

describe('a round of closing the unanswered', () => {
  it('closes the others where one cannot be, and tells which', async () => {
    const complaints = [];
    for (let i = 0; i < 3; i += 1) {
      complaints.push(await buildComplaint({ status: 'resolved', resolvedAt: eightDaysAgo() }));
    }
    const broken = complaints[0]?.id ?? 0;
    const refuse = isSqlite()
      ? `WHEN OLD.id = ${broken} BEGIN SELECT RAISE(ABORT, 'broken'); END`
      : `FOR EACH ROW IF OLD.id = ${broken} THEN SIGNAL SQLSTATE '45000'; END IF`;
    await database().query(`CREATE TRIGGER broken_row BEFORE UPDATE ON complaints ${refuse}`);
    try {
      expect(await outcome(closeUnanswered(operator, 7))).to.equal(`These could not be closed: #${broken}`);
    } finally {
      await database().query('DROP TRIGGER broken_row');
    }
    const codes = await Promise.all(complaints.map(({ id }) => codeOf(id)));
    expect(codes).to.deep.equal(['resolved', 'closed', 'closed']);
    expect(await closeUnanswered(operator, 7)).to.equal(1);
  });

  it('ends between two of them when it is told to', async () => {
    for (let i = 0; i < 3; i += 1) await buildComplaint({ status: 'resolved', resolvedAt: eightDaysAgo() });
    const stop = new AbortController();
    const closing = closeUnanswered(operator, 7, new Date(), stop.signal);
    stop.abort(new Error('told to'));
    expect(await outcome(closing)).to.equal('told to');
    expect(await closeUnanswered(operator, 7)).to.be.within(2, 3);
  });
});
