import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../../src/database/connect.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Department } from '../../../src/models/department.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Status } from '../../../src/models/status.ts';
import { User } from '../../../src/models/user.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { operator } from '../../../src/policies/actor.ts';
import { searchComplaints } from '../../../src/use-cases/complaints/search/search-complaints.ts';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { closeUnanswered } from '../../../src/use-cases/complaints/steps/close-unanswered.ts';
import { deleteComplaints } from '../../../src/use-cases/complaints/delete-complaints.ts';
import { importDjango } from '../../../src/use-cases/django-import/import-django.ts';
import { NO_MAP, readMap } from '../../../src/use-cases/django-import/map-file.ts';
import type { DjangoReport } from '../../../src/use-cases/django-import/report.ts';
import { forgetDjangoRounds } from '../../../src/use-cases/people/django-rounds.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { buildActor, buildUser } from '../../factories/people.ts';
import { hasServer, openOldPortal, stopOldPortals, type OldPortal } from '../../support/old-portal.ts';
import { refusal } from '../../support/refusal.ts';

const DAY = 86_400_000;

/** Rows of all tables that an import may write, by name. */
async function countAll(): Promise<Record<string, number>> {
  const tables = [
    'users',
    'user_profiles',
    'user_groups',
    'departments',
    'complaint_types',
    'statuses',
    'groups',
  ];
  const others = [
    'complaints',
    'remarks',
    'status_changes',
    'feedback',
    'attachments',
    'events',
    'faqs',
    'faq_categories',
  ];
  const rest = ['search_documents', 'imported_rows', 'notifications', 'jobs', 'webhook_deliveries'];
  const counts: Record<string, number> = {};
  for (const table of [...tables, ...others, ...rest]) {
    const sql = `SELECT COUNT(*) AS n FROM \`${table}\``;
    const [row] = await database().query<{ n: number }>(sql, { type: QueryTypes.SELECT });
    counts[table] = Number(row?.n);
  }
  return counts;
}

async function named(username: string): Promise<Person> {
  const user = await User.findOne({ where: { username }, rejectOnEmpty: true });
  const signedIn = await loadActor(user.id);
  if (signedIn === undefined) throw new Error(`${username} is not active`);
  return signedIn.actor;
}

/** What happened to a complaint, as whoever reads it sees it. */
async function told(id: number): Promise<string[]> {
  const admin = await named('boss');
  const { events } = await getConversation(admin, id, { reopenDays: 7 });
  return events.map(({ by, what, remark, feedback }) =>
    [by?.name ?? 'The portal', what, remark?.text, feedback === null ? undefined : `${feedback.rating} stars`]
      .filter(Boolean)
      .join(' | '),
  );
}

const noteOf = ({ notes }: DjangoReport, about: RegExp) =>
  notes.find((note) => about.test(note.about))?.items ?? [];
const tableOf = ({ tables }: DjangoReport, name: string) => tables.find(({ table }) => table === name);

