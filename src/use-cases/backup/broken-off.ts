import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partsIn } from '../../archive/left-over.ts';
import { HOUR_MS } from '../../durations.ts';

/** How the folder of a drill is named in DATA_DIR: a copy of everything, which nothing encrypts. */
const DRILL = /^drill-\w{6}$/;
/** What a drill has in it; somebody may have named a folder of theirs `drill-friday`. */
const OF_DRILL = /^(?:restored|drill\.zip.*)$/;

async function isDrill(path: string): Promise<boolean> {
  const inside = await readdir(path).catch(() => undefined);
  return inside?.every((name) => OF_DRILL.test(name)) === true;
}

/** The folders of drills, of which one may be at work. */
export async function drillsIn(dataDir: string): Promise<string[]> {
  const drills: string[] = [];
  for (const name of await readdir(dataDir).catch(() => []))
    if (DRILL.test(name) && (await isDrill(join(dataDir, name)))) drills.push(name);
  return drills;
}

/** What was broken off, by the names in its folder, and its size in bytes. */
export interface BrokenOff {
  readonly names: readonly string[];
  readonly bytes: number;
}

async function unchanged(folder: string, names: readonly string[]): Promise<BrokenOff> {
  const old: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found === undefined || Date.now() - found.mtimeMs <= HOUR_MS) continue;
    old.push(name);
    bytes += found.size;
  }
  return { names: old, bytes };
}

/** Archives of any name in a folder that never got whole and have not been written for an hour. */
export async function brokenOffIn(folder: string): Promise<BrokenOff> {
  return unchanged(folder, await partsIn(folder, (whole) => whole !== ''));
}

/** Drills that have not been at work for an hour. */
export async function brokenOffDrills(dataDir: string): Promise<BrokenOff> {
  return unchanged(dataDir, await drillsIn(dataDir));
}
