import { setTimeout as delay } from 'node:timers/promises';
import { nothingYet, type Acknowledged } from '../acknowledged.ts';
import { Crowd } from '../people/crowd.ts';
import { ServedPortal } from '../portal.ts';
import type { Ground, Outcome, Scene } from '../scene.ts';
import { faultsAfter } from '../settle.ts';

/** What was done, in figures. */
export function inFigures({ filed, replies, steps, requests, answers }: Acknowledged): string {
  const missing = [...answers].filter(([what]) => /^(no answer|503)/.test(what));
  const refused = missing.reduce((sum, [, count]) => sum + count, 0);
  return `${requests} requests, ${filed.size} filed, ${steps.size} steps, ${replies.size} replies; ${refused} answered by 503 or not at all`;
}

/** Lets people use a portal while something happens to it, until that is over; then looks at what is left. */
export async function underLoad(
  ground: Ground,
  happen: (portal: ServedPortal, endsAt: number, done: Acknowledged) => Promise<string>,
  settings: Readonly<Record<string, string>> = ground.place.settings,
): Promise<Outcome> {
  const { place, seconds, crowd: size, random } = ground;
  const portal = await ServedPortal.start(settings);
  const done = nothingYet();
  try {
    const crowd = await Crowd.gather(portal.url, size, done, random.fork());
    crowd.begin();
    const endsAt = Date.now() + seconds * 1000;
    let told = '';
    try {
      told = await happen(portal, endsAt, done);
    } finally {
      await crowd.end();
    }
    await portal.stop();
    // What is behind an error of ours stands in the log alone.
    if (done.faults.length > 0)
      done.faults.push(...portal.errors.slice(0, 3).map((line) => line.slice(0, 1500)));
    const faults = await faultsAfter(place, done);
    if (done.filed.size < seconds / 5)
      faults.push(`so little was done that it proves nothing: ${inFigures(done)}`);
    return { did: `${told}; ${inFigures(done)}`, faults };
  } finally {
    await portal.kill('both');
  }
}

/** Nothing is done to them. */
export const load: Scene = {
  name: 'load',
  does: 'people file, answer, work, merge, reject in bulk, while an admin changes groups and deactivates people',
  share: 1,
  run: (ground) =>
    underLoad(ground, async (_portal, endsAt) => {
      await delay(endsAt - Date.now());
      const { reporters, subjects, engineers } = ground.crowd;
      return `${reporters + subjects + engineers + 2} people, ${ground.seconds} s`;
    }),
};

/** What serves and what works is killed at any moment, and started again. */
export const kills: Scene = {
  name: 'kill',
  does: 'kill -9 of portal and worker while people file, upload, take bulk steps, and the journal is sealed',
  share: 0.4,
  run: (ground) =>
    underLoad(ground, async (portal, endsAt) => {
      const { random } = ground;
      const pause = (ground.seconds * 1000) / (ground.kills + 1);
      let count = 0;
      while (Date.now() < endsAt - pause / 2) {
        await delay(pause * random.between(0.3, 1));
        await portal.kill(random.oneOf(['portal', 'worker', 'both'] as const) ?? 'both');
        count += 1;
        await delay(random.below(1000));
        await portal.comeBack();
      }
      return `${count} killed`;
    }),
};
