import type { Scene } from '../scene.ts';
import { backup, importPeople, migrate } from './commands.ts';
import { clock } from './clock.ts';
import { databaseAway } from './database.ts';
import { fullDisk } from './disk.ts';
import { erasing } from './erasing.ts';
import { fuzz } from './fuzz.ts';
import { kills, load } from './load.ts';
import { importDjango } from './old-portal.ts';
import { moveStorage } from './storage.ts';

/** Every kind of torture, in the order in which it is done. */
export const SCENES: readonly Scene[] = [
  load,
  kills,
  databaseAway,
  fullDisk,
  clock,
  erasing,
  migrate,
  importPeople,
  importDjango,
  backup,
  moveStorage,
  fuzz,
];
