import { Readable } from 'node:stream';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { asOf } from '../../src/database/present-moment.ts';
import { DAY_MS } from '../../src/durations.ts';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';

import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { postComplaint } from '../../src/use-cases/complaints/post-complaint.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { countAllAnew } from '../../src/use-cases/reports/counting/follow-complaints.ts';
import { sealEvents } from '../../src/use-cases/journal/seal-events.ts';
import { storage } from '../../src/storage/storage.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { announceAll } from '../support/mail-jobs.ts';
import { dataDir } from '../support/database.ts';
import { portalCommand } from '../support/portal-command.ts';
import { removeStoredFiles } from '../support/stored-files.ts';
import { nothingYet, type Acknowledged } from './acknowledged.ts';
import { STATEMENTS } from './invariants/by-sql.ts';
import { contradictions, INVARIANTS } from './invariants/index.ts';
import { openPlace, type TorturedPlace } from './place.ts';

const NOW = "'2026-01-01 00:00:00.000'";

/** What somebody does by hand to break what each statement says. */
const DAMAGE: Readonly<Record<string, readonly string[]>> = {
  'one profile a user': ['DELETE FROM user_profiles WHERE user_id = (SELECT MIN(id) FROM users)'],
  'portal IDs once': [
    "UPDATE user_profiles SET main_portal_id = 'AL-7' WHERE user_id IN (SELECT id FROM users WHERE username IN ('rosa', 'sam'))",
  ],
  'somebody rules': ["UPDATE users SET is_active = 0 WHERE username = 'asha'"],
  'filed once': ["UPDATE events SET name = 'complaint.claimed' WHERE name = 'complaint.filed'"],
  'status by its history': ['UPDATE complaints SET status_id = (SELECT MIN(id) FROM statuses)'],
  'history unbroken': ['UPDATE status_changes SET from_status_id = to_status_id WHERE from_status_id > 0'],
  'versions gapless': ['UPDATE complaints SET version = version + 1'],
  'status_changes by events': ['UPDATE status_changes SET event_id = 0'],
  'remarks by events': ['UPDATE remarks SET event_id = 0'],
  'attachments by events': ['UPDATE attachments SET event_id = 0'],
  'feedback by events': [
    `INSERT INTO feedback (complaint_id, status_change_id, rating, comment, event_id, created_at) SELECT complaint_id, MAX(id), 3, '', 0, ${NOW} FROM status_changes GROUP BY complaint_id`,
  ],
  'resolved with a time': ['UPDATE complaints SET resolved_at = NULL'],
  'work of those who may': [
    "UPDATE complaints SET status_id = (SELECT MIN(id) FROM statuses WHERE category = 'open'), assignee_id = (SELECT id FROM users WHERE username = 'rosa')",
  ],
  'merged is closed': ['UPDATE complaints SET merged_into_id = id'],
  'said once': [
    `INSERT INTO remarks (complaint_id, author_id, text, is_internal, event_id, created_at) SELECT complaint_id, author_id, text, 0, event_id, ${NOW} FROM remarks`,
  ],
  'in the search': ['DELETE FROM search_documents'],
  'announced once': ["UPDATE notifications SET recipient_id = 1, channel = 'mail', kind = 'x', event_id = 1"],
  'solutions announced': ['DELETE FROM notifications'],
  'jobs done': ["UPDATE jobs SET state = 'dead'"],
  'bulk steps ended': [
    `INSERT INTO bulk_runs (id, starter_id, run_key, step, input, origin, state, created_at) SELECT 1, MIN(id), 'k', 'reject', '{}', 'panel', 'done', ${NOW} FROM users`,
    "INSERT INTO bulk_rows (run_id, complaint_id, place, given, state, reason, was) SELECT 1, MIN(id), 0, '{}', 'waiting', '', '' FROM complaints",
  ],
  'bulk steps once': [
    `INSERT INTO bulk_runs (id, starter_id, run_key, step, input, origin, state, created_at) SELECT 1, MIN(id), 'k', 'reject', '{}', 'panel', 'done', ${NOW} FROM users`,
    "INSERT INTO bulk_rows (run_id, complaint_id, place, given, state, reason, was) SELECT 1, MIN(id), 0, '{}', 'done', '', '' FROM complaints",
  ],
};

