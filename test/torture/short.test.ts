import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { buildUser } from '../factories/people.ts';
import { dataDir } from '../support/database.ts';
import { killLeftOvers } from '../support/portal-process.ts';
import { removeStoredFiles } from '../support/stored-files.ts';
import { optionsIn } from './options.ts';
import { FEW } from './people/crowd.ts';
import { openPlace } from './place.ts';
import { Random } from './random.ts';
import { underLoad } from './scenes/load.ts';
import { table } from './table.ts';

/** Far longer than it takes, since others use the machine, too. */
const WAIT_MS = 90_000;

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + WAIT_MS; !isSo(); await delay(50))
    if (Date.now() > end) throw new Error('so little was filed that it proves nothing');
}

describe('a portal that is tortured for some seconds', function suite() {
  this.timeout(300_000);
  afterEach(() => {
    killLeftOvers();
  });

  it('loses and doubles nothing when it is killed while people use it', async () => {
    await removeStoredFiles(dataDir);
    await buildUser({ username: 'the-first', isSuperuser: true });
    const place = openPlace();
    const seed = Date.now() % 1_000_000;
    const ground = { place, server: undefined, hasOwnDisk: false, seconds: 1, crowd: FEW, kills: 1 };
    try {
      const { did, faults } = await underLoad(
        { ...ground, random: new Random(seed) },
        async (portal, _endsAt, { filed }) => {
          await until(() => filed.size > 3);
          await portal.kill('both');
          const before = filed.size;
          await portal.comeBack();
          await until(() => filed.size > before + 3);
          return 'killed once';
        },
      );
      expect(faults, `seed ${seed}: ${did}`).to.deep.equal([]);
    } finally {
      await place.close();
    }
  });
});

describe('npm run torture', () => {
  it('takes an engine, minutes, a seed and a scene, and says so of anything else', () => {
    const wanted = ['--engine', 'sqlite', '--minutes', '0.5', '--seed', '7', '--only', 'kill'];
    expect(optionsIn(wanted)).to.deep.equal({ engine: 'sqlite', minutes: 0.5, seed: 7, only: 'kill' });
    expect(optionsIn([])).to.include({ engine: 'both', minutes: 5 });
    for (const wrong of [
      ['--engine', 'oracle'],
      ['--minutes', '0'],
      ['--minutes', '61'],
      ['--seed', 'x'],
      ['--x'],
    ])
      expect(() => optionsIn(wrong)).to.throw();
  });

  it('prints a line for each scene, with what was found', () => {
    const told = { name: 'kill', seconds: 12.4, isRun: true, did: '4 killed', faults: ['x'] };
    const lines = table(optionsIn(['--seed', '7']), [
      told,
      { ...told, name: 'clock', isRun: false, did: 'not run: x' },
    ]);
    expect(lines)
      .to.match(/^kill +12 s {2}1 +4 killed$/m)
      .and.match(/^clock +12 s {2}- +not run: x$/m);
    expect(lines).to.contain('--seed 7');
  });
});
