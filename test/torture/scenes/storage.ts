import { hasRadosgw, startRadosgw } from '../../support/radosgw.ts';
import { wholeFiles } from '../invariants/files.ts';
import { persist } from '../killed-command.ts';
import { openPlace } from '../place.ts';
import type { Scene } from '../scene.ts';

/** The files are moved to a bucket under fire. */
export const moveStorage: Scene = {
  name: 'move-storage',
  does: 'kill -9 of move-storage to an S3 server, again and again; then each file is read there',
  share: 0.5,
  hindrance: () => (hasRadosgw() ? undefined : 'no radosgw is installed, or this is not root'),
  async run({ place, random, kills }) {
    const buckets = await startRadosgw();
    try {
      await buckets.make('portal-torture');
      const to = buckets.urlOf('portal-torture');
      const { killed, last } = await persist(['move-storage', '--to', to], place.settings, {
        random,
        times: kills,
        spanMs: 1500,
      });
      const faults = last.code === 0 ? [] : [`it ended with ${last.code}: ${last.text.slice(-400)}`];
      const moved = openPlace({ ...place.settings, STORAGE_URL: to });
      faults.push(...(await wholeFiles.find({ place: moved, isOwn: false })));
      await moved.close();
      return { did: `${killed} killed; ${last.text.trim().split('\n')[0]}`, faults };
    } finally {
      await buckets.stop();
    }
  },
};
