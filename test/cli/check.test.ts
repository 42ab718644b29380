import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Job } from '../../src/models/job.ts';
import { buildUser } from '../factories/people.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

interface Result {
  readonly name: string;
  readonly level: string;
  readonly text: string;
  readonly advice?: string;
}

describe('portal check', () => {
  it('exits with 0 where warnings are all there is, and with 3 where something is wrong', async () => {
    await buildUser({ isSuperuser: true });
    const plain = await portalCommand(['check']);
    expect(plain.code, plain.stdout + plain.stderr).to.equal(0);
    expect(plain.stdout).to.match(/^warning +Jobs +No job was ever done by the clock\.$/m);
    expect(plain.stdout)
      .to.match(/^ok +Database +It answers within/m)
      .and.to.contain('No problems found.');
    await Job.create({ kind: 'x', payload: '{}', state: 'dead', endedAt: new Date(), runAt: new Date() });
    const { code, document } = await portalJson(['check']);
    const { level, results, unchecked } = document as {
      level: string;
      results: Result[];
      unchecked: string[];
    };
    expect([code, level, unchecked]).to.deep.equal([3, 'problem', []]);
    expect(results.find(({ name }) => name === 'jobs')).to.include({ level: 'problem' });
  });

  it('says what it can of a broken database and storage, without a stack trace', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'portal-check-'));
    try {
      writeFileSync(join(dataDir, 'portal.sqlite'), 'something else'.repeat(1000));
      writeFileSync(join(dataDir, 'attachments'), 'no folder');
      const env = { DATABASE_URL: '', DATA_DIR: dataDir, LOG_LEVEL: '' };
      const { code, stdout, stderr } = await portalCommand(['check'], { env });
      expect([code, stderr]).to.deep.equal([3, '']);
      expect(stdout).to.match(/^PROBLEM +Database +The embedded database .* file is not a database/m);
      expect(stdout).to.match(/^PROBLEM +Storage +Files cannot be stored at the moment\.$/m);
      expect(stdout)
        .to.match(/^ok +Disk/m)
        .and.to.match(/^Not checked, .*: Migrations, Clock, .*Jobs/m);
      expect(stdout)
        .to.contain('2 problems found.')
        .and.not.to.match(/\n +at /);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
