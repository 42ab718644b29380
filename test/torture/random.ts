/** Numbers that look drawn and are the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1, without 1. */
  next(): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A number below `limit`; whole where `limit` is. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** One of several; undefined of none. */
  oneOf<T>(choices: readonly T[]): T | undefined {
    return choices[this.below(choices.length)];
  }

  /** As likely as `share` says. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** Another stream of numbers, which what is drawn from this one later does not change. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 4_294_967_296));
  }
}