describe('the invariants that torture looks at', function suite() {
  this.timeout(120_000);
  let cast: Cast;
  let place: TorturedPlace;
  let done: Acknowledged;
  before(() => {
    place = openPlace();
  });
  after(() => place.close());

  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    cast = await buildCast();
    await place.damage("UPDATE users SET is_superuser = 1 WHERE username = 'asha'");
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const content = await receiveFile(Readable.from([Buffer.from('what it printed')]), 'log.txt');
    const input = { title: 'Torture 1', description: 'd', typeId: String(type.id), attachments: [content] };
    // Days are counted once they are over.
    const { id } = await asOf(new Date(Date.now() - 3 * DAY_MS), () => postComplaint(cast.rosa, input));
    await claimComplaint(cast.elena, { id });
    await addRemark(cast.elena, { id, remark: 'Said once: 1' });
    await resolveComplaint(cast.elena, { id, remark: 'It works again.' });
    await announceAll();
    await sealEvents();
    done = nothingYet();
    done.filed.set('Torture 1', { id, files: [{ name: 'log.txt', sha256: content.sha256 }] });
    done.replies.add('Said once: 1');
    done.steps.add(`complaint.claimed ${id}`);
  });

  const look = () => ({ place, done, isOwn: true });
  const find = async (name: string) =>
    (await INVARIANTS.find((one) => one.name === name)?.find(look())) ?? expect.fail(name);

  it('all hold where nothing was done by hand', async () => {
    expect(await contradictions(look())).to.deep.equal([]);
  });

  it('that statements tell are broken by whoever changes rows by hand', async () => {
    const names = STATEMENTS.map(({ name }) => name).filter((name) => name !== 'programs told once');
    expect(Object.keys(DAMAGE)).to.have.members(names);
    for (const [name, statements] of Object.entries(DAMAGE)) {
      await place.damage('BEGIN', ...statements);
      const found = await find(name);
      await place.damage('ROLLBACK');
      expect(found, name).to.have.length(1);
    }
    await place.damage('DELETE FROM complaint_types WHERE id = (SELECT type_id FROM complaints)');
    expect(await find('no orphaned row')).to.deep.equal([
      '1 of complaints.type_id name none of complaint_types',
    ]);
  });

  it('are broken by a second delivery, which a key keeps away', async () => {
    const names = 'webhook_id, event_id, event_name, message_id, state, attempts, created_at, updated_at';
    const rows = ['a', 'b'].map((id) => `(1, 1, 'x', '${id}', 'waiting', 0, ${NOW}, ${NOW})`);
    const on = place.isSqlite ? '' : ' ON webhook_deliveries';
    const key = 'webhook_deliveries_event_unique';
    await place.damage(
      ...(place.isSqlite ? [] : ['CREATE INDEX instead ON webhook_deliveries (webhook_id)']),
      `DROP INDEX ${key}${on}`,
      `INSERT INTO webhook_deliveries (${names}) VALUES ${rows.join(', ')}`,
    );
    const found = await find('programs told once');
    await place.damage(
      'DELETE FROM webhook_deliveries',
      `CREATE UNIQUE INDEX ${key} ON webhook_deliveries (webhook_id, event_id)`,
      ...(place.isSqlite ? [] : ['DROP INDEX instead ON webhook_deliveries']),
    );
    expect(found).to.have.length(1);
  });

  it('that files are whole is broken by one that is cut, gone, or nobody’s', async () => {
    const { storageKey: key } = await Attachment.findOne({ rejectOnEmpty: true });
    await storage().put(Readable.from(['of nobody']), 100);
    expect(await find('no orphaned file')).to.have.length(1);
    await writeFile(join(dataDir, 'attachments', key.slice(0, 2), key), 'what it printeX');
    expect(await find('files whole')).to.have.length(1);
    await storage().remove(key);
    expect((await find('files whole')).join()).to.match(/^attachments \d+: Error/);
  });

  it('that promises are kept is broken by what is lost, doubled or changed', async () => {
    const complaint = await Complaint.findOne({ rejectOnEmpty: true });
    done.replies.add('Said once: 2').add('Said once: 1');
    expect(await find('replies kept')).to.deep.equal(['Said once: 2']);
    done.steps.add(`complaint.started ${complaint.id}`);
    expect(await find('steps kept')).to.have.length(1);
    await place.damage("UPDATE attachments SET sha256 = 'another'");
    expect(await find('filings kept')).to.have.length(1);
    await place.damage("UPDATE complaints SET title = 'Torture 2'");
    expect(await find('filings kept')).to.have.length(2);
    await place.damage(
      'INSERT INTO complaints (reporter_id, type_id, status_id, title, description, urgency, version, created_at, updated_at) SELECT reporter_id, type_id, status_id, title, description, urgency, version, created_at, updated_at FROM complaints',
    );
    expect(await find('filings once')).to.deep.equal(['2 of “Torture 2”']);
  });

  it('that commands prove are broken by a forged entry, a lost profile, a job given up and wrong figures', async () => {
    expect((await portalCommand(['audit', 'verify'])).code).to.equal(0);
    await place.damage("UPDATE events SET actor_name = 'Somebody else' WHERE name = 'complaint.claimed'");
    expect(await find('journal whole')).to.have.length(1);
    await place.damage(
      "DELETE FROM user_profiles WHERE user_id = (SELECT id FROM users WHERE username = 'sam')",
    );
    expect((await find('profiles need no repair')).join()).to.contain('sam');
    const told = await find('check sees no problem');
    expect(told.join('\n')).to.match(/profile/i);
    await countAllAnew();
    expect(await find('figures as counted')).to.deep.equal([]);
    await place.damage('UPDATE daily_figures SET filed = filed + 1');
    expect(await find('figures as counted')).to.have.length(1);
  });
});
