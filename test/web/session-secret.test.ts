import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sessionSecret } from '../../src/web/session-secret.ts';

describe('the key that signs sessions', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-secret-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('is the configured one, and then none is stored', async () => {
    expect(await sessionSecret({ sessionSecret: 'configured', dataDir })).to.equal('configured');
    expect(await readdir(dataDir)).to.deep.equal([]);
  });

  it('is drawn once, even by many at once, and only its owner may read it', async () => {
    const settings = { sessionSecret: undefined, dataDir: join(dataDir, 'new') };
    const drawn = await Promise.all(Array.from({ length: 20 }, () => sessionSecret(settings)));
    expect(new Set(drawn).size).to.equal(1);
    expect(drawn[0]?.length).to.be.at.least(32);
    expect(await sessionSecret(settings)).to.equal(drawn[0]);
    expect(await readdir(settings.dataDir)).to.deep.equal(['session-secret']);
    expect((await stat(join(settings.dataDir, 'session-secret'))).mode & 0o777).to.equal(0o600);
  });

  it('is not taken from a file that was cut short', async () => {
    await writeFile(join(dataDir, 'session-secret'), 'short');
    const error = await sessionSecret({ sessionSecret: undefined, dataDir }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).to.match(/holds no usable secret/);
  });
});
