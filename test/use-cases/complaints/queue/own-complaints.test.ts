import { expect } from 'chai';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { claimComplaint } from '../../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { listOwnComplaints } from '../../../../src/use-cases/complaints/queue/list-own-complaints.ts';
import { markSeen } from '../../../../src/use-cases/complaints/conversation/mark-seen.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { countQueries } from '../../../support/queries.ts';

describe('the list of own complaints', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('can be limited to the open and to the closed ones', async () => {
    for (const status of ['open', 'waiting', 'resolved', 'closed', 'rejected'] as const) {
      await buildComplaint({ reporter: cast.rosa, status, title: status });
    }
    await buildComplaint({ reporter: cast.sam });
    const titles = async (view: 'all' | 'open' | 'closed') =>
      (await listOwnComplaints(cast.rosa, 1, view)).complaints.map(({ title }) => title);
    expect(await titles('all')).to.deep.equal(['rejected', 'closed', 'resolved', 'waiting', 'open']);
    expect(await titles('open')).to.deep.equal(['resolved', 'waiting', 'open']);
    expect(await titles('closed')).to.deep.equal(['rejected', 'closed']);
    const { total, counts } = await listOwnComplaints(cast.rosa, 1, 'closed');
    expect([total, counts]).to.deep.equal([2, { all: 5, open: 3, closed: 2 }]);
  });

  it('has 20 on a page', async () => {
    for (let i = 0; i < 21; i += 1) await buildComplaint({ reporter: cast.rosa });
    const first = await listOwnComplaints(cast.rosa);
    expect([first.complaints.length, first.pages]).to.deep.equal([20, 2]);
    const last = await listOwnComplaints(cast.rosa, 7);
    expect([last.complaints.length, last.page]).to.deep.equal([1, 2]);
  });

  it('shows the last public answer and whether it was read', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const own = async () => {
      const [row] = (await listOwnComplaints(cast.rosa)).complaints;
      return [row?.lastAnswer?.author, row?.lastAnswer?.text, row?.isUnread];
    };
    await claimComplaint(cast.elena, { id });
    expect(await own()).to.deep.equal([undefined, undefined, false]);
    await addRemark(cast.elena, { id, remark: 'Which keys?' });
    await addNote(cast.elena, { id, remark: 'A secret.' });
    await addRemark(cast.rosa, { id, remark: 'All of them.' });
    expect(await own()).to.deep.equal(['Elena Engineer', 'Which keys?', true]);
    await markSeen(cast.rosa, id);
    expect(await own()).to.deep.equal(['Elena Engineer', 'Which keys?', false]);
    await addRemark(cast.elena, { id, remark: 'x'.repeat(300) });
    expect(await own()).to.deep.equal(['Elena Engineer', `${'x'.repeat(200)}…`, true]);
  });

  it('costs the same number of queries for few and for many', async () => {
    const add = async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena });
      await addRemark(cast.elena, { id, remark: 'Yes.' });
    };
    await add();
    const few = await countQueries(() => listOwnComplaints(cast.rosa));
    for (let i = 0; i < 10; i += 1) await add();
    expect(await countQueries(() => listOwnComplaints(cast.rosa))).to.equal(few);
  });
});
