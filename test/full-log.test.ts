import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Job } from '../src/models/job.ts';
import { testEnvironment } from './support/database.ts';
import { killLeftOvers, startPortal, startWorker, stopped } from './support/portal-process.ts';
import { program } from './support/program.ts';

const loud = { ...testEnvironment, LOG_LEVEL: 'info' };
/** Waits for a state that comes by itself, in milliseconds. */
const PATIENCE_MS = 60_000;

/** A device that has no room, ever. */
describe('a full disk under what a process prints', function suite() {
  this.timeout(180_000);
  let full: number;
  before(() => {
    full = openSync('/dev/full', 'w');
  });
  after(() => closeSync(full));
  afterEach(killLeftOvers);

  for (const count of ['1', '2']) {
    it(`does not end a portal of ${count}`, async () => {
      const portal = startPortal({ ...loud, WEB_PROCESSES: count }, { stderr: full });
      const url = await portal.url;
      expect(url, 'it started').to.match(/^http:/);
      for (let asked = 0; asked < 30; asked += 1) expect((await fetch(`${url}/login`)).status).to.equal(200);
      expect(await stopped(portal)).to.equal(0);
    });
  }

  it('does not end a process that runs jobs', async () => {
    const worker = startWorker(loud, { stderr: full });
    const end = Date.now() + PATIENCE_MS;
    while ((await Job.count({ where: { state: 'done' } })) === 0) {
      expect(worker.child.exitCode, 'it ended instead').to.equal(null);
      expect(Date.now(), 'no job was done').to.be.lessThan(end);
      await delay(100);
    }
    expect(await stopped(worker)).to.equal(0);
    expect(worker.stdout()).to.contain('Stopped.');
  });

  /** What becomes of a command whose standard output takes nothing. */
  async function without(stdout: number, parameters: readonly string[]) {
    const child = spawn(process.execPath, [...program('cli/index'), ...parameters], {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env.PATH, ...testEnvironment },
      stdio: ['ignore', stdout, 'pipe'],
    });
    const [stderr, [code]] = await Promise.all([
      child.stderr === null ? '' : text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { code, stderr };
  }

  for (const parameters of [
    ['migrate', 'status'],
    ['check', '--json'],
    ['audit', 'export'],
    ['nothing-such', '--json'],
    ['--help'],
  ]) {
    it(`lets \`${parameters.join(' ')}\` fail in one line`, async () => {
      const { code, stderr } = await without(full, parameters);
      expect(stderr).to.match(/^error: .*no space left on device.*\n$/);
      expect(code).to.equal(1);
    });
  }
});
