import { expect } from 'chai';
import { isSqlite } from '../../../src/database/connect.ts';
import { LimitError } from '../../../src/errors.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { StatusChange } from '../../../src/models/status-change.ts';
import { User } from '../../../src/models/user.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { claimComplaint } from '../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { buildActor } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { statementsOf } from '../../support/queries.ts';
import { refusal } from '../../support/refusal.ts';

const MOST = 3;

describe('how many complaints one person files within an hour', () => {
  let elena: Person;
  let ravi: Person;
  let people: Person[];
  let typeId: string;
  beforeEach(async () => {
    [elena, ravi] = [
      await buildActor({ username: 'elena', groups: [GROUP.engineer] }),
      await buildActor({ username: 'ravi', groups: [GROUP.engineer] }),
    ];
    people = await Promise.all([1, 2, 3, 4].map(() => buildActor()));
    typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
  });

  async function file(filer: Person, whose?: Person, most = MOST): Promise<Complaint> {
    const form = { title: 'No paper', description: 'It is empty.', typeId };
    const forPerson = whose && (await User.findByPk(whose.id, { rejectOnEmpty: true })).username;
    return postComplaint(filer, forPerson === undefined ? form : { ...form, forPerson }, most);
  }

  it('is counted of who files, whoever it is for, at the same moment, too', async () => {
    const sent = [...people, ...people].map((person) => file(elena, person));
    const outcomes = await Promise.allSettled(sent);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).to.have.length(sent.length - MOST);
    for (const reason of refused) expect(reason).to.be.instanceOf(LimitError);
    expect(await Complaint.count()).to.equal(MOST);
    expect(await refusal(file(elena))).to.be.instanceOf(LimitError);
  });

  it('is not used up by what others filed in one’s name', async () => {
    const [priya = elena] = people;
    for (let i = 0; i < MOST; i += 1) await file(ravi, priya);
    await file(elena, priya);
    for (let i = 0; i < MOST; i += 1) await file(priya);
    expect(await refusal(file(priya))).to.be.instanceOf(LimitError);
    await file(elena, priya);
  });

  it('counts no other steps, and nothing from before that hour', async () => {
    const [priya = elena] = people;
    for (let i = 0; i < MOST; i += 1) await claimComplaint(elena, { id: (await file(priya)).id });
    for (let i = 0; i < MOST; i += 1) await file(elena);
    expect(await refusal(file(elena))).to.be.instanceOf(LimitError);
    const earlier = new Date(Date.now() - 61 * 60_000);
    await byHand(() => StatusChange.update({ createdAt: earlier }, { where: { changedById: elena.id } }));
    await file(elena);
  });

  it('has nobody who files for whoever files for them give up to the other', async () => {
    const statements = await statementsOf(() =>
      Promise.all([1, 2, 3, 4].flatMap(() => [file(elena, ravi, 30), file(ravi, elena, 30)])),
    );
    expect(statements.filter((sql) => /rollback/i.test(sql))).to.deep.equal([]);
    expect(await Complaint.count()).to.equal(8);
  });

  it('asks nothing more of the database for oneself, and for somebody else their rows', async () => {
    const [priya = elena] = people;
    await file(elena, priya);
    const own = await statementsOf(() => file(elena));
    const ofLocks = own.filter((sql) => /FOR UPDATE/.test(sql));
    expect(ofLocks).to.have.length(isSqlite() ? 0 : 1);
    const others = await statementsOf(() => file(elena, priya));
    expect(others.filter((sql) => /FOR UPDATE/.test(sql))).to.have.length(isSqlite() ? 0 : 2);
  });
});
