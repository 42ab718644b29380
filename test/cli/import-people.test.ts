import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { journal } from '../support/journal.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

describe('portal import-people', function suite() {
  // Each command is a process of its own.
  this.timeout(180_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-people-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function file(text: string): Promise<string> {
    const path = join(folder, 'people.csv');
    await writeFile(path, text);
    return path;
  }

  it('announces, imports and then finds nothing to do', async () => {
    const path = await file('username,full name,department,shoe\nanna,Anna Ahmed,Roof,42\n');
    const parameters = ['import-people', path, '--create-departments'];
    const announced = await portalCommand([...parameters, '--dry-run']);
    expect(announced).to.deep.equal({
      code: 0,
      stderr: '',
      stdout: [
        'line 2  anna  created',
        'Columns that were not read: shoe',
        'Departments added: Roof',
        '1 row: 1 created, 0 changed, 0 unchanged, 0 refused.',
        'Nothing was written; run it without --dry-run to import.\n',
      ].join('\n'),
    });
    expect(await User.count({ where: { username: 'anna' } })).to.equal(0);
    expect(await Department.count({ where: { name: 'Roof' } })).to.equal(0);
    expect(await journal()).to.deep.equal([]);

    const done = await portalCommand(parameters);
    expect(done.code).to.equal(0);
    expect(announced.stdout).to.equal(
      `${done.stdout}Nothing was written; run it without --dry-run to import.\n`,
    );
    expect((await journal()).map(({ name, origin }) => [name, origin])).to.deep.equal([
      ['department.created', 'import'],
      ['user.created', 'import'],
      ['command.run', 'command'],
    ]);
    const [run] = await journal({ name: 'command.run' });
    expect(run?.details).to.deep.equal({
      command: 'import-people',
      result: [{ created: 1, changed: 0, unchanged: 0, refused: 0 }],
    });

    const again = await portalJson(parameters);
    expect(again.code).to.equal(0);
    expect(again.document).to.deep.include({
      counts: { created: 0, changed: 0, unchanged: 1, refused: 0 },
      newDepartments: [],
    });
    expect(await journal()).to.have.length(3);
  });

  it('exits with 3 when rows are refused, in a dry run and otherwise, and takes the others', async () => {
    const path = await file('username,email\nb1,nonsense\nb2,b2@x.example\n');
    const announced = await portalJson(['import_people', path, '--dry-run']);
    const done = await portalJson(['import-people', path]);
    expect([announced.code, done.code]).to.deep.equal([3, 3]);
    expect({ ...announced.document, dryRun: false }).to.deep.equal(done.document);
    expect(done.document.rows).to.deep.equal([
      {
        line: 2,
        username: 'b1',
        outcome: 'refused',
        changes: [],
        reasons: ['This is not an e-mail address.'],
        notes: [],
      },
      { line: 3, username: 'b2', outcome: 'created', changes: [], reasons: [], notes: [] },
    ]);
    expect(await User.findOne({ where: { username: 'b1' } })).to.equal(null);
  });

  it('fails with 1 for a file that it cannot read, and with 2 without any', async () => {
    const missing = join(folder, 'missing.csv');
    expect(await portalCommand(['import-people', missing])).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: `error: The file ${missing} does not exist.\n`,
    });
    expect((await portalCommand(['import-people', folder])).code).to.equal(1);
    const endless = await portalCommand(['import-people', '/dev/zero']);
    expect(endless.code).to.equal(1);
    expect(endless.stderr).to.match(/more than 5 MB/);
    expect((await portalCommand(['import-people', await file('phone\n1\n')])).code).to.equal(1);
    expect((await portalCommand(['import-people'])).code).to.equal(2);
  });
});
