import { join } from 'node:path';
import { expect } from 'chai';
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
    const before = await walk(testEnvironment, visitors);
    expect([...before.values()].filter((seen) => seen.startsWith('200 ')).length).to.be.greaterThan(100);
    const embedded = embeddedPlace();
    await succeed(['restore', first], embedded);
    await succeed(['audit', 'verify'], embedded);
    await succeed(['backup', second], embedded);
    expect(differing(before, await walk(embedded, visitors))).to.deep.equal([]);
    const server = await serverPlace();
    await succeed(['restore', second], server);
    expect(differing(before, await walk(server, visitors))).to.deep.equal([]);
    await succeed(['audit', 'verify'], server);
  });
});
