import { stepInBulk } from '../../../../src/use-cases/complaints/steps/step-in-bulk.ts';
import { expect } from 'chai';
import { ForbiddenError, InvalidInputError } from '../../../../src/errors.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Remark } from '../../../../src/models/remark.ts';
import { StatusChange } from '../../../../src/models/status-change.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { refusal } from '../../../support/refusal.ts';
import { countSteps } from '../../../support/journal.ts';

const remark = 'The mail server was restarted.';

describe('bulk work', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function build(open: number, closed: number): Promise<{ id: number; version: number }[]> {
    const chosen = [];
    for (let i = 0; i < open + closed; i += 1) {
      const status = i < open ? 'open' : 'closed';
      const { id, version } = await buildComplaint({ reporter: cast.rosa, status });
      chosen.push({ id, version });
    }
    return chosen;
  }

  it('says which were done and which were not, and why; each done one has its history', async () => {
    const complaints = await build(8, 3);
    const ids = complaints.map(({ id }) => id);
    const result = await stepInBulk(cast.amir, 'resolve', { complaints, remark });
    expect(result.done).to.deep.equal(ids.slice(0, 8));
    expect(result.refused).to.deep.equal(
      ids.slice(8).map((id) => ({ id, reason: 'This complaint is Closed now and cannot be resolved.' })),
    );
    for (const [index, id] of ids.entries()) {
      const steps = index < 8 ? 1 : 0;
      expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(1 + steps);
      expect(await countSteps(id)).to.equal(steps);
      expect(await Remark.count({ where: { complaintId: id, text: remark } })).to.equal(steps);
    }
  });

  it('assigns, changes urgency and rejects', async () => {
    const complaints = await build(3, 1);
    const elena = cast.elena.id;
    expect((await stepInBulk(cast.amir, 'assign', { complaints, assigneeId: elena })).done).to.have.length(3);
    const again = complaints.map(({ id }) => ({ id }));
    expect(
      (await stepInBulk(cast.asha, 'changeUrgency', { complaints: again, urgency: 'high' })).done,
    ).to.have.length(3);
    expect(await Complaint.count({ where: { assigneeId: elena, urgency: 'high' } })).to.equal(3);
    expect(await countSteps()).to.equal(6);
    const rejected = await stepInBulk(cast.amir, 'reject', { complaints: again, remark: 'Out of scope.' });
    expect(rejected.done).to.have.length(3);
  });

  it('spares a complaint that changed since it was shown, and names who changed it', async () => {
    const complaints = await build(2, 0);
    await editComplaint(cast.asha, { id: complaints[0]?.id ?? 0, title: 'Something else' });
    const { done, refused } = await stepInBulk(cast.amir, 'resolve', { complaints, remark });
    expect(done).to.deep.equal([complaints[1]?.id]);
    expect(refused[0]?.reason).to.include(
      'Asha Admin changed the title from “The printer eats paper” to “Something else” a moment ago',
    );
  });

  it('takes each chosen complaint once, and an unknown one is refused', async () => {
    const [one] = await build(1, 0);
    const id = one?.id ?? 0;
    const { done, refused } = await stepInBulk(cast.amir, 'changeUrgency', {
      complaints: [{ id }, { id }, { id: 999_999 }],
      urgency: 'low',
    });
    expect(done).to.deep.equal([id]);
    expect(refused).to.deep.equal([{ id: 999_999, reason: 'There is no such record.' }]);
  });

  it('is for AMC admins and admins alone', async () => {
    const complaints = await build(1, 0);
    for (const actor of [cast.elena, cast.rosa, cast.sam]) {
      for (const attempt of [
        stepInBulk(actor, 'resolve', { complaints, remark }),
        stepInBulk(actor, 'reject', { complaints, remark }),
        stepInBulk(actor, 'changeUrgency', { complaints, urgency: 'low' }),
        stepInBulk(actor, 'assign', { complaints, assigneeId: cast.elena.id }),
      ]) {
        expect(await refusal(attempt)).to.be.instanceOf(ForbiddenError);
      }
    }
    expect(await countSteps()).to.equal(0);
  });

  it('refuses none, more than 500, and bad values before anything is done', async () => {
    const [one] = await build(1, 0);
    const many = Array.from({ length: 501 }, (_, i) => ({ id: i + 1 }));
    for (const complaints of [[], many]) {
      const error = await refusal(stepInBulk(cast.amir, 'resolve', { complaints, remark }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal(['complaints']);
    }
    const complaints = [{ id: one?.id ?? 0 }];
    expect((await refusal(stepInBulk(cast.amir, 'resolve', { complaints, remark: ' ' }))).fields).to.have.key(
      'remark',
    );
    expect(
      (await refusal(stepInBulk(cast.amir, 'changeUrgency', { complaints, urgency: 'x' as never }))).fields,
    ).to.have.key('urgency');
  });
});
