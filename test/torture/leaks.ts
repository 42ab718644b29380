import { join } from 'node:path';
import { dataDir, testEnvironment } from '../support/database.ts';

const root = join(import.meta.dirname, '..', '..');

/** What never reaches a client, by what it is. */
const LEAKS: Readonly<Record<string, RegExp>> = {
  'a stack trace': /\bat (?:async )?(?:[\w.<>]+ \()?(?:file:\/\/|node:|\/)[^\s)]+:\d+:\d+\)?/,
  'a driver’s error': /\b(?:SQLITE_[A-Z]{3,}|ER_[A-Z]+_[A-Z_]+|Sequelize\w*Error|ECONNREFUSED)\b/,
  'a statement':
    /\b(?:SELECT [`"\w.*, ]+ FROM [`"]?\w+|INSERT INTO [`"]?\w+[`"]? \(|UPDATE [`"]\w+[`"] SET)\b/,
  'a hash of a password': /\$2[aby]\$\d\d\$[./\w]{20}|pbkdf2_sha256\$/,
};
const SECRETS = ['SECRET_KEY', 'SESSION_SECRET'];

/** What of an answer must not be there; undefined: nothing. */
export function leakIn(text: string): string | undefined {
  for (const [what, pattern] of Object.entries(LEAKS)) {
    const found = pattern.exec(text);
    if (found !== null) return `${what}: ${found[0].slice(0, 120)}`;
  }
  for (const path of [dataDir, root]) if (text.includes(path)) return `a path: ${path}`;
  const secret = SECRETS.find((name) => {
    const value = testEnvironment[name] ?? '';
    return value !== '' && text.includes(value);
  });
  return secret === undefined ? undefined : `the value of ${secret}`;
}
