import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../../src/database/connect.ts';
import { MINUTE_MS } from '../../../src/durations.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Job } from '../../../src/models/job.ts';
import { Remark } from '../../../src/models/remark.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { erasePerson } from '../../../src/use-cases/erasure/erase-person.ts';
import { ERASING, eraseTraces } from '../../../src/use-cases/erasure/erase-traces.ts';
import { sealEvents } from '../../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { journal } from '../../support/journal.ts';
import { announceAll } from '../../support/mail-jobs.ts';
import { refusal } from '../../support/refusal.ts';
import { asOf } from '../../../src/database/present-moment.ts';

/** Whatever tells of her: how she is and was called, and how she is reached. */
const TELLING = [
  'Zenobia',
  'Quartermain',
  'Quillfeather',
  'zq77',
  'zenobia.q',
  'AL-ZQ',
  '+49 555 0199',
  '+49 555 0200',
];
const WROTE = ['Umbrella stand', 'dripping', 'cupola', 'quite wet'];

async function texts(): Promise<string[]> {
  const tables = await database().getQueryInterface().showAllTables();
  const found: string[] = [];
  for (const table of tables.map(String)) {
    const rows = await database().query<object>(`SELECT * FROM \`${table}\``, { type: QueryTypes.SELECT });
    for (const row of rows) found.push(`${table}: ${JSON.stringify(row)}`);
  }
  return found;
}

/** The rows of any table that hold one of these words, in any letter case. */
async function holding(words: readonly string[]): Promise<string[]> {
  const all = await texts();
  return all.filter((text) => words.some((word) => text.toLowerCase().includes(word.toLowerCase())));
}

