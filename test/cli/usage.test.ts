import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { runPortal } from '../../src/cli/run-portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'portal-usage-'));
const SOURCE = 'mysql://127.0.0.1:1/old';
const HASH = 'a1'.repeat(32);

/** What is typed, its words with bars between them, and by what the fault is named. */
const WRONG: readonly (readonly [typed: string, named: string])[] = [
  ...['0', '-1', '366', '1.5', '', ' ', '7d', '1e2', '9'.repeat(40)].map(
    (days) => [`create-token|elena|--name|x|--days|${days}`, '--days'] as const,
  ),
  ['create-token|elena|--name|x|--days', '--days'],
  ['create-token|elena|--name|x|--days|1|--days|2', '--days'],
  ['create-token|elena|--name|', '--name'],
  ['create-token|elena|--name| ', '--name'],
  [`create-token|elena|--name|${'x'.repeat(300)}`, '--name'],
  ['create-token|elena|--name|x|--name|y', '--name'],
  ['create-token|elena', '--name'],
  ['create-token|--name|x', 'username'],
  ['create-token||--name|x', 'username'],
  ['create-token|elena|rosa|--name|x', 'create-token'],
  ['create-token|elena|--name|x|--scopes|', '--scopes'],
  ['create-token|elena|--name|x|--scopes|,', '--scopes'],
  ['create-token|elena|--name|x|--scopes|complaints.view,all', '--scopes'],
  ['create-token|elena|--name|x|--demo', '--demo'],
  ['migrate|', 'direction'],
  ['migrate|UP', 'direction'],
  ['migrate|up|down', 'migrate'],
  ['seed|--demo=x', '--demo'],
  ['seed|--demo|x', 'seed'],
  ['createsuperuser|--username| |--email|a@b.example|--password-stdin', '--username'],
  ['createsuperuser|--username|x|--email||--password-stdin', '--email'],
  ['createsuperuser|--username|x|--email|x|--password-stdin', '--email'],
  ['createsuperuser|--username|x|--username|y', '--username'],
  ['createsuperuser|--username', '--username'],
  ['changepassword||--password-stdin', 'username'],
  ['changepassword|a|b|--password-stdin', 'changepassword'],
  ['reset-second-factor|', 'username'],
  ['reset-second-factor', 'username'],
  ['setup-groups|x', 'setup-groups'],
  ['assign-superuser-groups|--dry-run', '--dry-run'],
  ['work|x', 'work'],
  ['check|--fix', '--fix'],
  ['audit|nonsense', 'nonsense'],
  ['audit|verify|--expect|', '--expect'],
  ['audit|verify|--expect|abc', '--expect'],
  [`audit|verify|--expect|${HASH}|--expect|${HASH}`, '--expect'],
  ['audit|export|x', 'export'],
  ['audit|prune', '--before'],
  ['audit|prune|--before|0', '--before'],
  ['audit|prune|--before|2025-02-30', '--before'],
  ['audit|prune|--before|2025-01-01|--before|2024-01-01', '--before'],
  ['fix-user-profiles|--dryrun', '--dryrun'],
  ['import-people', 'file'],
  ['import-people|', 'file'],
  ['import-people|a|b', 'import-people'],
  ['import-django', '--source'],
  ['import-django|--source|', '--source'],
  ['import-django|--source|x', '--source'],
  ['import-django|--source|http://x/y', '--source'],
  [`import-django|--source|${SOURCE}?ssl=1`, '--source'],
  [`import-django|--source|${SOURCE}?tls=${folder}/none`, '--source'],
  [`import-django|--source|${SOURCE}|--source|${SOURCE}`, '--source'],
  [`import-django|--source|${SOURCE}|--source-file|x`, '--source-file'],
  [`import-django|--source-file|${folder}/none`, '--source-file'],
  [`import-django|--source|${SOURCE}|--map|${folder}/none`, '--map'],
  [`import-django|--source|${SOURCE}|--media|${folder}/none`, '--media'],
  [`import-django|--source|${SOURCE}|--report|${folder}/none/x`, '--report'],
  [`import-django|--source|${SOURCE}|--report|${folder}`, '--report'],
  ['send-test-mail|', 'address'],
  ['send-test-mail|x', 'address'],
  ['send-test-mail|a@b.example|c@d.example', 'send-test-mail'],
  ['backup|', 'file'],
  ['backup|a.zip|--passphrase-file|', '--passphrase-file'],
  [`backup|a.zip|--passphrase-file|${folder}/none`, '--passphrase-file'],
  [`backup|verify|a.zip|--passphrase-file|${folder}/none`, '--passphrase-file'],
  ['backup|verify|', 'file'],
  ['backup|drill|', 'file'],
  ['backup|a.zip|--dry-run', '--dry-run'],
  ['restore|', 'file'],
  [`restore|a.zip|--passphrase-file|${folder}/none`, '--passphrase-file'],
  ...['0', '-1', '1.5', '', '100', 'OFF', '9'.repeat(40)].map(
    (years) => [`retention|--files|${years}`, '--files'] as const,
  ),
  ['retention|--texts|1|--texts|2', '--texts'],
  ['rotate-key|--dry-run|--forget-previous', '--forget-previous'],
  ['rotate-key|--dry-run|--give-up-lost', '--give-up-lost'],
  ['rotate-key|--forget-previous|--give-up-lost', '--give-up-lost'],
  ['rotate-key|--despite-faults|--give-up-lost', '--give-up-lost'],
  ['move-storage', '--to'],
  ['move-storage|--to|', '--to'],
  ['move-storage|--to|x', '--to'],
  ['move-storage|--to|file:|--to-file|x', '--to'],
  [`move-storage|--to-file|${folder}/none`, '--to-file'],
  ['move-storage|--from|file:', 'another place'],
  ['migrat|--help', 'migrat'],
  ['--help|migrat', 'migrat'],
  ['help|migrat', 'migrat'],
  ['audit|nonsense|--help', 'nonsense'],
  ['--version', '--version'],
];

