import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { barOf, progressOn } from '../../src/cli/progress.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';
import { hasServer, openOldPortal, stopOldPortals, type OldPortal } from '../support/old-portal.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/import-django.md'), 'utf8');
/** Every line of the guide that runs the command. */
const LINES = [...GUIDE.matchAll(/^ *npm run portal -- (import-django .*)$/gm)].map(([, line = '']) => line);

describe('import-django', function suite() {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'portal-import-'));
  after(() => rmSync(folder, { recursive: true }));

  const WRONG = [
    [],
    ['--source', 'somewhere'],
    ['--source', 'postgres://a@b/c'],
    ['--source', 'mysql://a@b'],
  ];
  for (const parameters of WRONG) {
    it(`says how it is used when it is given ${parameters.join(' ') || 'nothing'}`, async () => {
      const { code, stderr } = await portalCommand(['import-django', ...parameters]);
      expect(code).to.equal(2);
      expect(stderr).to.contain('mysql://USER:PASSWORD@HOST:PORT/NAME');
    });
  }

  it('names what it cannot open or read, and no password', async () => {
    const source = 'mysql://root:a-secret@127.0.0.1:1/old';
    const closed = await portalCommand(['import-django', '--source', source]);
    expect(closed).to.include({ code: 1, stdout: '' });
    expect(closed.stderr)
      .to.contain('The database old on 127.0.0.1:1 cannot be opened')
      .and.not.contain('a-secret');
    writeFileSync(join(folder, 'map.json'), '{"departments": {"A": 3}, "people": {}}');
    const wrong = await portalCommand([
      'import-django',
      '--source',
      source,
      '--map',
      join(folder, 'map.json'),
    ]);
    expect(wrong.stderr).to.contain('departments → A: This is a name').and.contain('people');
    const lost = await portalCommand([
      'import-django',
      '--source',
      source,
      '--media',
      join(folder, 'nowhere'),
    ]);
    expect(lost.code).to.equal(2);
    expect(lost.stderr).to.contain('is no folder that can be read');
  });

  it('shows how far it is as a bar, and on no terminal as a line now and then', () => {
    expect(barOf('complaints', 500, 1000)).to.match(/^complaints +\[={15} {15}\] {2}50 % {2}500 of 1,000$/);
    const written: string[] = [];
    const write = (text: string): boolean => written.push(text) > 0;
    let now = 0;
    const lines = progressOn({ write }, () => now);
    for (now of [1000, 14_000, 16_000, 17_000]) lines.show('people', now, 20_000);
    lines.end();
    expect(written).to.have.length(1);
    const bar = progressOn({ write, isTTY: true } as never);
    bar.show('people', 1, 2);
    bar.end();
    expect(written.slice(1).map((text) => text[0])).to.deep.equal(['\r', '\n']);
  });

  (hasServer ? describe : describe.skip)('with an old portal', () => {
    let old: OldPortal;
    beforeEach(async () => {
      old = await openOldPortal();
    });
    afterEach(() => old.close());
    after(stopOldPortals);

    it('prints one document, or the report for people, and writes it where it is told to', async () => {
      const report = join(folder, 'report.json');
      const { code, document } = await portalJson(['import-django', '--source', old.url, '--report', report]);
      expect(code).to.equal(0);
      expect(document.totals).to.include({ rows: 81 });
      expect(JSON.parse(readFileSync(report, 'utf8'))).to.deep.equal(document);
      const { stdout } = await portalCommand(['import_django', '--source', old.url]);
      expect(stdout)
        .to.match(/^all +81 +0 +72 +2 +7$/m)
        .and.to.contain('Nobody was sent anything.');
    });

    it('does what its guide says, line by line', async () => {
      expect(LINES).to.have.length.greaterThan(3);
      writeFileSync(join(folder, 'source.txt'), `${old.url}\n`);
      writeFileSync(join(folder, 'second.txt'), `${old.url}\n`);
      writeFileSync(join(folder, 'map.json'), '{"departments": {"Reserch": "Research"}}');
      for (const line of LINES) {
        const parameters = line
          .replaceAll(/mysql:\/\/\S+?'/g, `${old.url}'`)
          .replaceAll(/(?<= )(source\.txt|second\.txt|map\.json|report\.json)/g, (name) => join(folder, name))
          .replaceAll(/\/srv\/\S+/g, folder)
          .replaceAll("'", '')
          .split(' ');
        const { code, stderr } = await portalCommand(parameters);
        expect(code, `${line}\n${stderr}`).to.equal(0);
      }
      expect(await Complaint.count()).to.equal(8);
    });
  });
});
