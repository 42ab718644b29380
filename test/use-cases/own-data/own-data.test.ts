import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../../src/database/connect.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { OWN_ROWS } from '../../../src/use-cases/own-data/own-rows.ts';
import { takeOwnData } from '../../../src/use-cases/own-data/take-own-data.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { signIn, startApp } from '../../support/app.ts';
import { journal } from '../../support/journal.ts';
import { unzip } from '../../support/read-xlsx.ts';
import { refusal } from '../../support/refusal.ts';

/** Columns that name a person and are handed out otherwise than as rows of theirs. */
const OTHERWISE = new Set([
  'attachments.uploader_id',
  'complaints.reporter_id',
  'events.actor_id',
  'recovery_codes.user_id',
  'remarks.author_id',
  'user_groups.user_id',
]);

/** Columns that name a person of whom they tell nothing that is not handed out elsewhere, and why. */
const NOT_TAKEN: Readonly<Record<string, string>> = {
  'api_clients.maker_id': 'a program of the organisation; that they made it is among what they did',
  'api_requests.user_id': 'what a program was answered, for a day',
  'assignment_rules.person_id': 'a rule of the organisation',
  'bulk_runs.starter_id': 'each step of it is among what they did',
  'complaints.assignee_id': 'work that was given to them, about others',
  'mail_refusals.user_id': 'what a mail server said',
  'passkey_handles.user_id': 'drawn at random',
  'presences.user_id': 'holds for a minute',
  'report_recipients.user_id': 'who is sent a report of the organisation',
  'status_changes.changed_by_id': 'each is among what they did',
  'submissions.sender_id': 'that a form was sent; what it made is there',
  'webhooks.owner_id': 'a connection of the organisation; that they made it is among what they did',
};

const NAMES =
  /^(user|owner|person|author|actor|uploader|recipient|sender|starter|maker|asker|changed_by|reporter|assignee)_id$/;

/** `table.column` of all that there are. */
async function columns(): Promise<string[]> {
  const all = isSqlite()
    ? "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_xinfo(m.name) p WHERE m.type = 'table'"
    : 'SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE()';
  const found = await database().query<{ t: string; c: string }>(all, { type: QueryTypes.SELECT });
  return found.filter(({ c }) => NAMES.test(c)).map(({ t, c }) => `${t}.${c}`);
}

describe('taking out one’s own data', function suite() {
  this.timeout(120_000);
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function taken(actor: Person) {
    const parts = await unzip(await buffer((await takeOwnData(actor)).content));
    const text = parts.get('data.json') ?? '';
    return { parts, text, data: JSON.parse(text) as Record<string, unknown> };
  }

  async function file(reporter: Person, title: string) {
    const typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
    const attachments = [await receiveFile(Readable.from([Buffer.from(`of ${title}`)]), 'a note: 1.txt')];
    const input = { title, description: `All of ${title}`, typeId, urgency: 'low', attachments };
    return postComplaint(reporter, input);
  }

  it('names every column that says whose something is', async () => {
    const own = OWN_ROWS.map(({ model, column }) => {
      const { field = '' } = model.getAttributes()[column] ?? {};
      return `${model.tableName}.${field}`;
    });
    const known = [...own, ...OTHERWISE, ...Object.keys(NOT_TAKEN)];
    expect((await columns()).toSorted()).to.deep.equal(known.toSorted());
  });

  it('has complaints, remarks, settings and files, and nothing of others’', async () => {
    const complaint = await file(cast.rosa, 'Broken lamp');
    await file(cast.sam, 'Secret of Sam');
    await assignComplaint(cast.amir, { id: complaint.id, assigneeId: cast.elena.id });
    await addRemark(cast.elena, { id: complaint.id, remark: 'Answered by Elena' });
    await addNote(cast.elena, { id: complaint.id, remark: 'Hidden thought' });
    const made = await createToken(cast.rosa, cast.rosa, { name: 'Of Rosa' });
    const { data, parts, text } = await taken(cast.rosa);
    const [readme, json, sent = '', ...others] = [...parts.keys()];
    expect([readme, json, others]).to.deep.equal(['README.txt', 'data.json', []]);
    expect(sent).to.match(/^files\/\d+-a-note-1\.txt$/);
    expect(parts.get(sent)).to.equal('of Broken lamp');
    expect(data.account).to.include({ username: 'rosa' });
    const [shown, ...more] = data.complaints as { remarks: { by: string; text: string }[] }[];
    expect(more).to.deep.equal([]);
    expect(shown?.remarks.map((one) => one.text)).to.deep.equal(['Answered by Elena']);
    expect(data.tokens).to.have.length(1);
    expect(data.whatYouDid).to.not.deep.equal([]);
    for (const hidden of ['Hidden thought', 'Secret of Sam', made?.token ?? '', '.noted', 'Hash'])
      expect(text).not.to.contain(hidden);
    expect(await journal({ name: 'user.data_downloaded' })).to.have.length(1);
    const hers = await taken(cast.elena);
    expect(hers.text).to.contain('Hidden thought').and.to.contain('Answered by Elena');
    expect(hers.text).not.to.contain('All of Broken lamp');
  });

  it('is given a few times an hour, to each person', async () => {
    for (let time = 1; time <= 3; time += 1) (await takeOwnData(cast.rosa)).content.destroy();
    expect((await refusal(takeOwnData(cast.rosa))).status).to.equal(429);
    (await takeOwnData(cast.sam)).content.destroy();
  });

  it('is a link of the profile, from the portal’s own pages alone', async () => {
    const app = await startApp();
    const client = await signIn(app.client(), 'rosa');
    expect((await client.get('/profile')).text).to.contain('href="/profile/data"');
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${app.url}/profile/data`, { headers: { cookie } });
    expect(answer.headers.get('content-type')).to.equal('application/zip');
    expect(answer.headers.get('content-disposition')).to.match(/attachment; filename="?my-data-.*\.zip/);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).to.equal('PK');
    expect((await client.get('/profile/data', { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await app.client().get('/profile/data')).status).to.equal(303);
    await app.stop();
  });
});
