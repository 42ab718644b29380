import { expect } from 'chai';
import { migrateUp, migrations } from '../../src/database/migrator.ts';
import { database } from '../../src/database/connect.ts';
import { dropEverything } from '../support/database.ts';
import { journal } from '../support/journal.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

interface State {
  readonly name: string;
  readonly state: string;
}

async function names(): Promise<string[]> {
  const all = await migrations().migrations(database().getQueryInterface());
  return all.map(({ name }) => name);
}

/** The command and the migrations of each run that the journal tells of. */
async function toldRuns(): Promise<unknown[]> {
  const told = await journal({ name: 'command.run' });
  return told.map(({ details }) => [
    details.command,
    (details.result as { migration: string }[]).map(({ migration }) => migration),
  ]);
}

describe('portal migrate', function suite() {
  // Each command is a process of its own.
  this.timeout(180_000);
  afterEach(() => migrateUp());

  it('runs what is pending, reverts one and lists the state', async () => {
    await dropEverything();
    const all = await names();
    const fresh = await portalJson(['migrate', 'status']);
    expect(fresh.code).to.equal(3);
    expect(fresh.document.pending).to.equal(all.length);
    const up = await portalJson(['migrate']);
    expect(up).to.deep.equal({ code: 0, document: { direction: 'up', migrations: all, journaled: true } });
    const status = await portalJson(['migrate', 'status']);
    expect(status.code).to.equal(0);
    expect((status.document.migrations as State[]).every(({ state }) => state === 'done')).to.equal(true);
    const down = await portalJson(['migrate', 'down']);
    expect(down.document).to.deep.equal({
      direction: 'down',
      migrations: all.slice(-1),
      journaled: true,
    });
    const { code, stdout } = await portalCommand(['migrate', 'status']);
    expect(code).to.equal(3);
    expect(stdout).to.match(/pending\n1 migration pending\. Run: npm run portal -- migrate\n$/);
    expect(await portalCommand(['migrate', 'up'])).to.deep.equal({
      code: 0,
      stdout: `${all.at(-1)}  run\n`,
      stderr: '',
    });
    expect((await portalCommand(['migrate'])).stdout).to.equal('No migration is pending.\n');
    expect(await toldRuns()).to.deep.equal([
      ['migrate up', all],
      ['migrate down', all.slice(-1)],
      ['migrate up', all.slice(-1)],
    ]);
  });

  it('lets two run at the same time, and each migration once', async () => {
    await dropEverything();
    const runs = await Promise.all([1, 2].map(() => portalJson(['migrate'], { isApart: true })));
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 0]);
    expect(runs.flatMap(({ document }) => document.migrations as string[])).to.deep.equal(await names());
    expect(await toldRuns()).to.deep.equal([['migrate up', await names()]]);
  });

  it('tells the journal of those that ran before one that failed', async () => {
    await migrations().down({ to: '0048-event-seals' });
    await database().query('CREATE VIEW submissions AS SELECT 1 AS id');
    try {
      expect((await portalCommand(['migrate'])).code).to.equal(1);
    } finally {
      await database().query('DROP VIEW submissions');
    }
    expect(await toldRuns()).to.deep.equal([['migrate up', ['0048-event-seals']]]);
  });

  it('says that a schema without the journal does not tell of it', async () => {
    await migrations().down({ to: '0039-event-of-each-row' });
    const { code, stdout } = await portalCommand(['migrate', 'down']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^0038-events  reverted\nThe journal does not tell of this: /);
  });
});
