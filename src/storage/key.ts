import { randomBytes } from 'node:crypto';

const KEY = /^[0-9a-f]{32}$/;

/** Whether contents are stored under names like this one. */
export function isKey(name: string): boolean {
  return KEY.test(name);
}

/** A name that nobody guesses and that says nothing. */
export function newKey(): string {
  return randomBytes(16).toString('hex');
}
