import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { isSqlite } from '../../../src/database/connect.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Department } from '../../../src/models/department.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { User } from '../../../src/models/user.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { operator, type Actor } from '../../../src/policies/actor.ts';
import type { Permission } from '../../../src/policies/permissions.ts';
import { deleteGroups } from '../../../src/use-cases/groups/delete-groups.ts';
import { importPeople, type ImportOptions } from '../../../src/use-cases/people/import-people.ts';
import type { ImportReport } from '../../../src/use-cases/people/import/report.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { searchComplaints } from '../../../src/use-cases/complaints/search/search-complaints.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildUser, PASSWORD } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { journal } from '../../support/journal.ts';
import { countQueries } from '../../support/queries.ts';
import { refusal } from '../../support/refusal.ts';

function run(text: string | Uint8Array, options: ImportOptions = {}, actor: Actor = operator) {
  return importPeople(actor, typeof text === 'string' ? Buffer.from(text) : text, options);
}

/** An actor with these rights alone. */
function holding(...permissions: Permission[]): Actor {
  return { ...operator, permissions: new Set(permissions) };
}

function outcomes({ rows }: ImportReport): string[] {
  return rows.map(({ line, username, outcome }) => `${line} ${username} ${outcome}`);
}

function reasons({ rows }: ImportReport): string[] {
  return rows.flatMap((row) => row.reasons.map((reason) => `${row.line}: ${reason}`));
}

/** A promise that somebody else keeps. */
function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

async function person(username: string) {
  const user = await User.findOne({ where: { username }, rejectOnEmpty: true });
  const profiles = await UserProfile.findAll({ where: { userId: user.id } });
  expect(profiles, 'one profile each').to.have.length(1);
  const memberships = await UserGroup.findAll({ where: { userId: user.id } });
  const groups = await Group.findAll({ where: { id: memberships.map(({ groupId }) => groupId) } });
  const department = await Department.findByPk(profiles[0]?.departmentId ?? 0);
  return {
    id: user.id,
    email: user.email,
    name: `${user.firstName}|${user.lastName}`,
    phone: profiles[0]?.phoneNumber,
    portalId: profiles[0]?.mainPortalId,
    department: department?.name,
    groups: groups.map(({ name }) => name).toSorted(),
  };
}

