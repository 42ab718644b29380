import { setTimeout as delay } from 'node:timers/promises';
import { Complaint } from '../../../src/models/complaint.ts';
import { holdLock } from '../../support/hold-lock.ts';
import type { Ground, Scene } from '../scene.ts';
import { underLoad } from './load.ts';

/** A way in which the database is not as it should be, for some seconds. */
type Trouble = readonly [name: string, begin: () => Promise<() => Promise<unknown>>];

function troublesOf({ place, server }: Ground): Trouble[] {
  if (server === undefined)
    return [
      [
        'locked by another process',
        async () => {
          const { id } = await Complaint.findOne({ rejectOnEmpty: true });
          return holdLock('complaints', id);
        },
      ],
    ];
  return [
    ['stopped', () => server.leave().then(() => () => server.comeBack())],
    ['killed', () => server.kill().then(() => () => server.comeBack())],
    [
      'read-only',
      async () => {
        await place.damage('SET GLOBAL read_only = 1');
        return () => place.damage('SET GLOBAL read_only = 0');
      },
    ],
  ];
}

/** As an operator gives the portal no more rights than it needs, a read-only server refuses it. */
function plainly({ place, server }: Ground): Readonly<Record<string, string>> {
  const { DATABASE_URL = '' } = place.settings;
  if (server === undefined) return place.settings;
  return { ...place.settings, DATABASE_URL: DATABASE_URL.replace('//portal:portal@', '//plain:plain@') };
}

/** The database goes away and comes back. */
export const databaseAway: Scene = {
  name: 'database',
  does: 'the database is stopped, killed and read-only (a server), or locked by another process (SQLite), while people use the portal',
  share: 0.4,
  run: (ground) =>
    underLoad(
      ground,
      async (_portal, endsAt) => {
        const told: string[] = [];
        const troubles = troublesOf(ground);
        const pause = (ground.seconds * 1000) / (troubles.length * 3);
        for (let round = 0; Date.now() < endsAt; round += 1) {
          const [name, begin] = troubles[round % troubles.length] ?? [];
          await delay(pause);
          const end = await begin?.();
          // Longer than a lock is waited for.
          await delay(Math.max(pause, ground.server === undefined ? 7000 : 2000));
          await end?.();
          told.push(name ?? '');
        }
        return told.join(', ');
      },
      plainly(ground),
    ),
};
