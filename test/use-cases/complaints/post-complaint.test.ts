import { expect } from 'chai';
import { select } from '../../../src/database/select.ts';
import { LimitError } from '../../../src/errors.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Status } from '../../../src/models/status.ts';
import { StatusChange } from '../../../src/models/status-change.ts';
import { User } from '../../../src/models/user.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { wordId } from '../../../src/use-cases/complaints/search/word-id.ts';
import { buildActor } from '../../factories/people.ts';
import { statementsOf } from '../../support/queries.ts';
import { refusal } from '../../support/refusal.ts';
import { journal } from '../../support/journal.ts';

describe('filing a complaint', () => {
  let rosa: Person;
  let typeId: string;
  beforeEach(async () => {
    rosa = await buildActor();
    typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
  });

  function form(submissionKey = 'a key that nobody drew'.replaceAll(' ', '-')) {
    return { title: 'No paper', description: 'It is empty.', typeId, submissionKey };
  }

  it('makes one complaint, one line of history and one event of 50 equal forms at once', async () => {
    const filed = await Promise.all(Array.from({ length: 50 }, () => postComplaint(rosa, form())));
    expect(new Set(filed.map(({ id }) => id)).size).to.equal(1);
    expect(await Complaint.count()).to.equal(1);
    expect(await StatusChange.count()).to.equal(1);
    expect(
      (await journal()).map(({ name, complaintId, actorId }) => ({ name, complaintId, actorId })),
    ).to.deep.equal([{ name: 'complaint.filed', complaintId: filed[0]?.id, actorId: rosa.id }]);
  });

  it('makes as many as there are forms', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        postComplaint(rosa, form(`key-number-${String(i).padStart(8, '0')}`)),
      ),
    );
    await Promise.all([1, 2].map(() => postComplaint(rosa, { ...form(), submissionKey: undefined })));
    expect(await Complaint.count()).to.equal(22);
  });

  it('counts those of one hour that were filed while it waited', async () => {
    const most = 3;
    for (let round = 0; round < 4; round += 1) {
      const somebody = await buildActor();
      const sent = Array.from({ length: 8 }, (_, i) =>
        postComplaint(somebody, form(`round-${round}-of-many-forms-${i}`), most),
      );
      const outcomes = await Promise.allSettled(sent);
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(refused).to.have.length(8 - most);
      for (const reason of refused) expect(reason).to.be.instanceOf(LimitError);
      expect(await Complaint.count({ where: { reporterId: somebody.id } })).to.equal(most);
    }
  });

  it('takes few statements, whose texts are prepared once where a model would make them anew', async () => {
    await postComplaint(rosa, form());
    const words = await statementsOf(() => postComplaint(rosa, form('another-key-of-a-form'), 30));
    const read = words.filter((sql) => / SELECT /.test(sql));
    // What must be known, which makes others wait.
    expect(read).to.have.length(1);
    // Begin, complaint, event, the job that announces it, status change, document, words, commit.
    expect(words).to.have.length(read.length + 8);
  });

  it('has no long statement prepared for a very long description, and makes its words known', async () => {
    for (const count of [600, 1200]) {
      const description = Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
      const sent = await statementsOf(() =>
        postComplaint(rosa, { ...form(`a-description-of-${count}`), description }, 30),
      );
      for (const sql of sent) expect(sql.split('?').length, sql.slice(0, 90)).to.be.lessThan(600);
      const known = await select(`SELECT id FROM search_words WHERE id = ${wordId(`w${count - 1}`)}`, {});
      expect(known).to.have.length(1);
    }
  });

  it('is refused as a conflict where whose it would be is deleted meanwhile', async () => {
    const gone = await buildActor();
    await User.destroy({ where: { id: gone.id } });
    for (const most of [0, 30])
      expect((await refusal(postComplaint(gone, form(), most))).status).to.equal(409);
  });

  it('is told as it is stored', async () => {
    const filed = await postComplaint(rosa, {
      ...form(),
      title: '  Cafe\u0301 \r\n printer ',
      location: 'Hall',
    });
    const stored = await Complaint.findByPk(filed.id, { rejectOnEmpty: true });
    const told = Object.entries(filed.get()).filter(([, value]) => value !== undefined);
    expect(stored.get()).to.deep.include(Object.fromEntries(told));
    expect([stored.title, stored.location, stored.contactNumber, stored.version]).to.deep.equal([
      'Café \n printer',
      'Hall',
      '',
      0,
    ]);
  });

  it('refuses what no engine stores alike and what says nothing, at its field', async () => {
    const odd = {
      title: '\u2800\u200b',
      description: 'Beep\u0007',
      location: '\u0001',
      contactNumber: '\u007f',
    };
    const error = await refusal(postComplaint(rosa, { ...form(), ...odd }));
    expect(Object.keys(error.fields).toSorted()).to.deep.equal(Object.keys(odd).toSorted());
    expect(await Complaint.count()).to.equal(0);
  });

  it('finds the first status by what it is for, whatever it is called', async () => {
    const open = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
    await open.update({ name: 'Freshly arrived' });
    expect((await postComplaint(rosa, form())).statusId).to.equal(open.id);
    await open.update({ name: 'Open' });
  });

  it('is nothing that the command line does, and a made-up key is refused', async () => {
    expect((await refusal(postComplaint(operator as Person, form()))).status).to.equal(403);
    for (const key of ['', 'short', 'x'.repeat(65), 'with spaces in the key']) {
      const error = await refusal(postComplaint(rosa, form(key)));
      expect(error.fields, key).to.have.property('submissionKey');
    }
    expect(await Complaint.count()).to.equal(0);
  });
});
