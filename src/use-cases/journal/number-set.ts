/** Numbers of one page of bits. */
const PAGE = 65_536;

/** A set of whole numbers from 0 on that takes a bit for each, so that millions of numbers take little room. */
export class NumberSet {
  readonly #pages = new Map<number, Uint8Array>();

  add(number: number): void {
    const page = Math.floor(number / PAGE);
    const bits = this.#pages.get(page) ?? new Uint8Array(PAGE / 8);
    this.#pages.set(page, bits);
    const place = number % PAGE;
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  }

  delete(number: number): void {
    const bits = this.#pages.get(Math.floor(number / PAGE));
    const place = number % PAGE;
    if (bits !== undefined) bits[place >> 3] = (bits[place >> 3] ?? 0) & ~(1 << (place & 7));
  }

  has(number: number): boolean {
    const place = number % PAGE;
    const byte = this.#pages.get(Math.floor(number / PAGE))?.[place >> 3] ?? 0;
    return (byte & (1 << (place & 7))) !== 0;
  }

  /** All of them, in the order of their pages. */
  *numbers(): Generator<number> {
    for (const [page, bits] of this.#pages) {
      for (const [index, byte] of bits.entries()) {
        for (let bit = 0; byte >> bit !== 0; bit += 1) {
          if (((byte >> bit) & 1) === 1) yield page * PAGE + index * 8 + bit;
        }
      }
    }
  }
}
