import {
  hasInvisible,
  latinOf,
  lookOf,
  lookTheSame,
  plainLetters,
  textKey,
  tidy,
} from '../../models/text.ts';
import { mixingFault } from '../people/refuse-confusion.ts';
import { firstOf } from './clean.ts';

const LENGTH = 150;
/** What a username may be made of. */
const OTHER_SIGNS = /[^\p{L}\p{M}\p{N}@.+_-]+/gu;

/** Why somebody is called otherwise than they were. */
export type Renaming = { readonly username: string; readonly why: string | undefined };

/** Whose names are given already: no two may be taken for each other, nor for somebody's e-mail address. */
export class Usernames {
  readonly #keys = new Set<string>();
  readonly #looks = new Map<string, string[]>();
  /** E-mail addresses, and whose they are. */
  readonly #emails = new Map<string, Set<number>>();

  /** That somebody is called so. */
  add(username: string): void {
    this.#keys.add(textKey(username));
    const look = lookOf(username);
    this.#looks.set(look, [...(this.#looks.get(look) ?? []), username]);
  }

  /** That somebody is reached so. */
  addEmail(email: string, owner: number): void {
    if (email === '') return;
    const key = textKey(plainLetters(email));
    this.#emails.set(key, (this.#emails.get(key) ?? new Set<number>()).add(owner));
  }

  /** Whether an e-mail address is how somebody else than `username` signs in. */
  isUsernameOfAnother(email: string, username: string): boolean {
    const key = textKey(plainLetters(email));
    return key !== textKey(username) && this.#keys.has(key);
  }

  #fault(username: string, owner: number): string | undefined {
    const key = textKey(username);
    if (this.#keys.has(key)) return 'somebody else is called so, in whatever letter case';
    const alike = this.#looks.get(lookOf(username)) ?? [];
    if (alike.some((other) => lookTheSame(username, other)))
      return 'it looks like the username of somebody else';
    const owners = this.#emails.get(key);
    if (owners !== undefined && (owners.size > 1 || !owners.has(owner)))
      return 'it is the e-mail address of somebody else';
    return mixingFault(username) === undefined ? undefined : 'it mixes letters of several scripts';
  }

  /** The username that somebody gets: their own where the rules let it be. */
  give(own: string, owner: number): Renaming {
    const plain = tidy(plainLetters(own));
    const isPlain = plain !== '' && plain.replaceAll(OTHER_SIGNS, '') === plain && !hasInvisible(plain);
    const isShort = Array.from(plain).length <= LENGTH;
    const why =
      isPlain && isShort ? this.#fault(plain, owner) : 'it has characters, or a length, that no username has';
    const username = why === undefined ? plain : this.#another(plain, owner);
    this.add(username);
    return { username, why };
  }

  /** As much like it as may be. */
  #another(plain: string, owner: number): string {
    const visible = Array.from(plain.replaceAll(OTHER_SIGNS, '.'))
      .filter((sign) => !hasInvisible(sign))
      .join('')
      .replaceAll(/^\.+|\.+$/g, '');
    const local = visible.includes('@') ? visible.slice(0, visible.indexOf('@')) : visible;
    const own = [local, latinOf(local)].find((name) => mixingFault(name) === undefined) ?? '';
    const base = firstOf(own, LENGTH - 12) || `user-${owner}`;
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? base : `${base}-${n}`;
      if (this.#fault(candidate, owner) === undefined) return candidate;
    }
  }
}
