import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDir } from '../../support/database.ts';
import type { Acknowledged } from '../acknowledged.ts';
import { runCommand } from '../killed-command.ts';
import type { TorturedPlace } from '../place.ts';
import type { Scene } from '../scene.ts';
import { underLoad } from './load.ts';

/** So little is left that a file of a few hundred KB does not fit. */
const LEFT_BYTES = 120_000;
const FULL_MS = 4000;
const NAME = 'without-room.zip';

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

/** An archive for which there is no room is refused in a line, and nothing of it stays. */
async function backUp({ settings }: TorturedPlace, { faults }: Acknowledged): Promise<void> {
  const { code, text } = await runCommand(['backup', join(dataDir, NAME)], settings);
  if (code !== 1 || text.trim().split('\n').length > 1) faults.push(`backup without room: ${code}, ${text}`);
  const left = readdirSync(dataDir).filter((name) => name.startsWith(NAME));
  if (left.length > 0) faults.push(`backup without room leaves ${left.join(', ')}`);
}

/** The disk fills, and is freed again. */
export const fullDisk: Scene = {
  name: 'disk',
  does: 'the disk of the files, and of the embedded database, is full again and again while people upload, somebody backs up and the journal is sealed',
  share: 0.4,
  hindrance: ({ hasOwnDisk }) => (hasOwnDisk ? undefined : 'tmpfs could not be mounted: that needs root'),
  run: (ground) =>
    underLoad(ground, async (_portal, endsAt, done) => {
      let count = 0;
      while (Date.now() < endsAt) {
        await delay(ground.random.between(1000, 4000));
        const free = fill();
        count += 1;
        await Promise.all([delay(FULL_MS), backUp(ground.place, done)]);
        free();
      }
      return `${count} times full`;
    }),
};