describe('importing people', () => {
  const FILE = [
    'User Name;E-MAIL;first_name;Last Name;Groups;Dept;Telephone;Portal ID',
    'anna;anna@alphalab.example;Anna;Ahmed;engineer | AMC ADMIN;finance;+91 12;P-1',
    '',
    'ravi;;"Ravi',
    'Kumar";;;;;',
    '=cmd;;=1+1;-5;;;;',
  ].join('\r\n');

  it('creates people with everything that the file says, each row told with its line', async () => {
    const report = await run(FILE);
    expect(outcomes(report)).to.deep.equal(['2 anna created', '4 ravi created', '6 =cmd refused']);
    expect(reasons(report)).to.deep.equal(['6: The username may have letters, digits and @ . + - _ only.']);
    expect(await person('anna')).to.deep.include({
      email: 'anna@alphalab.example',
      name: 'Anna|Ahmed',
      phone: '+91 12',
      portalId: 'P-1',
      department: 'Finance',
      groups: [GROUP.amcAdmin, GROUP.engineer],
    });
    expect(await person('ravi')).to.deep.include({ name: 'Ravi\nKumar|', portalId: null, groups: [] });
  });

  it('takes names that begin like a formula as they are', async () => {
    await run('username,first name,last name\nx1,=1+1,-5');
    expect((await person('x1')).name).to.equal('=1+1|-5');
  });

  it('writes nothing in a dry run, whose report is that of the import, and nothing the second time', async () => {
    const announced = await run(FILE, { dryRun: true });
    expect(await User.count({ where: { username: 'anna' } })).to.equal(0);
    expect(await journal({ origin: 'import' })).to.deep.equal([]);
    expect(await run(FILE)).to.deep.equal(announced);
    const written = (await journal()).length;
    const again = await run(FILE);
    expect(again.counts).to.deep.equal({ created: 0, changed: 0, unchanged: 2, refused: 1 });
    expect(await journal()).to.have.length(written);
  });

  it('gives nobody a password: they sign in once they have one', async () => {
    await run('username\nnew1');
    const { id } = await person('new1');
    const stored = await User.scope('withPassword').findByPk(id);
    expect(stored?.passwordHash).to.equal('');
    for (const password of [' ', 'new1', PASSWORD]) {
      const { status } = await refusal(signIn({ login: 'new1', password, address: '127.0.0.1' }));
      expect(status, password).to.equal(401);
    }
  });

  it('changes only what the file gives of people it finds in whatever letter case', async () => {
    const user = await buildUser({ username: 'Priya', firstName: 'Priya', lastName: 'Nair' });
    await run('username,phone,portal id\npriya,12,A-1');
    const report = await run('USERNAME,E-mail,Phone,Groups\nPRIYA,p@x.example,,Engineer');
    expect(report.rows[0]).to.deep.equal({
      line: 2,
      username: 'Priya',
      outcome: 'changed',
      changes: ['E-mail: Priya@alphalab.example → p@x.example', 'Groups: none → Engineer'],
      reasons: [],
      notes: [],
    });
    expect(await person('Priya')).to.deep.equal({
      id: user.id,
      email: 'p@x.example',
      name: 'Priya|Nair',
      phone: '12',
      portalId: 'A-1',
      department: undefined,
      groups: [GROUP.engineer],
    });
  });

  it('lets complaints be found under the new name of whoever filed them', async () => {
    const user = await buildUser({ username: 'filer', firstName: 'Oldname' });
    const { id } = await buildComplaint({ reporter: user });
    await run('username,first name\nfiler,Xylophone');
    const { rows } = await searchComplaints(operator, { text: 'Xylophone' });
    expect(rows.map((row) => row.id)).to.deep.equal([id]);
  });

  it('never takes anybody out of a group', async () => {
    await buildUser({ username: 'both', groups: [GROUP.engineer] });
    await run('username,groups\nboth,AMC Admin');
    expect((await person('both')).groups).to.deep.equal([GROUP.amcAdmin, GROUP.engineer]);
  });

  it('tells each change in the journal, as an import, with version and author', async () => {
    await buildUser({ username: 'known' });
    await run('username,first name,phone,groups\nknown,Kim,12,Engineer\nfresh,Fay,34,Engineer');
    const events = await journal({ origin: 'import' });
    expect(events.map(({ name, actorName }) => [name, actorName])).to.have.deep.members([
      ['user.updated', 'Operator'],
      ['user.created', 'Operator'],
    ]);
    const engineer = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    const groups = { from: [], to: [{ id: engineer.id, name: GROUP.engineer }] };
    const updated = events.find(({ name }) => name === 'user.updated');
    expect(updated?.details.changes).to.deep.equal({
      firstName: { from: '', to: 'Kim' },
      'profile.phoneNumber': { from: '', to: '12' },
      groups,
    });
    const created = events.find(({ name }) => name === 'user.created');
    expect(created?.details.changes).to.deep.include({
      username: { from: null, to: 'fresh' },
      firstName: { from: null, to: 'Fay' },
      groups,
    });
    const user = await User.findOne({ where: { username: 'known' } });
    expect(user?.version).to.equal(1);
  });

  const names: [full: string, first: string, last: string][] = [
    ['Anna Maria Ahmed', 'Anna Maria', 'Ahmed'],
    ['Ahmed, Anna Maria', 'Anna Maria', 'Ahmed'],
    ['Anna', 'Anna', ''],
  ];
  for (const [full, first, last] of names) {
    it(`splits the full name ${full}`, async () => {
      await run(`username,full name\nanna,"${full}"`);
      expect((await person('anna')).name).to.equal(`${first}|${last}`);
    });
  }

  it('leaves the parts of a full name to people who are called so already', async () => {
    await buildUser({ username: 'leo', firstName: 'Leo', lastName: 'van den Berg' });
    const report = await run('username,name\nleo,Leo van den Berg');
    expect(outcomes(report)).to.deep.equal(['2 leo unchanged']);
  });

  describe('reads what spreadsheets write:', () => {
    const text = 'username\tfull name\nzoe1\tZoë Müller\n';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const files: [what: string, bytes: Uint8Array][] = [
      ['UTF-8', Buffer.from(text)],
      ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
      ['UTF-16 LE', utf16],
      ['UTF-16 BE', Buffer.from(utf16).swap16()],
      ['Windows-1252', Buffer.from(text, 'latin1')],
      ['commas', Buffer.from(text.replaceAll('\t', ','))],
      ['semicolons', Buffer.from(text.replaceAll('\t', ';'))],
      ['a line that names the separator', Buffer.from(`sep=;\n${text.replaceAll('\t', ';')}`)],
      ['CRLF and quotes', Buffer.from('"username","full name"\r\n"zoe1","Zoë Müller"\r\n')],
    ];
    for (const [what, bytes] of files) {
      it(what, async () => {
        expect((await run(bytes)).counts.created).to.equal(1);
        expect((await person('zoe1')).name).to.equal('Zoë|Müller');
      });
    }
  });

  describe('refuses a file', () => {
    const many = Array.from({ length: 5001 }, (_, index) => `u${index}`).join('\n');
    const files: [why: string, content: string | Uint8Array, told: RegExp][] = [
      ['that is empty', '', /is empty/],
      ['without rows', 'username,phone\n', /no row below/],
      ['without usernames', 'name,phone\na,1', /no column for the username/],
      ['with two columns for one thing', 'username,login\na,b', /More than one column is for the username/],
      ['with a quotation mark that nothing closes', 'username,phone\na,1\n"b,2\nc,3', /after line 2/],
      ['that is a spreadsheet', Buffer.from('PK\x03\x04...'), /Save it as CSV/],
      ['that is no text', Buffer.from([0x75, 0, 0, 1]), /not a text file/],
      ['with more than 5,000 rows', `username\n${many}`, /5001 rows; at most 5000/],
      ['larger than 5 MB', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), /more than 5 MB/],
    ];
    for (const [why, content, told] of files) {
      it(why, async () => {
        const { code, fields } = await refusal(run(content));
        expect(code).to.equal('invalid_input');
        expect(fields.file).to.match(told);
      });
    }
  });

  describe('refuses a row and leaves the others', () => {
    const cases: [why: string, head: string, rows: string[], told: string[]][] = [
      ['without username', 'username,phone', [',1'], ['2: The username is missing.']],
      [
        'with an e-mail address that is none',
        'username,email',
        ['a,-oX@x.example'],
        ['2: This is not an e-mail address.'],
      ],
      [
        'with a phone number that is too long',
        'username,phone',
        ['a,123456789012345678901'],
        ['2: The phone number has more than 20 characters.'],
      ],
      ['with too many cells', 'username', ['a,1'], ['2: The row has more cells than there are headings.']],
      [
        'with an unknown group or department',
        'username,groups,department',
        ['a,Chefs,Moon'],
        ['2: There is no group “Chefs”.', '2: There is no department “Moon”.'],
      ],
      [
        'of mixed scripts',
        'username',
        ['аnna1'],
        [
          '2: The username mixes Latin and Cyrillic letters, which look alike. Write all of it in one script.',
        ],
      ],
      [
        'that looks like somebody else',
        'username',
        ['есос'],
        ['2: This looks like the username “ecoc” of somebody else, with other letters.'],
      ],
      [
        'with a portal ID that is taken',
        'username,portal id',
        ['a,p-9'],
        ['2: A user with this main portal ID already exists.'],
      ],
      [
        'whose username is an e-mail address of somebody else',
        'username',
        ['ECOC@alphalab.example'],
        ['2: This is the e-mail address of somebody else.'],
      ],
      [
        'whose e-mail address is the username of somebody else',
        'username,email',
        ['a,taken@x.example'],
        ['2: This is the username of somebody else.'],
      ],
      [
        'twice',
        'username,portal id',
        ['a,1', 'b,2', 'A,3'],
        ['2: The same username is in line 4.', '4: The same username is in line 2.'],
      ],
      [
        'with a portal ID that another row has',
        'username,portal id',
        ['a,x', 'b,X'],
        ['2: The same main portal ID is in line 3.', '3: The same main portal ID is in line 2.'],
      ],
      [
        'that looks like another row',
        'username',
        ['cope', 'соре'],
        [
          '2: The username looks like that in line 3, with other letters.',
          '3: The username looks like that in line 2, with other letters.',
        ],
      ],
      [
        'whose username is the e-mail address in another row',
        'username,email',
        ['a@x.example,', 'b,a@x.example'],
        [
          '2: The username is the e-mail address in line 3.',
          '3: The e-mail address is the username in line 2.',
        ],
      ],
    ];
    for (const [why, head, rows, told] of cases) {
      it(why, async () => {
        await buildUser({ username: 'ecoc' });
        await buildUser({ username: 'taken@x.example', email: 'other@x.example' });
        await run('username,portal id\necoc,P-9');
        const people = await User.count();
        const report = await run([head, ...rows, 'good1'].join('\n'));
        expect(reasons(report)).to.deep.equal(told);
        expect(report.rows.at(-1)?.outcome).to.equal('created');
        expect(report.counts.created + people).to.equal(await User.count());
      });
    }
  });

  it('names rows that share an e-mail address, which people may', async () => {
    const report = await run('username,email\na,x@x.example\nb,X@x.example');
    expect(report.rows.map(({ outcome, notes }) => [outcome, ...notes])).to.deep.equal([
      ['created', 'The same e-mail address is in line 3, so it signs nobody in.'],
      ['created', 'The same e-mail address is in line 2, so it signs nobody in.'],
    ]);
  });

  it('names whoever is here already and has the e-mail address of a row', async () => {
    await run('username,email,first name\na,x@x.example,Anna\nb,y@x.example,Ben\nc,,Cleo');
    const report = await run(
      'username,email\nc,X@x.example\nnew,y@x.example\nb,z@x.example\na,x@x.example\nlast,z@x.example',
    );
    const inLine = (line: number) => `The same e-mail address is in line ${line}, so it signs nobody in.`;
    expect(report.rows.map(({ notes }) => notes)).to.deep.equal([
      [inLine(5)],
      [],
      [inLine(6)],
      [inLine(2)],
      [inLine(4)],
    ]);
    const other = await run('username,email\nd,X@x.example\na,');
    expect(other.rows[0]?.notes).to.deep.equal(['Anna has the same e-mail address, so it signs nobody in.']);
  });

  it('names columns that it does not read', async () => {
    const report = await run('username,Shoe size,Name,First name\na,42,Xa Ya,Anna');
    expect(report.unknownColumns).to.deep.equal(['Shoe size', 'Name']);
    expect((await person('a')).name).to.equal('Anna|');
  });

  it('lets portal IDs change hands, and not those that a refused row would have given up', async () => {
    await run('username,portal id\na,1\nb,2\nc,3\nd,4');
    const report = await run('username,portal id,groups\na,2,\nb,1,\nc,4,\nd,5,Chefs');
    expect(outcomes(report)).to.deep.equal(['2 a changed', '3 b changed', '4 c refused', '5 d refused']);
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => (await person(name)).portalId));
    expect(ids).to.deep.equal(['2', '1', '3', '4']);
  });

  it('adds departments only when told to, once, and tells which', async () => {
    const file = 'username,department\na,Moon Base\nb,moon base\nc,IT';
    expect((await run(file)).counts).to.deep.include({ created: 1, refused: 2 });
    const report = await run(file, { createDepartments: true });
    expect(report.newDepartments).to.deep.equal(['Moon Base']);
    expect((await person('b')).department).to.equal('Moon Base');
    expect(await journal({ name: 'department.created', origin: 'import' })).to.have.length(1);
    const again = await run(file, { createDepartments: true });
    expect(again.counts).to.deep.include({ unchanged: 3 });
    expect(again.newDepartments).to.deep.equal([]);
  });

  it('leaves a department that is out of use to those who have it', async () => {
    await run('username,department\nold,Finance');
    await byHand(() => Department.update({ isActive: false }, { where: { name: 'Finance' } }));
    const report = await run('username,department\nold,Finance\nnew,Finance');
    expect(outcomes(report)).to.deep.equal(['2 old unchanged', '3 new refused']);
    await byHand(() => Department.update({ isActive: true }, { where: { name: 'Finance' } }));
  });

  it('asks for the rights that single people ask for', async () => {
    const file = 'username,groups\na,Engineer\nb,';
    expect((await refusal(run(file, {}, holding('people.view')))).code).to.equal('forbidden');
    expect((await refusal(run(file, {}, holding('people.edit')))).code).to.equal('forbidden');
    const editor = holding('people.view', 'people.edit');
    expect((await refusal(run(file, { createDepartments: true }, editor))).code).to.equal('forbidden');
    const report = await run('username,groups\na,Engineer\nb,\nc,Nobody', {}, editor);
    expect(reasons(report)).to.deep.equal([
      '2: You may not put people into groups.',
      '4: You may not put people into groups.',
    ]);
    expect(
      (await run(file, {}, holding('people.view', 'people.edit', 'people.security'))).counts.created,
    ).to.equal(1);
  });

  it('refuses to do something else than what was looked at', async () => {
    const file = 'username,phone\na,1';
    const { digest } = await run(file, { dryRun: true });
    await run('username,phone\na,7');
    expect((await refusal(run(file, { expected: digest }))).code).to.equal('conflict');
    expect((await person('a')).phone).to.equal('7');
    const next = await run(file, { dryRun: true });
    expect((await run(file, { expected: next.digest })).counts.changed).to.equal(1);
    expect((await refusal(run('username,phone\nb,1', { expected: next.digest }))).code).to.equal('conflict');
  });

  it('makes two imports at once one, and nobody twice', async () => {
    const file = `username,phone\n${Array.from({ length: 40 }, (_, index) => `twin${index},${index}`).join('\n')}`;
    const reports = await Promise.all([run(file), run(file), run(file)]);
    expect(reports.map(({ counts }) => counts.created).toSorted((a, b) => a - b)).to.deep.equal([0, 0, 40]);
    expect(await UserProfile.count()).to.equal(await User.count());
  });

  it('plans anew when somebody writes the same while it writes', async () => {
    const { promise: begun, resolve: tell } = signal();
    const { promise: planned, resolve: goOn } = signal();
    const other = byHand(() =>
      inTransaction(async () => {
        await Department.create({ name: 'Roof' });
        tell();
        await planned;
        await User.create({ username: 'same3' });
      }),
    );
    await begun;
    const file = 'username,phone,department\nsame1,1,Roof\nsame3,3,Roof';
    const imported = run(file, { createDepartments: true });
    // It plans while nobody sees that department yet, and waits for it where it would add it.
    await delay(500);
    goOn();
    await other;
    const report = await imported;
    expect(outcomes(report)).to.deep.equal(['2 same1 created', '3 same3 changed']);
    expect(report.newDepartments).to.deep.equal([]);
    expect(await person('same3')).to.deep.include({ phone: '3', department: 'Roof' });
  });

  it('puts people into a group that is being deleted, or refuses them, and never half', async () => {
    const group = await byHand(() => Group.create({ name: 'Leaving' }));
    const rows = Array.from({ length: 30 }, (_, index) => `g${index},leaving`);
    const [report] = await Promise.all([
      run(`username,groups\n${rows.join('\n')}`),
      deleteGroups(operator, [group.id]).catch(() => undefined),
    ]);
    const { created, refused } = report.counts;
    expect([created, refused].toSorted((a, b) => a - b)).to.deep.equal([0, 30]);
    expect(await User.count({ where: { username: Array.from({ length: 30 }, (_, i) => `g${i}`) } })).to.equal(
      created,
    );
  });

  it('does not undo what a form saves at the same time', async () => {
    const user = await buildUser({ username: 'busy' });
    await Promise.all([run('username,phone\nbusy,77'), updateUser(operator, user.id, { firstName: 'Bea' })]);
    expect(await person('busy')).to.deep.include({ phone: '77', name: 'Bea|' });
  });

  it('looks a long file up in as many statements as a short one', async () => {
    const file = (count: number) =>
      `username,email,groups,department,portal id\n${Array.from({ length: count }, (_, index) => `q${index},q${index}@x.example,Engineer,IT,Q${index}`).join('\n')}`;
    const short = await countQueries(() => run(file(1), { dryRun: true }));
    expect(await countQueries(() => run(file(500), { dryRun: true }))).to.equal(short);
    await run(file(500));
    const known = await countQueries(() => run(file(1), { dryRun: true }));
    expect(await countQueries(() => run(file(500), { dryRun: true }))).to.equal(known);
  });

  it('takes 5,000 people in well under a minute', async function fast() {
    this.timeout(180_000);
    // So long a file once, on the embedded database; on a server a shorter one, as fast for its length.
    const most = isSqlite() ? 5000 : 1000;
    const rows = (phone: string) =>
      Array.from(
        { length: most },
        (_, index) =>
          `mass${index},mass${index}@x.example,First${index},Last,Engineer,IT,${phone}${index},M-${index}`,
      );
    const head = 'username,email,first name,last name,groups,department,phone,portal id';
    const timed = async (phone: string) => {
      const began = performance.now();
      const report = await run([head, ...rows(phone)].join('\n'));
      return { counts: report.counts, seconds: (performance.now() - began) / 1000 };
    };
    const first = await timed('1');
    expect(first.counts.created).to.equal(most);
    expect(await UserProfile.count()).to.equal(await User.count());
    const second = await timed('1');
    expect(second.counts.unchanged).to.equal(most);
    const third = await timed('2');
    expect(third.counts.changed).to.equal(most);
    for (const { seconds } of [first, second, third]) expect(seconds).to.be.lessThan((60 * most) / 5000);
  });
});
