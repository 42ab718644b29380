import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { isSqlite } from '../../src/database/connect.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import type { ImportReport } from '../../src/use-cases/people/import/report.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { withPanel, type Panel } from '../support/panel.ts';

interface ImportAnswer {
  readonly status: number;
  readonly report?: ImportReport;
  readonly isDone?: boolean;
  readonly changed?: string;
  readonly notice?: { readonly message: string; readonly type: string };
  readonly record?: { readonly errors: Readonly<Record<string, { readonly message: string }>> };
}

const FILE =
  'username,full name,groups,department\nanna,Anna Ahmed,Engineer,IT\nrosa,Rosa Rao,,IT\n,Nobody,,\n';
const outcomes = ({ report }: ImportAnswer) => report?.rows.map(({ outcome }) => outcome);

describe('importing people in the panel', () => {
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  async function send(
    by: Panel,
    content: string | Uint8Array<ArrayBuffer>,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<ImportAnswer> {
    const file = new File([content], 'people.csv');
    const path = '/admin/api/resources/users/actions/importPeople';
    const answer = await by.client.postMultipart(path, fields, { file });
    return { ...(answer.json() as ImportAnswer), status: answer.status };
  }

  const digestOf = ({ report }: ImportAnswer): string => report?.digest ?? '';

  it('tells row by row what it would do, and then does just that', async () => {
    const told = await send(asha, FILE);
    expect(outcomes(told)).to.deep.equal(['created', 'changed', 'refused']);
    expect(told.report?.rows[2]?.reasons).to.deep.equal(['The username is missing.']);
    expect([told.isDone, await User.count({ where: { username: 'anna' } })]).to.deep.equal([false, 0]);

    const done = await send(asha, FILE, { digest: digestOf(told) });
    expect(done.notice).to.deep.equal({ message: '1 added, 1 changed.', type: 'success' });
    expect([done.isDone, outcomes(done)]).to.deep.equal([true, outcomes(told)]);
    const events = await journal({ name: 'user.created', origin: 'import' });
    expect(events.map(({ actorName }) => actorName)).to.deep.equal(['Asha Admin']);
    expect(outcomes(await send(asha, FILE))).to.deep.equal(['unchanged', 'unchanged', 'refused']);
  });

  it('tells anew what would be done where somebody was quicker, and writes nothing of it', async () => {
    const told = await send(asha, FILE);
    await buildUser({ username: 'anna' });
    const late = await send(asha, FILE, { digest: digestOf(told) });
    expect(late.isDone).to.equal(false);
    expect(late.changed).to.match(/^People, groups or departments were changed/);
    expect(outcomes(late)).to.deep.equal(['changed', 'changed', 'refused']);
    const rosa = await User.findOne({ where: { username: 'rosa' }, rejectOnEmpty: true });
    expect(rosa.lastName).to.equal('Reporter');
    expect((await send(asha, FILE, { digest: digestOf(late) })).isDone).to.equal(true);
  });

  it('is done once by two who confirm the same at the same moment', async () => {
    const told = await send(asha, FILE);
    await buildUser({ username: 'bela', groups: [GROUP.admin] });
    const bela = await panel.as('bela');
    const fields = { digest: digestOf(told) };
    const both = await Promise.all([send(asha, FILE, fields), send(bela, FILE, fields)]);
    expect(both.map(({ isDone }) => isDone)).to.have.members([true, false]);
    expect(await User.count({ where: { username: 'anna' } })).to.equal(1);
    expect(await journal({ name: 'user.created', origin: 'import' })).to.have.length(1);
  });

  it('adds departments when asked to', async () => {
    const file = 'username,department\nanna,Roof\n';
    expect(outcomes(await send(asha, file))).to.deep.equal(['refused']);
    const told = await send(asha, file, { createDepartments: 'true' });
    expect(told.report?.newDepartments).to.deep.equal(['Roof']);
    await send(asha, file, { createDepartments: 'true', digest: digestOf(told) });
    expect(await Department.count({ where: { name: 'Roof' } })).to.equal(1);
  });

  it('says at the file why it cannot be read', async () => {
    const cases: [string | Uint8Array<ArrayBuffer>, RegExp][] = [
      ['', /empty/],
      ['name,e-mail\nAnna,a@b.example\n', /no column for the username/],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /spreadsheet or an archive/],
      [new Uint8Array([0xff, 0xd8, 0, 0, 1, 2]), /not a text file/],
      ['username\n'.padEnd(6 * 1024 * 1024, 'x'), /more than 5 MB/],
      [`username\n${'anna\n'.repeat(5001)}`, /5001 rows; at most 5000/],
    ];
    for (const [content, why] of cases) {
      const { record, report } = await send(asha, content);
      expect(record?.errors.file?.message, String(why)).to.match(why);
      expect(report).to.equal(undefined);
    }
    const none = await asha.post('resources/users/actions/importPeople', { digest: 'x' });
    expect(none.record.errors.file?.message).to.equal('Choose a file first.');
  });

  it('is for those alone who may edit people and put them into groups', async () => {
    await buildGroup('Clerks', ['panel.open', 'people.view', 'people.edit']);
    await buildUser({ username: 'clerk', groups: ['Clerks'] });
    for (const name of ['clerk', 'amir', 'elena'])
      expect((await send(await panel.as(name), FILE)).status, name).to.be.oneOf([403, 404]);
    expect((await asha.get('resources/users/actions/importPeople')).status).to.equal(405);
    expect(await User.count({ where: { username: 'anna' } })).to.equal(0);
  });

  it('takes thousands of people, and tells of each', async function many() {
    this.timeout(120_000);
    // What comes and goes through the page is as long on either database.
    const count = isSqlite() ? 2000 : 500;
    const rows = Array.from(
      { length: count },
      (_one, n) => `person.${n},P${n},Number,p${n}@alphalab.example`,
    );
    const file = ['username,first name,last name,e-mail', ...rows].join('\n');
    const told = await send(asha, file);
    expect(told.report?.counts).to.deep.equal({ created: count, changed: 0, unchanged: 0, refused: 0 });
    const done = await send(asha, file, { digest: digestOf(told) });
    expect(done.isDone).to.equal(true);
    expect(await User.count()).to.be.above(count);
  });
});
