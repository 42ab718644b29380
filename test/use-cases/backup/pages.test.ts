import { join } from 'node:path';
import { expect } from 'chai';
import { isSqlite } from '../../../src/database/connect.ts';
import { newFolder, removeFolders } from '../../support/archives.ts';
import { testEnvironment } from '../../support/database.ts';
import { embeddedPlace, serverPlace, type Place } from '../../support/places.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { killLeftOvers } from '../../support/portal-process.ts';
import { differing, walk, WALKED_SCOPES } from '../../support/walk-pages.ts';

async function succeed(parameters: readonly string[], env: Place): Promise<void> {
  const { code, stdout, stderr } = await portalCommand(parameters, { env });
  expect(code, stdout + stderr).to.equal(0);
}

describe('a restored backup', function suite() {
  this.timeout(900_000);
  after(() => {
    killLeftOvers();
    removeFolders();
  });

  it('answers every page as the original did: on the other engine, and back on the first', async () => {
    const { document: seeded } = await portalJson(['seed', '--demo']);
    const { password } = seeded.demo as { password: string };
    const made = await portalJson(['create-token', 'vikram', '--name', 'walk', '--scopes', WALKED_SCOPES]);
    const visitors = { password, token: String(made.document.token), since: new Date().toISOString() };
    const [first, second] = [join(newFolder(), 'a.zip'), join(newFolder(), 'b.zip')];
    await succeed(['backup', first], {});
    // Engines keep values of columns in ways of their own.
    const look = (place: Place) => walk(place, visitors, !isSqlite());
    const before = await look(testEnvironment);
    expect([...before.values()].filter((seen) => seen.startsWith('200 ')).length).to.be.greaterThan(
      isSqlite() ? 40 : 100,
    );
    const embedded = embeddedPlace();
    await succeed(['restore', first], embedded);
    await succeed(['audit', 'verify'], embedded);
    await succeed(['backup', second], embedded);
    expect(differing(before, await look(embedded))).to.deep.equal([]);
    // On the embedded database the way back is the same once more.
    if (isSqlite()) return;
    const server = await serverPlace();
    await succeed(['restore', second], server);
    expect(differing(before, await look(server))).to.deep.equal([]);
    await succeed(['audit', 'verify'], server);
  });
});
