/** Those who wait for their turn: whoever asks takes one, then the next who asks, so that nobody's many hold up another's one. */
export class FairLine {
  readonly #most: number;
  readonly #each: number;
  readonly #waiting = new Map<string, (() => void)[]>();
  #length = 0;

  /**
   * @param most places in all.
   * @param each places of one who asks.
   */
  constructor(most: number, each: number) {
    this.#most = most;
    this.#each = each;
  }

  hasRoomFor(who: string): boolean {
    return this.#length < this.#most && (this.#waiting.get(who)?.length ?? 0) < this.#each;
  }

  /** Resolves when its turn has come. */
  wait(who: string): Promise<void> {
    return new Promise((resolve) => {
      const own = this.#waiting.get(who);
      if (own === undefined) this.#waiting.set(who, [resolve]);
      else own.push(resolve);
      this.#length += 1;
    });
  }

  /** Lets the next one go on; returns whether there was one. */
  next(): boolean {
    for (const [who, own] of this.#waiting) {
      this.#waiting.delete(who);
      const go = own.shift();
      // Behind all others who wait.
      if (own.length > 0) this.#waiting.set(who, own);
      if (go === undefined) continue;
      this.#length -= 1;
      go();
      return true;
    }
    return false;
  }
}
