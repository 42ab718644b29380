import { join } from 'node:path';
import { expect } from 'chai';
import { wholeFiles } from '../../torture/invariants/files.ts';
import { openPlace } from '../../torture/place.ts';
import { newFolder, removeFolders } from '../../support/archives.ts';
import { embeddedPlace, serverPlace, type Place } from '../../support/places.ts';
import { portalCommand } from '../../support/portal-command.ts';
import { killLeftOvers } from '../../support/portal-process.ts';
import { sharedRadosgw } from '../../support/radosgw.ts';
import { differing, walk, WALKED_SCOPES } from '../../support/walk-pages.ts';

async function told(parameters: readonly string[], env: Place): Promise<string> {
  const { code, stdout, stderr } = await portalCommand(parameters, { env });
  expect(code, `${parameters.join(' ')}\n${stdout}${stderr}`).to.equal(0);
  return stdout;
}

/** An empty installation on the server, with its files in a bucket of its own. */
async function bucketPlace(bucket: string): Promise<Place> {
  const buckets = await sharedRadosgw();
  await buckets.make(bucket);
  return { ...(await serverPlace()), STORAGE_URL: buckets.urlOf(bucket) };
}

/** How many attachments there are, all of which have to be whole. */
async function filesOf(settings: Place): Promise<number> {
  const place = openPlace(settings);
  try {
    expect(await wholeFiles.find({ place, isOwn: false })).to.deep.equal([]);
    return Number((await place.rows('SELECT COUNT(*) AS n FROM attachments'))[0]?.n);
  } finally {
    await place.close();
  }
}

describe('a pilot that grows up', function suite() {
  this.timeout(900_000);
  after(() => {
    killLeftOvers();
    removeFolders();
  });

  it('from SQLite and a folder to a server and a bucket answers every page as before, and back', async () => {
    const pilot = { ...embeddedPlace(), STORAGE_URL: '' };
    for (const command of [['migrate'], ['seed']]) await told(command, pilot);
    const { demo } = JSON.parse(await told(['seed', '--demo', '--json'], pilot)) as {
      demo: { password: string };
    };
    const made = await told(
      ['create-token', 'vikram', '--name', 'walk', '--scopes', WALKED_SCOPES, '--json'],
      pilot,
    );
    const { token } = JSON.parse(made) as { token: string };
    const visitors = { password: demo.password, token, since: new Date().toISOString() };
    const folder = newFolder();
    const [first, second] = [join(folder, 'pilot.zip'), join(folder, 'grown-up.zip')];
    await told(['backup', first], pilot);
    const before = await walk(pilot, visitors);
    expect(
      [...before].filter(([path, seen]) => path.startsWith('/attachments') && seen.startsWith('200 ')),
    ).not.to.have.length(0);
    const files = await filesOf(pilot);
    expect(files).to.be.greaterThan(0);

    const grown = await bucketPlace('portal-grown-up');
    await told(['restore', first], grown);
    expect(await filesOf(grown)).to.equal(files);
    expect(differing(before, await walk(grown, visitors))).to.deep.equal([]);
    await told(['audit', 'verify'], grown);

    await told(['backup', second], grown);
    await told(['backup', 'verify', second], grown);
    await told(['backup', 'drill', second], grown);
    const back = { ...embeddedPlace(), STORAGE_URL: '' };
    await told(['restore', second], back);
    expect(await filesOf(back)).to.equal(files);
    await told(['audit', 'verify'], back);
  });

  it('is told of files in a bucket that are gone, and a restore into a bucket of others is refused', async () => {
    const place = await bucketPlace('portal-with-gaps');
    for (const command of [['migrate'], ['seed'], ['seed', '--demo']]) await told(command, place);
    const there = openPlace(place);
    const [row] = await there.rows('SELECT storage_key AS k FROM attachments ORDER BY id LIMIT 1');
    await there.storage.remove(String(row?.k));
    await there.close();
    const file = join(newFolder(), 'gaps.zip');
    const made = await portalCommand(['backup', file], { env: place });
    expect(made.code, made.stdout + made.stderr).to.equal(3);
    const theirs = { ...(await serverPlace()), STORAGE_URL: place.STORAGE_URL ?? '' };
    const refused = await portalCommand(['restore', file], { env: theirs });
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(
      /files .* are there already|stored files of another installation|--keep-files/,
    );
  });
});
