import { AsyncLocalStorage } from 'node:async_hooks';
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The values of SECRET_KEY that are known here. */
export interface SecretKeys {
  /** What is written from now on is written with it. */
  readonly present: string;
  /** Those before it, the latest first: what they wrote is read. */
  readonly previous: readonly string[];
  /** Those that other processes may write with already. */
  readonly next: readonly string[];
}

/** Asked with each use, since keys that lie in a file can change while a process runs. */
export type SecretKeySource = () => SecretKeys;

/** What is derived from one secret for one use. */
export interface DerivedKey {
  /** Names the secret without telling anything of it. */
  readonly id: string;
  readonly key: KeyObject;
}

const derived = (secret: string, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', info, length));

const ids = new Map<string, string>();

/** The name of a secret: 12 hexadecimal digits, the same wherever it is known. */
export function keyIdOf(secret: string): string {
  const known = ids.get(secret) ?? derived(secret, 'alpha-lab key id 1', 6).toString('hex');
  ids.set(secret, known);
  return known;
}

/** Secrets of which each stands once, the present one first. */
export function asKeys(
  present: string,
  previous: readonly string[] = [],
  next: readonly string[] = [],
): SecretKeys {
  const others = [...new Set(previous)].filter((one) => one !== present);
  const coming = [...new Set(next)].filter((one) => one !== present && !others.includes(one));
  return { present, previous: others, next: coming };
}

/** Whether `work` takes the present key for the only one. */
const presentAlone = new AsyncLocalStorage<true>();

/** Does `work` as it will be once no other key than the present one is known. */
export function withPresentKeyAlone<T>(work: () => T): T {
  return presentAlone.run(true, work);
}

/** The keys of one use, each derived from a secret for nothing else. */
export class KeyRing {
  readonly #info: string;
  readonly #missing: string;
  readonly #keys = new Map<string, DerivedKey>();
  #source: SecretKeySource | undefined;

  /** @param missing what an error says where there is no secret. */
  constructor(info: string, missing: string) {
    this.#info = info;
    this.#missing = missing;
  }

  /** Names the secrets. */
  use(secrets: string | SecretKeySource): void {
    const fixed = typeof secrets === 'string' ? asKeys(secrets) : undefined;
    this.#source = typeof secrets === 'function' ? secrets : () => fixed ?? asKeys('');
  }

  get isSet(): boolean {
    return this.#source !== undefined;
  }

  /** What is written is written with this one. @throws Error where there is none. */
  get present(): DerivedKey {
    return this.#of(this.#secrets().present);
  }

  /** The one before all others that are known. */
  get oldest(): DerivedKey {
    const { present, previous } = this.#secrets();
    return this.#of(previous.at(-1) ?? present);
  }

  /** All of them, the present one first. */
  get all(): readonly DerivedKey[] {
    const { present, previous, next } = this.#secrets();
    return [present, ...previous, ...next].map((secret) => this.#of(secret));
  }

  /** The one of a name. */
  named(id: string): DerivedKey | undefined {
    return this.all.find((one) => one.id === id);
  }

  #secrets(): SecretKeys {
    if (this.#source === undefined) throw new Error(this.#missing);
    const secrets = this.#source();
    return presentAlone.getStore() === true ? asKeys(secrets.present) : secrets;
  }

  #of(secret: string): DerivedKey {
    const known = this.#keys.get(secret);
    if (known !== undefined) return known;
    const made = { id: keyIdOf(secret), key: createSecretKey(derived(secret, this.#info, 32)) };
    this.#keys.set(secret, made);
    return made;
  }
}