/** The command line with a database that nobody can open: what asks for it fails, and takes no wrong usage for what it is. */
async function typed(parameters: readonly string[]) {
  const text = { stdout: '', stderr: '' };
  const screen = (name: keyof typeof text) =>
    new Writable({ write: (chunk, _, done) => done(void (text[name] += String(chunk))) });
  const code = await runPortal(parameters, { out: screen('stdout'), err: screen('stderr') });
  return { code, ...text };
}

describe('the wrong use of a command', () => {
  const set = { DATABASE_URL: 'mysql://x:y@127.0.0.1:1/none', DATA_DIR: join(folder, 'var') };
  const former = Object.fromEntries(Object.keys(set).map((name) => [name, process.env[name]]));
  before(() => Object.assign(process.env, set));
  after(() => {
    for (const [name, value] of Object.entries(former)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true });
  });

  it('is told in one line that names it, with exit code 2, before a database is asked', async () => {
    for (const [line, named] of WRONG) {
      const { code, stdout, stderr } = await typed(line.split('|'));
      expect([code, stdout], line + stderr).to.deep.equal([2, '']);
      expect(stderr, line)
        .to.match(/^error: [^\n]+\n$/)
        .and.to.contain(named);
    }
    expect(existsSync(set.DATA_DIR), 'anything written').to.equal(false);
  });

  it('is one document of JSON where that is asked for', async () => {
    for (const [line, named] of WRONG) {
      const { code, stdout, stderr } = await typed(['--json', ...line.split('|')]);
      expect([code, stderr], line).to.deep.equal([2, '']);
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      expect(error.code, line).to.equal('usage');
      expect(error.message, line).to.contain(named);
    }
  });

  it('is no failure of another kind: what is asked for rightly and cannot be done exits with 1', async () => {
    const right = ['create-token|elena|--name|x|--days|1', 'seed|--demo|--demo', `restore|${folder}/none`];
    for (const line of [...right, `import-people|${folder}/none`, `backup|verify|${folder}/none`])
      expect((await typed(line.split('|'))).code, line).to.equal(1);
  });

  it('is not help, which is one document as well where JSON is asked for', async () => {
    for (const line of [
      '--help',
      'help',
      'check|--help',
      'help|check',
      'backup|verify|--help',
      'audit|--help',
    ]) {
      const { code, stdout, stderr } = await typed(['--json', ...line.split('|')]);
      expect([code, stderr], line).to.deep.equal([0, '']);
      const { help } = JSON.parse(stdout) as { help: Record<string, unknown> };
      expect(help.usage, line).to.match(/^npm run portal -- /);
      expect(help).to.have.keys('usage', 'description', 'arguments', 'options', 'commands');
    }
    const { stdout } = await typed(['create-token', '--help', '--json']);
    const { help } = JSON.parse(stdout) as { help: { arguments: object[]; options: object[] } };
    expect(help.arguments).to.deep.equal([{ name: 'username', required: true, description: '' }]);
    expect(help.options).to.deep.include({
      flags: '--name <name>',
      required: true,
      description: 'what the token is for',
    });
  });
});