(hasServer ? describe : describe.skip)('the import of the old portal', function suite() {
  this.timeout(180_000);
  let old: OldPortal;
  const media = mkdtempSync(join(tmpdir(), 'portal-media-'));

  const move = (options: Partial<Parameters<typeof importDjango>[1]> = {}): Promise<DjangoReport> =>
    importDjango(operator, {
      address: { url: old.url },
      media,
      map: NO_MAP,
      dryRun: false,
      progress: () => undefined,
      ...options,
    });

  before(() => {
    mkdirSync(join(media, 'complaints/1'), { recursive: true });
    writeFileSync(join(media, 'complaints/1/signal.txt'), 'weak in room 4\n');
    symlinkSync('/etc', join(media, 'complaints/outside'));
  });
  beforeEach(async () => {
    old = await openOldPortal();
  });
  afterEach(async () => {
    forgetDjangoRounds();
    await old.close();
  });
  after(async () => {
    rmSync(media, { recursive: true });
    await stopOldPortals();
  });

  it('accounts for every row, and tells of each that is not taken why', async () => {
    const report = await move();
    for (const { table, rows, taken, before: known, merged, skipped, reasons } of report.tables) {
      expect(taken + known + merged + skipped, table).to.equal(rows);
      const [stored] = await old.run(`SELECT COUNT(*) AS n FROM ${table}`);
      expect(rows, table).to.equal(Number(stored?.n));
      expect(
        reasons.reduce((sum, { ids }) => sum + ids.length, 0),
        table,
      ).to.equal(merged + skipped);
    }
    const sums = report.tables.reduce((sum, { rows }) => sum + rows, 0);
    expect(report.totals.rows).to.equal(sums).and.to.be.greaterThan(70);
    expect(tableOf(report, 'complaints_complaint')).to.include({ rows: 8, taken: 8 });
    expect(tableOf(report, 'feedback_feedbacktemplate')).to.include({ rows: 1, skipped: 1 });
    expect(report.unread).to.deep.equal([]);
  });

  it('lets people in with the passwords that they had, and nobody without one', async () => {
    await move();
    const enter = (login: string, password: string) => signIn({ login, password, address: '192.0.2.9' });
    expect((await enter('ravi', 'ravi was here before')).actor.name).to.equal('Ravi Kumar');
    expect((await enter('meera@alphalab.example', 'short')).actor.username).to.equal('meera');
    expect((await enter('BOSS', 'the boss of the old one')).actor.accessLevel).to.contain('superuser');
    for (const login of ['no.password', 'empty', 'former-user-8888', 'left.us'])
      expect((await refusal(enter(login, 'left but not forgotten'))).status, login).to.equal(401);
    const stored = await User.scope('withPassword').findAll({ order: ['id'] });
    expect(stored.find(({ username }) => username === 'ravi')?.passwordHash).to.match(/^\$2b\$/);
    expect(stored.find(({ username }) => username === 'tom')?.passwordHash).to.match(
      /^pbkdf2_sha256\$1000\$/,
    );
  });

  it('keeps numbers, names, groups and times, and gives each person one profile', async () => {
    const report = await move();
    const ravi = await User.findOne({ where: { username: 'ravi' }, rejectOnEmpty: true });
    expect(ravi.id).to.equal(2);
    expect(ravi.dateJoined.toISOString()).to.equal('2025-02-10T13:00:00.000Z');
    expect((await named('ravi')).accessLevel).to.contain(GROUP.engineer);
    expect((await named('amc.lead')).accessLevel).to.contain(GROUP.amcAdmin);
    expect(await UserProfile.count()).to.equal(await User.count());
    const profile = await UserProfile.findOne({ where: { userId: 2 }, rejectOnEmpty: true });
    expect(profile).to.include({ mainPortalId: 'AL-2', phoneNumber: '+91 80 1234' });
    expect(noteOf(report, /portal IDs/)).to.deep.equal([
      '“al-7” is meera’s; tom, who has it as well, gets none',
    ]);
    expect(noteOf(report, /without a profile/)).to.have.members(['no.password', 'left.us']);
    expect(noteOf(report, /may mean the same department/)).to.have.members([
      '“IT Department” and “IT”',
      '“Reserch” and “Research”',
    ]);
    const held = await Status.findOne({ where: { name: 'On Hold (vendor)' }, rejectOnEmpty: true });
    expect(held.category).to.equal('pending');
    const complaint = await Complaint.findByPk(1, { rejectOnEmpty: true });
    expect(complaint.createdAt.toISOString()).to.equal('2025-03-03T09:00:00.000Z');
    expect(complaint.resolvedAt?.toISOString()).to.equal('2025-03-03T14:00:00.000Z');
    expect(complaint).to.include({
      urgency: 'high',
      location: 'Room 4',
      contactNumber: '4711',
      reporterId: 4,
      assigneeId: 2,
    });
  });

  it('tells what happened, by whoever really did it', async () => {
    const report = await move();
    expect(await told(1)).to.deep.equal([
      'Meera Iyer | filed this complaint',
      'The portal | replied | with  signs',
      'Anita Menon | assigned it to Ravi Kumar',
      'Ravi Kumar | started work on it | Looking at the access point',
      'Ravi Kumar | added a note | The vendor knows this fault',
      'Ravi Kumar | resolved it | Replaced the access point',
      'Meera Iyer | confirmed the solution | 5 stars',
    ]);
    expect(await told(3)).to.deep.equal(['Meera Iyer | filed this complaint', 'Ravi Kumar | claimed it']);
    expect((await told(6)).at(-1)).to.equal('Anita Menon | rejected it | We have none');
    // Of what nobody else is known to have done, the reader is told what the old portal says.
    expect((await told(2)).at(-1)).to.match(/^Tom Thomas \| moved it to “Resolved”: so the old portal says/);
    expect(noteOf(report, /names the reporter/)).to.deep.equal(['#2: 2 steps', '#4: 1 step']);
    expect(tableOf(report, 'complaints_statushistory')).to.include({ merged: 3 });
    const origins = await JournalEvent.findAll({ attributes: ['origin'], group: ['origin'], raw: true });
    expect(origins).to.deep.equal([{ origin: 'import' }]);
  });

  it('adds nothing the second time, and only what is new the third', async () => {
    await move();
    const counts = await countAll();
    const second = await move();
    expect(second.totals.taken).to.equal(0);
    expect(await countAll()).to.deep.equal(counts);
    await old.run(`
      INSERT INTO complaints_complaint SELECT NULL, 4, type_id, 1, NULL, 'A new one', 'Said later', 'low', '', '', NULL, '2025-06-01', '2025-06-01' FROM complaints_complaint WHERE id = 1;
      INSERT INTO complaints_remark (complaint_id, user_id, text, created_at, is_internal_note) VALUES (3, 2, 'Seen it now', '2025-06-02', 0);
      UPDATE complaints_complaint SET status_id = 5, resolved_at = '2025-06-03', updated_at = '2025-06-03' WHERE id = 3;
      INSERT INTO complaints_statushistory (complaint_id, previous_status_id, new_status_id, changed_by_id, notes, changed_at) VALUES (3, 2, 5, 2, 'It was the proxy', '2025-06-03');
      INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) VALUES ('', 0, 'newcomer', '', '', '', 0, 1, '2025-06-01')`);
    const third = await move();
    expect(third.totals.taken).to.equal(4);
    expect((await told(3)).slice(2)).to.deep.equal([
      'Ravi Kumar | replied | Seen it now',
      'Ravi Kumar | resolved it | It was the proxy',
    ]);
    expect(await Complaint.count()).to.equal(counts.complaints! + 1);
    const moved = await Complaint.findByPk(3, { rejectOnEmpty: true });
    expect((await Status.findByPk(moved.statusId))?.category).to.equal('resolved');
    expect(await UserProfile.count()).to.equal(await User.count());
    expect((await searchComplaints(await named('boss'), { text: 'proxy' })).total).to.equal(1);
  });

  it('leaves alone what went on here, and what was deleted here', async () => {
    await move();
    const boss = await named('boss');
    await addRemark(await named('meera'), { id: 3, remark: 'Still the same here' });
    await deleteComplaints(boss, [6]);
    await old.run(`
      UPDATE complaints_complaint SET status_id = 5, updated_at = '2025-06-03' WHERE id = 3;
      INSERT INTO complaints_statushistory (complaint_id, previous_status_id, new_status_id, changed_by_id, notes, changed_at) VALUES (3, 2, 5, 2, '', '2025-06-03');
      INSERT INTO complaints_remark (complaint_id, user_id, text, created_at, is_internal_note) VALUES (6, 5, 'Please', '2025-06-02', 0)`);
    const report = await move();
    expect(report.totals.taken).to.equal(0);
    const moved = await Complaint.findByPk(3, { rejectOnEmpty: true });
    expect((await Status.findByPk(moved.statusId))?.category).to.equal('open');
    expect(await Complaint.findByPk(6)).to.equal(null);
    const reasons = report.tables.flatMap((table) => table.reasons.map(({ why }) => why));
    expect(reasons)
      .to.include('the complaint went on in this portal')
      .and.to.include('the complaint was deleted here');
  });

  it('shows the same in a dry run, and writes nothing', async () => {
    const before = await countAll();
    const dry = await move({ dryRun: true });
    expect(await countAll()).to.deep.equal(before);
    const real = await move();
    for (const part of ['tables', 'totals', 'notes', 'awaitingAnswers'] as const)
      expect(dry[part], part).to.deep.equal(real[part]);
  });

  it('tells nobody, and closes what is resolved only days after it came', async () => {
    await move();
    const counts = await countAll();
    expect(counts).to.include({ notifications: 0, jobs: 0, webhook_deliveries: 0 });
    expect(await closeUnanswered(operator, 7)).to.equal(0);
    expect(await closeUnanswered(operator, 7, new Date(Date.now() + 6.9 * DAY))).to.equal(0);
    expect(await closeUnanswered(operator, 7, new Date(Date.now() + 7.1 * DAY))).to.equal(1);
  });

  it('leaves search, figures and seals as they have to be', async () => {
    await move();
    const boss = await named('boss');
    for (const text of ['Wi-Fi room', 'access point', 'vendor knows', 'Meera telephone'])
      expect((await searchComplaints(boss, { text })).total, text).to.equal(1);
    expect((await searchComplaints(await named('tom'), { text: 'printer' })).total).to.equal(1);
    expect(await checkFigures(undefined)).to.equal(0);
    const proof = await verifyJournal(operator);
    expect(proof).to.include({ whole: true, problemCount: 0 });
    // Those of people are of this moment, and wait for their seal.
    expect(proof.events).to.be.greaterThan(20);
  });

  it('merges what the map file says, and says what it names in vain', async () => {
    const map = readMap(
      JSON.stringify({
        departments: { 'IT department': 'IT', Reserch: 'Research', Nowhere: 'IT' },
        types: { 'Network Issue': 'Network' },
        statuses: { 'On Hold (vendor)': { category: 'open' } },
        users: { 'left.us': 'tom' },
      }),
    );
    const report = await move({ map });
    const names = (await Department.findAll()).map(({ name }) => name);
    expect(names).to.include('Research').and.not.include('Reserch').and.not.include('IT Department');
    expect(noteOf(report, /not in the old portal/)).to.deep.equal(['department “nowhere”']);
    expect((await Status.findOne({ where: { name: 'On Hold (vendor)' } }))?.category).to.equal('open');
    expect(await User.count({ where: { username: 'left.us' } })).to.equal(0);
    // Their groups and complaints are Tom's now.
    expect((await named('tom')).accessLevel).to.contain(GROUP.engineer);
    expect((await Complaint.findByPk(4))?.assigneeId).to.equal(5);
    expect(tableOf(report, 'auth_user')).to.include({ taken: 7, merged: 1 });
  });

  it('takes files from the folder alone, whatever their names lead to', async () => {
    await old.run(
      `
      UPDATE complaints_fileattachment SET file = 'complaints/outside/hostname' WHERE id = 2;
      INSERT INTO complaints_fileattachment SELECT NULL, '/etc/hostname', 'a', 1, '', NOW(), 1, 1;
      INSERT INTO complaints_fileattachment SELECT NULL, 'complaints/1', 'b', 1, '', NOW(), 1, 1;
      INSERT INTO complaints_fileattachment (file, original_filename, file_size, content_type, uploaded_at, complaint_id, uploaded_by_id) VALUES ('complaints/1/page.html', '../../<b>.html', 5, 'image/png', NOW(), 1, 1);
      `.replaceAll(
        /SELECT NULL, ('[^']*'), ('[^']*'), 1, '', NOW\(\), 1, 1/g,
        (_all, file, name) =>
          `(file, original_filename, file_size, content_type, uploaded_at, complaint_id, uploaded_by_id) VALUES (${file}, ${name}, 1, '', NOW(), 1, 1)`,
      ),
    );
    writeFileSync(join(media, 'complaints/1/page.html'), '<script>alert(1)</script>');
    const report = await move();
    const files = await Attachment.findAll({ order: ['id'] });
    expect(files.map(({ originalName, contentType }) => [originalName, contentType])).to.deep.equal([
      ['signal.txt', 'text/plain'],
      ['<b>.html', 'application/octet-stream'],
    ]);
    expect(tableOf(report, 'complaints_fileattachment')).to.include({ rows: 6, taken: 2, skipped: 4 });
    expect(noteOf(report, /could not be attached today/)).to.deep.equal([
      '#1: <b>.html, of a kind that may not be attached',
    ]);
  });

  it('takes files that were missing before when the folder is named later', async () => {
    const without = await move({ media: undefined });
    expect(tableOf(without, 'complaints_fileattachment')).to.include({ taken: 0, skipped: 3 });
    expect(await Attachment.count()).to.equal(0);
    await move();
    expect(await Attachment.count()).to.equal(1);
    expect((await move()).totals.taken).to.equal(0);
    expect(await Attachment.count()).to.equal(1);
  });

  it('finds names for those whose own break the rules of today', async () => {
    const people = [
      'Ravi',
      'r\u0430vi',
      'with space',
      'x'.repeat(150),
      '\u200bhidden',
      'meera@alphalab.example',
      '<b>',
    ];
    await old.run('ALTER TABLE auth_user DROP KEY username');
    for (const name of people)
      await old.run(
        `INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) VALUES ('md5$x$y', 0, '${name}', 'A\\0B', '', 'not an address', 0, 1, '0000-00-00')`,
      );
    const report = await move();
    const names = (await User.findAll({ order: ['id'] })).map(({ username }) => username);
    expect(names).to.include.members([
      'ravi',
      'Ravi-2',
      'ravi-3',
      'with.space',
      'x'.repeat(150),
      'hidden',
      'meera-2',
      'b',
    ]);
    expect(noteOf(report, /another username/)).to.have.length(6);
    expect(noteOf(report, /e-mail addresses that are none/i)).to.have.length(7);
    expect(noteOf(report, /password cannot be taken/)).to.have.length(7);
    expect(await UserProfile.count()).to.equal(await User.count());
  });

  it('gives nobody an address by which somebody here signs in, nor one that could be', async () => {
    await buildUser({ username: 'desk@alphalab.example', email: '' });
    const people = { nora: 'Desk@alphalab.example', nick: 'ｎick@alphalab.example', nell: 'nell@x.example' };
    for (const [name, email] of Object.entries(people))
      await old.run(
        `INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) VALUES ('', 0, '${name}', '', '', '${email}', 0, 1, '2025-06-01')`,
      );
    const report = await move();
    const rows = await User.findAll({ where: { username: Object.keys(people) }, order: ['username'] });
    expect(rows.map(({ username, email }) => [username, email])).to.deep.equal([
      ['nell', 'nell@x.example'],
      ['nick', ''],
      ['nora', ''],
    ]);
    expect(noteOf(report, /addresses that are the username/)).to.deep.equal([
      'nora: “Desk@alphalab.example”',
    ]);
    expect(noteOf(report, /addresses that are none/)).to.deep.equal(['nick: “ｎick@alphalab.example”']);
  });

  it('loses nothing of texts that no field holds', async () => {
    const long = `first ${'word '.repeat(1_000_000)}last`;
    await old.run(
      `UPDATE complaints_complaint SET description = '${long}', contact_number = '', urgency = 'HIGH' WHERE id = 2`,
    );
    await old.run(`UPDATE complaints_remark SET text = '${'r'.repeat(30_000)}' WHERE id = 2`);
    await move();
    const complaint = await Complaint.findByPk(2, { rejectOnEmpty: true });
    expect(complaint.description).to.have.length.within(9_900, 10_000);
    expect(complaint.urgency).to.equal('high');
    const files = await Attachment.findAll({
      where: { contentType: 'text/plain' },
      order: ['complaintId', 'id'],
    });
    expect(files.map(({ originalName, sizeBytes }) => [originalName, sizeBytes])).to.deep.include.members([
      ['whole-description.txt', long.length],
      ['whole-text.txt', 30_000],
    ]);
  });

  it('goes beside what is here: numbers that are taken, accounts that stand', async () => {
    const admin = await buildActor({ username: 'admin', isSuperuser: true });
    const mine = await buildUser({ username: 'RAVI', groups: [] });
    const { postComplaint } = await import('../../../src/use-cases/complaints/post-complaint.ts');
    const { ComplaintType } = await import('../../../src/models/complaint-type.ts');
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const own = await postComplaint(admin, {
      title: 'Mine',
      description: 'Filed here',
      typeId: String(type.id),
    });
    const report = await move();
    expect(await Complaint.count()).to.equal(9);
    expect((await Complaint.findByPk(own.id))?.title).to.equal('Mine');
    const renumbered = noteOf(report, /another number/);
    expect(renumbered).to.have.length(own.id <= 8 ? 1 : 0);
    const ravi = await User.scope('withPassword').findByPk(mine.id, { rejectOnEmpty: true });
    expect(ravi.passwordHash).to.equal((await User.scope('withPassword').findByPk(admin.id))?.passwordHash);
    // Nobody's words or rights become somebody else's.
    expect((await named('RAVI')).accessLevel).to.contain(GROUP.engineer);
    expect(tableOf(report, 'auth_user')).to.include({ taken: 7, merged: 1 });
    expect((await move()).totals.taken).to.equal(0);
  });

  it('moves people alone where there is nothing else, and refuses what is no old portal', async () => {
    const tables = await old.run(
      "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME REGEXP '^(complaints|faq|feedback)_'",
    );
    await old.run('SET foreign_key_checks = 0');
    for (const { name } of tables) await old.run(`DROP TABLE ${String(name)}`);
    const report = await move();
    expect(report.totals.taken).to.equal(8 + 6 + 3 + 3);
    await old.run('DROP TABLE core_userprofile; ALTER TABLE auth_user DROP COLUMN password');
    const refused = await refusal(move());
    expect(refused.message).to.contain('no table core_userprofile').and.to.contain('no column password');
  });

  it('only reads the old portal', async () => {
    const sums = async () => {
      const tables = await old.run(
        'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
      );
      return old.run(`CHECKSUM TABLE ${tables.map(({ name }) => String(name)).join(', ')}`);
    };
    const before = await sums();
    await move();
    expect(await sums()).to.deep.equal(before);
  });
});
