import type { Row, Table } from '../table.ts';

async function* each(rows: Table['rows']): AsyncGenerator<readonly Row[]> {
  yield* rows;
}

/** Rows that are taken by several, one after the other. */
export class RowSource {
  readonly #rows: AsyncGenerator<readonly Row[]>;
  #left: readonly Row[] = [];

  constructor(rows: Table['rows']) {
    this.#rows = each(rows);
  }

  async #next(): Promise<readonly Row[]> {
    while (this.#left.length === 0) {
      const { value, done } = await this.#rows.next();
      if (done === true) return [];
      this.#left = value;
    }
    return this.#left;
  }

  async isAtEnd(): Promise<boolean> {
    return (await this.#next()).length === 0;
  }

  /** The next rows, as many as wanted or as there are. */
  async *take(wanted: number): AsyncGenerator<readonly Row[]> {
    for (let left = wanted; left > 0;) {
      const some = (await this.#next()).slice(0, left);
      if (some.length === 0) return;
      this.#left = this.#left.slice(some.length);
      left -= some.length;
      yield some;
    }
  }

  /** Nobody takes any more. */
  async close(): Promise<void> {
    await this.#rows.return(undefined);
  }
}
