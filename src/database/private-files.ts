import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../log.ts';

/** What the portal keeps in its data folder; whatever else lies there is somebody else's. */
const OWN = [
  'portal.sqlite',
  'portal.sqlite-wal',
  'portal.sqlite-shm',
  'session-secret',
  'secret-key',
  'secret-key-previous',
  'attachments',
  'mail',
];
const OTHERS = 0o077;
/** Of a folder that many accounts share, such as /tmp. */
const STICKY = 0o1000;

/** A folder that was closed to others already is not looked into: nobody gets at what is in it. */
function tighten(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink() || (found.mode & OTHERS) === 0) return;
  if (!found.isDirectory()) {
    chmodSync(path, 0o600);
    return;
  }
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) tighten(join(path, name));
}

/**
 * Makes the data folder where there is none, and closes it and what the portal keeps there to all other accounts,
 * whatever the umask is or was. Where that is not allowed, the log says so.
 */
export function keepPrivate(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const steps = [
    ...OWN.map((name) => () => tighten(join(dataDir, name))),
    () => {
      const { mode } = lstatSync(dataDir);
      if ((mode & STICKY) === 0 && (mode & OTHERS) !== 0) chmodSync(dataDir, 0o700);
    },
  ];
  // One that somebody else owns does not leave the others open.
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      log.warn(
        { err: error },
        'files in DATA_DIR can be read by other accounts, and that could not be changed',
      );
    }
  }
}

/** Makes an empty file that only this account reads, unless there is one; SQLite gives its log the same mode. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}
