import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { runPortal } from '../../src/cli/run-portal.ts';
import { portalCommand, portalJson, type CommandResult } from '../support/portal-command.ts';

const COMMANDS = readdirSync(join(import.meta.dirname, '../../src/cli/commands')).map((file) =>
  file.replace(/\.ts$/, ''),
);

/** The command line within this process, as far as it needs no database. */
async function typed(parameters: string[]): Promise<CommandResult> {
  const text = { stdout: '', stderr: '' };
  const code = await runPortal(parameters, {
    out: new Writable({ write: (chunk, _, done) => done(void (text.stdout += String(chunk))) }),
    err: new Writable({ write: (chunk, _, done) => done(void (text.stderr += String(chunk))) }),
  });
  return { code, ...text };
}

describe('portal COMMAND', () => {
  it('has a help for every command', async () => {
    const overview = await typed(['--help']);
    expect(overview.code).to.equal(0);
    expect(COMMANDS).to.have.length(20);
    for (const command of COMMANDS) {
      expect(overview.stdout).to.match(new RegExp(`^  ${command}\\b`, 'm'));
      const help = await typed([command, '--help']);
      expect([help.code, help.stderr]).to.deep.equal([0, '']);
      expect(help.stdout).to.contain(`Usage: npm run portal -- ${command}`).and.to.contain('--json');
    }
  });

  it('names every command where help is asked for before one', async () => {
    expect(await typed(['-h', 'migrate'])).to.deep.equal(await typed(['--help']));
    expect(await typed(['--json', '--help', 'migrate'])).to.deep.equal(await typed(['--json', '--help']));
  });

  const wrong: [string, string[], string][] = [
    ['no command', [], 'Name a command.'],
    ['an unknown command', ['migrat'], 'unknown command'],
    ['an unknown option', ['setup-groups', '--force'], 'unknown option'],
    ['a parameter too many', ['setup-groups', 'Admin'], 'too many arguments'],
    ['a parameter too few', ['changepassword', '--password-stdin'], 'missing required argument'],
    ['an unknown direction', ['migrate', 'sideways'], 'Allowed choices are up, down, status'],
  ];
  for (const [title, parameters, message] of wrong) {
    it(`answers ${title} with exit code 2`, async () => {
      const plain = await typed(parameters);
      expect([plain.code, plain.stdout]).to.deep.equal([2, '']);
      expect(plain.stderr).to.contain(parameters.length === 0 ? 'Usage:' : message);
      const json = await typed([...parameters, '--json']);
      expect([json.code, json.stderr]).to.deep.equal([2, '']);
      const { error } = JSON.parse(json.stdout) as { error: Record<string, unknown> };
      expect(error).to.include({ code: 'usage' });
      expect(error.message).to.contain(message);
    });
  }

  it('answers with exit code 2 where there is nobody to ask', async () => {
    const password = await portalJson(['changepassword', 'ravi']);
    const email = await portalCommand(['createsuperuser', '--username', 'ravi', '--password-stdin']);
    expect([password.code, email.code]).to.deep.equal([2, 2]);
    expect(password.document.error).to.include({ code: 'usage' });
    expect(email.stderr).to.equal('error: There is no terminal to ask; use --email.\n');
  });

  it('lists every fault of the configuration', async () => {
    const env = { PORT: 'x', DATABASE_URL: 'postgres://x', LOG_LEVEL: 'loud' };
    const { code, stdout, stderr } = await portalCommand(['setup-groups'], { env });
    expect([code, stdout]).to.deep.equal([1, '']);
    for (const name of Object.keys(env)) expect(stderr).to.contain(`  - ${name} must`);
  });
});

describe('portal COMMAND without a usable database', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'portal-cli-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  async function refusal(env: Record<string, string>): Promise<string> {
    const plain = await portalCommand(['setup-groups'], { env });
    expect([plain.code, plain.stdout]).to.deep.equal([1, '']);
    expect(plain.stderr.trimEnd().split('\n'), 'one line, no stack').to.have.length(1);
    return plain.stderr;
  }

  it('says that the server cannot be reached, without its password', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const text = await refusal({ DATABASE_URL: `mysql://portal:hidden-secret@127.0.0.1:${port}/portal` });
    expect(text).to.contain(`The database portal on 127.0.0.1:${port} cannot be opened`);
    expect(text).to.contain('npm run portal -- migrate status').and.not.to.contain('hidden-secret');
  });

  it('says that the database is not migrated, and how to do it', async () => {
    const text = await refusal({ DATABASE_URL: '', DATA_DIR: dataDir });
    expect(text).to.match(
      /^error: \d+ migrations are pending in this database. Run: npm run portal -- migrate\n$/,
    );
  });

  it('says that the file is no database', async () => {
    writeFileSync(join(dataDir, 'portal.sqlite'), 'something else'.repeat(1000));
    expect(await refusal({ DATABASE_URL: '', DATA_DIR: dataDir })).to.contain('file is not a database');
  });

  it('says that the folder cannot be used', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    const env = { DATABASE_URL: '', DATA_DIR: join(dataDir, 'file', 'folder') };
    const { code, document } = await portalJson(['setup-groups'], { env });
    expect(code).to.equal(1);
    expect(document.error).to.include({ code: 'invalid_configuration' });
    expect(document.error)
      .to.have.property('message')
      .that.contains('DATA_DIR must be a folder that can be written to')
      .and.contains('is no folder');
  });
});
