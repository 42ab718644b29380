import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { signIn } from '../../support/app.ts';
import { removeFolders } from '../../support/archives.ts';
import { Client } from '../../support/client.ts';
import { embeddedPlace } from '../../support/places.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { killLeftOvers, startPortal, stopped } from '../../support/portal-process.ts';

const ADMIN = 'correct horse battery staple';

/** Whichever database the tests use, this is of the embedded one. */
describe('the secret key of the embedded database', function suite() {
  this.timeout(180_000);
  afterEach(killLeftOvers);
  after(removeFolders);

  it('is drawn anew, which a portal that runs takes up by itself', async () => {
    const place: Record<string, string> = {
      ...embeddedPlace(),
      SECRET_KEY: '',
      PORTAL_ADMIN_PASSWORD: ADMIN,
    };
    const file = join(place.DATA_DIR ?? '', 'secret-key');
    const portal = startPortal(place);
    const client = await signIn(new Client((await portal.url) ?? ''), 'admin', ADMIN);
    const before = readFileSync(file, 'utf8');
    const tried = await portalCommand(['rotate-key', '--dry-run'], { env: place });
    expect([tried.code, readFileSync(file, 'utf8')]).to.deep.equal([0, before]);
    const rotated = await portalJson(['rotate-key'], { env: place });
    expect(rotated.document).to.deep.include({ isDone: true });
    expect(readFileSync(file, 'utf8')).not.to.equal(before);
    expect(readFileSync(`${file}-previous`, 'utf8').trim()).to.equal(before);
    expect((await client.get('/')).status).to.equal(200);
    await client.post('/logout', {});
    await signIn(new Client(client.url), 'admin', ADMIN);
    expect((await portalCommand(['rotate-key', '--forget-previous'], { env: place })).code).to.equal(0);
    expect(existsSync(`${file}-previous`)).to.equal(false);
    expect((await portalJson(['audit', 'verify'], { env: place })).document).to.include({ whole: true });
    await stopped(portal);
    const again = startPortal(place);
    expect(await again.url).not.to.equal(undefined);
    await stopped(again);
    rmSync(file);
    const lost = startPortal(place);
    expect(await lost.url).to.equal(undefined);
    expect(lost.stderr()).to.match(/not known here/);
    writeFileSync(file, before);
    expect((await portalCommand(['setup-groups'], { env: place })).code, 'the old one').to.equal(1);
  });

  it('is changed by one of two that begin at once, and no key is lost', async () => {
    const place: Record<string, string> = { ...embeddedPlace(), SECRET_KEY: '' };
    expect((await portalCommand(['migrate'], { env: place })).code).to.equal(0);
    const file = join(place.DATA_DIR ?? '', 'secret-key');
    const before = readFileSync(file, 'utf8');
    const both = await Promise.all(
      [0, 1].map(() => portalCommand(['rotate-key'], { env: place, isApart: true })),
    );
    expect(both.map(({ code }) => code)).to.have.members([0, 1]);
    expect(both.find(({ code }) => code === 1)?.stderr).to.match(
      /^error: Another rotate-key is under way[^\n]*\n$/,
    );
    expect(readFileSync(`${file}-previous`, 'utf8').trim()).to.equal(before);
    expect((await portalJson(['audit', 'verify'], { env: place })).document).to.include({ whole: true });
    expect(readdirSync(place.DATA_DIR ?? '').filter((name) => name.endsWith('.lock'))).to.deep.equal([]);
  });
});
