import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { buildCast } from '../factories/people.ts';
import { programOf, requireDescribed } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';

const DOCS = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
const EXAMPLES = [...DOCS.matchAll(/```sh\n([^]*?)```/g)].map(([, script = '']) => script);

/** What each example answers: how, by which address, with which status. */
const ANSWERS = [
  ['get', '/me', 200],
  ['post', '/complaints', 201],
  ['get', '/complaints', 200],
  ['post', '/files', 201],
] as const;

describe('the examples of the REST API', () => {
  let app: TestApp;
  const folder = mkdtempSync(join(tmpdir(), 'portal-curl-'));
  before(async () => {
    app = await startApp();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await app.stop();
  });

  it('do as they are written', async () => {
    const { elena } = await buildCast();
    const { token = '' } = await programOf(app.url, elena);
    expect(EXAMPLES).to.have.length(ANSWERS.length);
    for (const [index, script] of EXAMPLES.entries()) {
      const env = { PATH: process.env.PATH, PORTAL: app.url, TOKEN: token };
      const { stdout } = await promisify(execFile)('sh', ['-ec', script], { cwd: folder, env });
      const [method, path, status] = ANSWERS[index] as (typeof ANSWERS)[number];
      requireDescribed(method, path, status, JSON.parse(stdout));
    }
    expect(await Complaint.count({ where: { title: 'The backup failed' } })).to.equal(1);
  });
});
