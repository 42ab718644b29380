import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../../src/database/connect.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { DAY_MS } from '../../../src/durations.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { operator } from '../../../src/policies/actor.ts';
import { storage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { confirmComplaint } from '../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { editComplaint } from '../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { rejectComplaint } from '../../../src/use-cases/complaints/steps/reject-complaint.ts';
import { linkComplaints } from '../../../src/use-cases/complaints/steps/link-complaints.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { sealEvents } from '../../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { applyRetention } from '../../../src/use-cases/retention/apply-retention.ts';
import { dueComplaints } from '../../../src/use-cases/retention/due-complaints.ts';
import { readRules } from '../../../src/use-cases/retention/read-rules.ts';
import { removeFiles } from '../../../src/use-cases/retention/remove-files.ts';
import { removeTexts } from '../../../src/use-cases/retention/remove-texts.ts';
import { setRetention } from '../../../src/use-cases/retention/set-retention.ts';
import { tryRetention } from '../../../src/use-cases/retention/try-retention.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { testEnvironment } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { journal } from '../../support/journal.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { program } from '../../support/program.ts';
import { refusal } from '../../support/refusal.ts';

const WROTE = ['Umbrella', 'dripping', 'cupola', 'Wringing', 'Splendidly', '9041772', 'Not ours', 'puddle'];

/** The rows of any table that hold one of these words, in any letter case. */
async function holding(words: readonly string[]): Promise<string[]> {
  const tables = await database().getQueryInterface().showAllTables();
  const found: string[] = [];
  for (const table of tables.map(String)) {
    const rows = await database().query<object>(`SELECT * FROM \`${table}\``, { type: QueryTypes.SELECT });
    found.push(...rows.map((row) => `${table}: ${JSON.stringify(row)}`));
  }
  return found.filter((text) => words.some((word) => text.toLowerCase().includes(word.toLowerCase())));
}

describe('retention', function suite() {
  this.timeout(240_000);
  let cast: Cast;
  let typeId: string;
  beforeEach(async () => {
    cast = await buildCast();
    typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
  });

  const inYears = <T>(years: number, work: () => Promise<T>): Promise<T> =>
    asOf(new Date(Date.now() + years * 366 * DAY_MS), work);

  async function file(title = 'Umbrella stand', more: object = {}) {
    const attachments = [await receiveFile(Readable.from([Buffer.from('a puddle')]), 'puddle.txt')];
    const said = { title, description: 'It is dripping.', location: 'The cupola' };
    const rest = { typeId, urgency: 'low', contactNumber: '+49 555 9041772', attachments };
    return (await postComplaint(cast.rosa, { ...said, ...rest, ...more })).id;
  }

  async function close(id: number): Promise<void> {
    await assignComplaint(cast.amir, { id, assigneeId: cast.elena.id });
    await addRemark(cast.elena, { id, remark: 'Wringing it out.' });
    await resolveComplaint(cast.elena, { id, remark: 'Wringing is done.' });
    await confirmComplaint(cast.rosa, { id, rating: 4, comment: 'Splendidly dry' });
  }

  const set = async (rule: string, years: number) => {
    await tryRetention(cast.asha, { rule, years });
    await setRetention(cast.asha, { rule, years });
  };

  it('removes files first, then texts, wherever they stand, and leaves figures, numbers, states and seals', async () => {
    const id = await file();
    await close(id);
    const rejected = await file('Not ours');
    await rejectComplaint(cast.amir, { id: rejected, remark: 'Not ours at all' });
    await editComplaint(cast.amir, { id: rejected, title: 'Umbrella again' }).catch(() => undefined);
    const other = { description: 'Dark.', location: '', contactNumber: '', attachments: [] };
    await file('Still open', other);
    await asOf(new Date(Date.now() + 60_000), () => sealEvents());
    const key = (await Attachment.findOne({ where: { complaintId: id }, rejectOnEmpty: true })).storageKey;
    const day = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 10);
    const period = { from: day(-40 * DAY_MS), to: day(2 * DAY_MS) };
    const now = new Date(Date.now() + 3 * 366 * DAY_MS);
    const report = async () => ({ ...(await readReport(cast.asha, period, now, 'UTC')), at: null });
    const before = JSON.stringify(await report());
    await inYears(3, async () => {
      await set('files', 1);
      await set('texts', 2);
      expect(await applyRetention(operator)).to.deep.equal({ ofFiles: 2, files: 2, ofTexts: 2 });
      expect(await applyRetention(operator), 'once more').to.deep.equal({ ofFiles: 0, files: 0, ofTexts: 0 });
    });
    expect(JSON.stringify(await report())).to.equal(before);
    expect(await holding(WROTE)).to.deep.equal([]);
    expect((await holding(['Still open'])).length, 'of what is open').to.be.greaterThan(1);
    expect(
      await storage()
        .open(key)
        .then(
          () => 'there',
          () => 'gone',
        ),
    ).to.equal('gone');
    const shown = await getConversation(cast.rosa, id, { reopenDays: 7 });
    expect(shown.complaint).to.include({ id, title: 'Removed' });
    expect(shown.complaint.description).to.match(/not kept any more/);
    expect(shown.events.some(({ feedback }) => feedback?.rating === 4)).to.equal(true);
    const { problems, erased } = await verifyJournal(operator);
    expect(problems).to.deep.equal([]);
    expect(erased).to.be.greaterThan(0);
    const told = await journal({ name: 'retention.applied' });
    expect(told.map(({ details }) => [details.rule, details.complaints])).to.deep.equal([
      ['files', [id, rejected]],
      ['texts', [id, rejected]],
    ]);
  });

  it('spares what is open, young, or goes on in what is', async () => {
    const old = await file();
    await close(old);
    const next = await file('Goes on');
    await byHand(() => Complaint.update({ followUpOfId: old }, { where: { id: next } }));
    const trial = (rule: string, years: number) => tryRetention(cast.asha, { rule, years });
    expect(await trial('files', 1)).to.include({ complaints: 0 });
    await inYears(3, async () => expect(await trial('files', 1)).to.include({ complaints: 0 }));
    await close(next);
    await inYears(3, async () => {
      expect(await trial('files', 1)).to.deep.include({
        complaints: 2,
        files: 2,
        bytes: 16,
        numbers: [old, next],
      });
      expect(await trial('texts', 1), 'files go first').to.include({ complaints: 0 });
      expect(await trial('files', 4)).to.include({ complaints: 0 });
    });
    expect(await Attachment.count()).to.equal(2);
  });

  it('takes nothing that was not tried with these very years, and the right to erase', async () => {
    const wish = { rule: 'files', years: 2 };
    expect((await refusal(setRetention(cast.asha, wish))).message).to.match(/^Look first/);
    await tryRetention(cast.asha, { ...wish, years: 3 });
    expect((await refusal(setRetention(cast.asha, wish))).status).to.equal(409);
    await tryRetention(cast.asha, wish);
    await inYears(1, async () => expect((await refusal(setRetention(cast.asha, wish))).status).to.equal(409));
    await setRetention(cast.asha, wish);
    await tryRetention(cast.asha, { rule: 'texts', years: 1 });
    expect((await refusal(setRetention(cast.asha, { rule: 'texts', years: 1 }))).fields).to.have.property(
      'years',
    );
    await set('texts', 2);
    expect((await refusal(setRetention(cast.asha, { rule: 'files', years: null }))).fields).to.have.property(
      'years',
    );
    await setRetention(cast.asha, { rule: 'texts', years: null });
    await setRetention(cast.asha, { rule: 'files', years: null });
    expect((await readRules(cast.asha)).map(({ years }) => years)).to.deep.equal([null, null]);
    expect(await journal({ name: 'retention.changed' })).to.have.length(4);
    for (const bad of [
      { rule: 'x', years: 1 },
      { rule: 'files', years: 0 },
      { rule: 'files', years: 51 },
      {},
    ])
      expect((await refusal(tryRetention(cast.asha, bad))).status).to.equal(422);
    for (const other of [cast.amir, cast.elena, cast.rosa]) {
      expect((await refusal(readRules(other))).status).to.equal(403);
      expect((await refusal(tryRetention(other, wish))).status).to.equal(403);
      expect((await refusal(setRetention(other, wish))).status).to.equal(403);
    }
    expect((await refusal(applyRetention(cast.asha))).status).to.equal(403);
  });

  it('lets nobody leave texts with a rule and files without, of two who set them at the same moment', async () => {
    await inYears(3, async () => {
      for (let round = 1; round <= 8; round += 1) {
        await set('files', 1);
        await setRetention(cast.asha, { rule: 'texts', years: null });
        await tryRetention(cast.asha, { rule: 'texts', years: 2 });
        const settled = await Promise.allSettled([
          setRetention(cast.asha, { rule: 'files', years: null }),
          setRetention(cast.asha, { rule: 'texts', years: 2 }),
        ]);
        const [files, texts] = (await readRules(cast.asha)).map(({ years }) => years);
        expect([files, texts], `round ${round}`).to.be.deep.oneOf([
          [null, null],
          [1, 2],
        ]);
        const refused = settled.flatMap((one) =>
          one.status === 'rejected' ? [(one.reason as { status: number }).status] : [],
        );
        expect(refused).to.deep.equal([422]);
        await setRetention(cast.asha, { rule: 'texts', years: null });
      }
    });
  });

  it('is tried by several at the same moment', async () => {
    const trials = await Promise.all(
      [1, 1, 2, 2].map((years) => tryRetention(cast.asha, { rule: 'texts', years })),
    );
    expect(trials.map(({ years }) => years)).to.deep.equal([1, 1, 2, 2]);
    expect((await readRules(cast.asha))[1]?.triedYears).to.be.oneOf([1, 2]);
  });

  it('spares what was reopened, written to or linked since it was found', async () => {
    const ids = [await file('One'), await file('Two'), await file('Three'), await file('Four')];
    for (const id of ids) await close(id);
    const [one = 0, two = 0, three = 0, four = 0] = ids;
    const young = await file('Young');
    const keyOf = async (complaintId: number) =>
      (await Attachment.findOne({ where: { complaintId }, rejectOnEmpty: true })).storageKey;
    const keys = await Promise.all(ids.map(keyOf));
    await inYears(3, async () => {
      const border = new Date(Date.now() + 2 * 366 * DAY_MS);
      expect((await dueComplaints('files', border, { limit: 10 })).map(({ id }) => id)).to.deep.equal(ids);
      await reopenComplaint(cast.rosa, { id: one, remark: 'It drips again' }, 9999);
      await addRemark(cast.rosa, { id: two, remark: 'Still of interest' });
      await linkComplaints(cast.amir, { id: three, otherId: young });
      expect(await removeFiles(operator, ids, border)).to.deep.equal({ complaints: 1, files: 1 });
      expect(await removeTexts(operator, ids, border)).to.equal(1);
    });
    const left = await Attachment.findAll({ where: { complaintId: ids }, order: ['complaintId'] });
    expect(left.map(({ complaintId }) => complaintId)).to.deep.equal([one, two, three]);
    for (const [index, key] of keys.entries()) {
      const isThere = await storage()
        .open(key)
        .then(
          (content) => (content.destroy(), true),
          () => false,
        );
      expect(isThere, `of complaint ${ids[index]}`).to.equal(ids[index] !== four);
    }
    const kept = await Complaint.findAll({ where: { id: ids }, order: ['id'] });
    expect(kept.map(({ title }) => title)).to.deep.equal(['One', 'Two', 'Three', 'Removed']);
  });

  it('goes on where the command was killed', async () => {
    const ids: number[] = [];
    for (let number = 1; number <= 40; number += 1) ids.push(await file(`Umbrella ${number}`));
    const long = new Date(Date.now() - 3 * 366 * DAY_MS);
    await byHand(async () => {
      const [closed] = await database().query<{ id: number }>(
        "SELECT id FROM statuses WHERE category = 'closed'",
        {
          type: QueryTypes.SELECT,
        },
      );
      const past = { statusId: closed?.id ?? 0, closedAt: long, lastActivityAt: long };
      await Complaint.update(past, { where: { id: ids }, silent: true });
    });
    const tried = await portalJson(['retention', '--dry-run', '--files', '1', '--texts', '1']);
    expect((tried.document.rules as object[])[0]).to.include({ complaints: 40, files: 40 });
    expect((await portalCommand(['retention', '--files', '1', '--texts', '1'])).stdout).to.equal(
      'files: 1 year\ntexts: 1 year\n',
    );
    const child = spawn(process.execPath, [...program('cli/index'), 'retention'], {
      env: { PATH: process.env.PATH, ...testEnvironment },
    });
    const ended = once(child, 'exit');
    for (const end = Date.now() + 60_000; (await Attachment.count()) === 40 && Date.now() < end;)
      await delay(5);
    child.kill('SIGKILL');
    await ended;
    expect((await portalCommand(['retention'])).code).to.equal(0);
    expect(await Attachment.count()).to.equal(0);
    expect(await Complaint.count({ where: { textsRemovedAt: null } })).to.equal(0);
    expect((await portalJson(['retention'])).document).to.deep.equal({ ofFiles: 0, files: 0, ofTexts: 0 });
    expect((await portalCommand(['retention', '--files', '2'])).code, 'not tried').to.equal(1);
    expect((await portalCommand(['retention', '--files', 'x'])).code).to.equal(2);
  });
});
