import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newFolder } from '../../support/archives.ts';
import type { Scene } from '../scene.ts';
import { underLoad } from './load.ts';

/** How far the clocks are off, one after the other, in seconds: an hour on, an hour back, a day on, right again. */
const JUMPS = ['+3600', '-3600', '+86400', '+0'];
const NAME = 'libfaketime.so.1';

/** The library by which processes see another time, where it is installed. */
function findFaketime(): string | undefined {
  for (const folder of ['/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'])
    try {
      if (readdirSync(join(folder, 'faketime')).includes(NAME)) return join(folder, 'faketime', NAME);
    } catch {
      // Not here.
    }
  return undefined;
}

/** The clocks of portal and worker jump, while that of the database server goes on. */
export const clock: Scene = {
  name: 'clock',
  does: 'the clocks of portal and worker jump an hour on, an hour back and a day on while people use the portal',
  share: 0.4,
  hindrance: () =>
    findFaketime() === undefined ? 'libfaketime is not installed (Debian: faketime)' : undefined,
  run(ground) {
    const file = join(newFolder(), 'clock');
    writeFileSync(file, '+0\n');
    const settings = {
      ...ground.place.settings,
      LD_PRELOAD: findFaketime() ?? '',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    const happen = async (_portal: unknown, endsAt: number) => {
      const each = (endsAt - Date.now()) / (JUMPS.length + 1);
      for (const jump of JUMPS) {
        await delay(each);
        writeFileSync(file, `${jump}\n`);
      }
      await delay(each);
      return `${JUMPS.length} jumps`;
    };
    return underLoad(ground, happen, settings);
  },
};
