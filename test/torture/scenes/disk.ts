import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDir } from '../../support/database.ts';
import type { Scene } from '../scene.ts';
import { underLoad } from './load.ts';

/** So little is left that a file of a few hundred KB does not fit. */
const LEFT_BYTES = 120_000;
const FULL_MS = 4000;

/** Leaves next to nothing on the disk; returns what frees it. */
function fill(): () => void {
  const ballast = join(dataDir, 'ballast');
  const { bavail, bsize } = statfsSync(dataDir);
  try {
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - LEFT_BYTES)));
  } catch {
    // Somebody took meanwhile what was to be left: it is full.
  }
  return () => rmSync(ballast, { force: true });
}

/** The disk fills, and is freed again. */
export const fullDisk: Scene = {
  name: 'disk',
  does: 'the disk of the files, and of the embedded database, is full again and again while people upload and the journal is sealed',
  hindrance: ({ hasOwnDisk }) => (hasOwnDisk ? undefined : 'tmpfs could not be mounted: that needs root'),
  run: (ground) =>
    underLoad(ground, async (_portal, endsAt) => {
      let count = 0;
      while (Date.now() < endsAt) {
        await delay(ground.random.between(1000, 4000));
        const free = fill();
        count += 1;
        await delay(FULL_MS);
        free();
      }
      return `${count} times full`;
    }),
};