describe('erasing a person', function suite() {
  this.timeout(120_000);
  let cast: Cast;
  let zq: Person;
  let complaintId: number;
  let othersId: number;

  beforeEach(async () => {
    cast = await buildCast();
    const made = await buildActor({ username: 'zq77', firstName: 'Zenobia', lastName: 'Quartermain' });
    await updateUser(cast.asha, made.id, { email: 'zenobia.q@alphalab.example', lastName: 'Quillfeather' });
    await updateUser(cast.asha, made.id, { profile: { phoneNumber: '+49 555 0199', mainPortalId: 'AL-ZQ' } });
    zq = (await loadActor(made.id))?.actor ?? expect.fail();
    const typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
    const said = { title: 'Umbrella stand', description: 'It is dripping.', location: 'The cupola' };
    const filed = await postComplaint(
      zq,
      { ...said, typeId, urgency: 'low', contactNumber: '+49 555 0200' },
      0,
    );
    complaintId = filed.id;
    await addRemark(zq, { id: complaintId, remark: 'Everything is quite wet.' });
    const other = {
      title: 'Lamp',
      description: 'Dark.',
      location: '',
      typeId,
      urgency: 'low',
      contactNumber: '',
    };
    othersId = (await postComplaint(cast.rosa, other, 0)).id;
    await assignComplaint(cast.amir, { id: complaintId, assigneeId: cast.elena.id });
    await announceAll();
    await createToken(zq, zq, { name: 'Zenobia’s script' });
  });

  const erase = (input: object = {}, actor = cast.asha) =>
    erasePerson(actor, zq.id, { name: 'zenobia  Quillfeather', ...input });
  const runJob = async (signal = new AbortController().signal) => {
    const job = await Job.findOne({ where: { kind: ERASING }, rejectOnEmpty: true });
    await eraseTraces(JSON.parse(job.payload), { signal });
  };

  it('leaves nothing that tells of them in any table, and complaints, their texts and the journal’s proof whole', async () => {
    expect((await holding(TELLING)).length, 'known before').to.be.greaterThan(8);
    await erase();
    await runJob();
    expect(await holding(TELLING)).to.deep.equal([]);
    const complaint = await Complaint.findByPk(complaintId, { rejectOnEmpty: true });
    expect([complaint.title, complaint.location, complaint.contactNumber]).to.deep.equal([
      'Umbrella stand',
      'The cupola',
      '',
    ]);
    expect(complaint.reporterId).to.equal(zq.id);
    expect((await User.findByPk(zq.id, { rejectOnEmpty: true })).displayName).to.equal('Erased person');
    expect(await UserProfile.count({ where: { userId: zq.id } })).to.equal(1);
    await asOf(new Date(Date.now() + MINUTE_MS), () => sealEvents());
    const { problems, erased } = await verifyJournal(operator);
    expect(problems).to.deep.equal([]);
    expect(erased).to.be.greaterThan(2);
    expect((await Complaint.findByPk(othersId, { rejectOnEmpty: true })).title).to.equal('Lamp');
    // Digests prove the journal; nobody is shown one.
    const shown = JSON.stringify(await getConversation(cast.amir, complaintId, { reopenDays: 7 }));
    expect(shown)
      .to.contain('Erased person')
      .and.not.match(/erased:[0-9a-f]/);
  });

  it('leaves nothing that they wrote where that is chosen, nor their files', async () => {
    await erase({ texts: 'erase' });
    await runJob();
    expect(await holding([...TELLING, ...WROTE])).to.deep.equal([]);
    expect(await Remark.count({ where: { authorId: zq.id, text: 'Erased' } })).to.equal(1);
    expect(await Attachment.count({ where: { uploaderId: zq.id } })).to.equal(0);
  });

  it('goes on where it was broken off, and does nothing once more', async () => {
    await erase();
    const broken = new AbortController();
    broken.abort();
    await runJob(broken.signal).catch(() => undefined);
    await runJob();
    const events = await JournalEvent.count();
    await runJob();
    expect(await JournalEvent.count({ where: { name: 'user.traces_erased' } })).to.be.greaterThan(0);
    expect(await holding(TELLING)).to.deep.equal([]);
    expect(await JournalEvent.count()).to.be.at.most(events + 1);
  });

  it('knows the names also where the journal no longer tells how they came to be', async () => {
    await byHand(() => JournalEvent.destroy({ where: { subjectType: 'user', subjectId: zq.id } }));
    await byHand(() =>
      JournalEvent.update({ actorId: null, actorName: 'System' }, { where: { actorId: zq.id } }),
    );
    await erase();
    await runJob();
    expect(await holding(TELLING.slice(0, 1))).to.deep.equal([]);
  });

  it('is told in the journal, without the name', async () => {
    await erase();
    const [event] = await journal({ name: 'user.erased' });
    expect(event).to.deep.include({ actorId: cast.asha.id, subjectId: zq.id, details: { texts: 'keep' } });
  });

  it('ends everything by which they came in, for good', async () => {
    await erase();
    expect(await loadActor(zq.id)).to.equal(undefined);
    const refused = await Promise.all([
      refusal(updateUser(cast.asha, zq.id, { isActive: true })),
      refusal(updateUser(cast.asha, zq.id, { password: 'seven green bottles' })),
      refusal(updateUser(cast.asha, zq.id, { firstName: 'Back' })),
    ]);
    expect(refused.map(({ status }) => status)).to.deep.equal([403, 403, 403]);
    expect((await refusal(erase({ name: 'Erased person' }))).status).to.equal(409);
  });

  it('takes the right, the name, and somebody else than oneself', async () => {
    expect((await refusal(erase({ name: 'Zenobia Quartermain' }))).fields).to.have.keys('name');
    expect((await refusal(erase({ name: '' }))).fields).to.have.keys('name');
    expect((await refusal(erase({ texts: 'some' }))).fields).to.have.keys('texts');
    expect((await refusal(erase({}, cast.amir))).status).to.equal(403);
    const own = await refusal(erasePerson(cast.asha, cast.asha.id, { name: cast.asha.name }));
    expect([own.status, own.message]).to.deep.equal([
      403,
      'You cannot erase yourself. Somebody else has to.',
    ]);
    expect((await refusal(erasePerson(cast.asha, 999_999, { name: 'x' }))).status).to.equal(404);
    const root = await buildActor({ username: 'root', isSuperuser: true });
    expect((await refusal(erasePerson(operator, root.id, { name: 'root' }))).status).to.equal(409);
    expect(await User.count({ where: { username: 'zq77' } })).to.equal(1);
  });
});
