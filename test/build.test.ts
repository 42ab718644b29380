import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { BUNDLED } from '../src/bundle-program.ts';
import { testEnvironment } from './support/database.ts';
import { root } from './support/imports.ts';

const FILES = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'tsconfig.json',
  'src',
  'migrations',
  'seeders',
  'docs/guide',
];

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

describe('a fresh checkout', function suite() {
  this.timeout(180_000);
  let checkout: string;

  before(() => {
    checkout = mkdtempSync(join(tmpdir(), 'portal-checkout-'));
    for (const name of FILES) cpSync(join(root, name), join(checkout, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  });
  after(() => rmSync(checkout, { recursive: true, force: true }));

  function npm(parameters: string[], env: Record<string, string> = {}, cwd = checkout) {
    const { PATH = '', HOME = '' } = process.env;
    return spawn('npm', parameters, {
      cwd,
      env: { PATH, HOME, npm_config_update_notifier: 'false', ...testEnvironment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that nothing of it can outlive the tests.
      detached: true,
    });
  }

  async function run(parameters: string[], folder = checkout) {
    const child = npm(['run', '--silent', ...parameters], {}, folder);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, stdout, stderr };
  }

  const stamp = () => statSync(join(checkout, 'dist', 'inputs.sha256')).mtimeMs;

  it('is built once, by one of two at the same time, without a word on standard output', async () => {
    const builds = await Promise.all([run(['build']), run(['build'])]);
    expect(builds.map(({ code, stdout }) => [code, stdout])).to.deep.equal([
      [0, ''],
      [0, ''],
    ]);
    expect(readdirSync(join(checkout, 'dist'))).to.include.members(['src', 'migrations', 'seeders', 'panel']);
    const before = stamp();
    expect(await run(['build'])).to.include({ code: 0, stdout: '', stderr: '' });
    expect(stamp(), 'nothing changed, nothing is built').to.equal(before);
  });

  it('prints one JSON document and nothing else for a command', async () => {
    const { code, stdout } = await run(['portal', '--', 'setup-groups', '--json']);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.have.property('groups').that.has.length(3);
  });

  it('runs commands in an image, which has what was built and no sources', async () => {
    const image = mkdtempSync(join(tmpdir(), 'portal-image-'));
    after(() => rmSync(image, { recursive: true, force: true }));
    const copied = readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(
      /^COPY --from=build \/app\/(\S+)/gm,
    );
    const names = [...copied].map(([, name = '']) => name);
    expect(names).to.include.members(['package.json', 'node_modules', 'dist']);
    for (const name of names.filter((one) => one !== 'node_modules')) {
      cpSync(join(checkout, name), join(image, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
    const { code, stdout, stderr } = await run(['portal', '--', 'setup-groups', '--json'], image);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(JSON.parse(stdout)).to.have.property('groups').that.has.length(3);
    expect(readdirSync(image).toSorted()).to.deep.equal(names.toSorted());
  });

  it('starts, is ready and stops when it is told to', async () => {
    const child = npm(['start'], { PORT: '0', NODE_V8_COVERAGE: join(checkout, 'loaded') });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const { pid = 0 } = child;
    after(() => killGroup(pid));
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /Portal: (http:\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('close', () => reject(new Error(`npm start ended: ${output}`)));
    });
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    child.kill('SIGTERM');
    expect((await closed)[0]).to.equal(0);
    const answer = await fetch(`${url}/healthz`).catch(() => 'nobody answers');
    expect(answer).to.equal('nobody answers');
  });

  it('starts from few files, with no module of a package twice that is bundled', () => {
    // Told by the start above. Node writes for each process what it loaded.
    const loaded = readdirSync(join(checkout, 'loaded')).map((name) => {
      const { result } = JSON.parse(readFileSync(join(checkout, 'loaded', name), 'utf8')) as {
        result: readonly { readonly url: string }[];
      };
      return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    });
    const files = loaded.find((urls) => urls.some((url) => url.endsWith('/dist/src/main.js'))) ?? [];
    const own = files.filter((url) => url.includes('/dist/') && !url.includes('/node_modules/'));
    expect(own.length).to.be.greaterThan(1).and.lessThan(150);
    expect(own.filter((url) => !/\/dist\/(chunks\/[\w-]+|src\/main)\.js$/.test(url))).to.deep.equal([]);
    const packages = files.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
    expect(packages).to.include('pino');
    expect(packages.filter((name) => BUNDLED.has(name))).to.deep.equal([]);
    expect(packages.length).to.be.lessThan(100);
  });

  it('is built anew after a change, without what is gone', async () => {
    const files = readdirSync(join(checkout, 'migrations')).filter((file) => file.endsWith('.ts'));
    const [last = ''] = files.toSorted().slice(-1);
    renameSync(join(checkout, 'migrations', last), join(checkout, 'migrations', '9999-renamed.ts'));
    writeFileSync(join(checkout, 'src/portal/public/added.txt'), 'added');
    const { code, stdout, stderr } = await run(['build']);
    expect([code, stdout]).to.deep.equal([0, ''], stderr);
    const compiled = readdirSync(join(checkout, 'dist/migrations')).filter((file) => file.endsWith('.js'));
    expect(compiled).to.include('9999-renamed.js').and.not.to.include(last.replace(/ts$/, 'js'));
    expect(readdirSync(join(checkout, 'dist/src/portal/public'))).to.include('added.txt');
  });

  it('is not built when it does not compile, and says why', async () => {
    writeFileSync(join(checkout, 'src/broken.ts'), "export const broken: number = 'text';\n");
    const { code, stdout, stderr } = await run(['build']);
    expect([code, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.contain('src/broken.ts(1,14): error TS2322');
  });
});
