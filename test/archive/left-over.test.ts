import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { leftAmong, removePartsOf } from '../../src/archive/left-over.ts';
import { HOUR_MS } from '../../src/durations.ts';
import { drillsIn } from '../../src/use-cases/backup/broken-off.ts';
import { newFolder, removeFolders } from '../support/archives.ts';

const PART = 'a.zip.0a1b2c3d.part';

describe('what is left over', function suite() {
  this.timeout(60_000);
  after(removeFolders);

  /** The path of a file of which something is there that is not whole. */
  function begun(): string {
    const path = join(newFolder(), 'a.zip');
    writeFileSync(join(dirname(path), PART), 'x');
    return path;
  }

  it('is never what somebody writes whose clock is behind by hours', async () => {
    const folder = dirname(begun());
    const path = join(folder, PART);
    const beat = () => {
      const theirs = new Date(Date.now() - 3 * HOUR_MS);
      utimesSync(path, theirs, theirs);
    };
    beat();
    const beating = setInterval(beat, 100);
    try {
      expect(await leftAmong(folder, [PART])).to.deep.equal({ left: [], atWork: [PART] });
    } finally {
      clearInterval(beating);
    }
    beat();
    expect(await leftAmong(folder, [PART], { quietMs: 500 })).to.deep.equal({ left: [PART], atWork: [] });
  });

  it('is taken away by one: who looked as long hears of the other that has begun', async () => {
    const path = begun();
    const other = 'a.zip.fedcba98.part';
    const waiting = () => writeFileSync(join(dirname(path), other), 'y');
    expect(await removePartsOf(path, { quietMs: 500, waiting })).to.deep.equal([other]);
    expect(readdirSync(dirname(path))).to.deep.equal([other]);
  });

  it('is left where it is by who is told to stop meanwhile', async () => {
    const path = begun();
    const stop = new AbortController();
    const reason = new Error('stopped');
    const looking = removePartsOf(path, { signal: stop.signal, waiting: () => stop.abort(reason) });
    expect(await looking.catch((error: unknown) => error)).to.equal(reason);
    expect(readdirSync(dirname(path))).to.deep.equal([PART]);
  });

  it('of drills is what drills make, and no folder of somebody else', async () => {
    const folder = newFolder();
    for (const name of ['drill-Ab12Cd/restored', 'drill-_____0', 'drill-friday/restored', 'drill-a/restored'])
      mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'drill-Ab12Cd', `drill.zip.0a1b2c3d.part.list.told`), 'x');
    writeFileSync(join(folder, 'drill-friday', 'notes.txt'), 'mine');
    writeFileSync(join(folder, 'drill-monday'), 'mine');
    expect((await drillsIn(folder)).toSorted()).to.deep.equal(['drill-Ab12Cd', 'drill-_____0']);
  });
});
