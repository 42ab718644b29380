import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { UsedKey } from '../../src/models/used-key.ts';
import { sealEvents } from '../../src/use-cases/journal/seal-events.ts';
import { takeKey } from '../../src/use-cases/keys/take-key.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { buildCast } from '../factories/people.ts';
import { newFolder, removeFolders } from '../support/archives.ts';
import { journal } from '../support/journal.ts';
import { portalCommand } from '../support/portal-command.ts';
import { leaveKeys, NEW_KEY, OLD_KEY, oldAlone } from '../support/secret-keys.ts';

const CHANGED = { SECRET_KEY: NEW_KEY, SECRET_KEY_PREVIOUS: OLD_KEY };

describe('commands with a SECRET_KEY that is new', function suite() {
  this.timeout(240_000);
  before(oldAlone);
  after(async () => {
    removeFolders();
    await leaveKeys();
  });
  beforeEach(async () => {
    await buildCast();
    await takeKey();
    await asOf(new Date(Date.now() + 60_000), () => sealEvents());
  });

  const state = async () => ({
    keys: (await UsedKey.findAll({ order: ['since'] })).map(({ keyId, retiredAt }) => [keyId, retiredAt]),
    events: await JournalEvent.count(),
  });
  const run = (parameters: readonly string[]) => portalCommand(parameters, { env: CHANGED });

  it('remember nothing of it where they only look or try', async () => {
    const people = join(newFolder(), 'people.csv');
    writeFileSync(people, 'username,full name,email\nanna,Anna Ahmed,anna@alphalab.example\n');
    const before = await state();
    for (const parameters of [
      ['fix-user-profiles', '--dry-run'],
      ['import-people', people, '--dry-run'],
      ['retention', '--dry-run', '--files', '3'],
      ['rotate-key', '--dry-run'],
      ['check'],
    ]) {
      const { code, stderr } = await run(parameters);
      expect(code, `${parameters.join(' ')}: ${stderr}`).to.be.oneOf([0, 3]);
      expect(await state(), parameters.join(' ')).to.deep.equal(before);
    }
  });

  it('remember it before the first event that they write, and once', async () => {
    const { code, stderr } = await run(['create-token', 'asha', '--name', 'Nightly']);
    expect(code, stderr).to.equal(0);
    expect((await state()).keys).to.have.length(2);
    const [changed] = await journal({ name: 'secret_key.changed' });
    const [made] = await journal({ name: 'api_token.created' });
    expect(changed?.id).to.be.lessThan(made?.id ?? 0);
    await run(['create-token', 'asha', '--name', 'Weekly']);
    expect(await journal({ name: 'secret_key.changed' })).to.have.length(1);
  });

  it('remember nothing where what they would write is refused', async () => {
    const before = await state();
    expect((await run(['create-token', 'nobody', '--name', 'Nightly'])).code).to.equal(1);
    expect((await run(['createsuperuser', '--username', 'asha', '--email', 'no'])).code).to.be.oneOf([1, 2]);
    expect(await state()).to.deep.equal(before);
  });

  it('refuse a key that is not known before they do anything', async () => {
    const before = await state();
    const env = { SECRET_KEY: NEW_KEY };
    for (const parameters of [
      ['retention', '--dry-run', '--files', '3'],
      ['rotate-key', '--dry-run'],
    ]) {
      const { code, stderr } = await portalCommand(parameters, { env });
      expect([code, /not known here/.test(stderr)], parameters.join(' ')).to.deep.equal([1, true]);
    }
    expect(await state()).to.deep.equal(before);
  });
});
