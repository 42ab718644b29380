import { selectOnce } from '../../database/select.ts';

/** Rows that many others refer to: each is read once, together with whatever else is not known yet. */
export class KnownRows<Row extends { readonly id: number }> {
  readonly #known = new Map<number, Row>();
  readonly #select: string;

  /** @param select what reads them, up to the condition that follows `WHERE id`; numbers alone are put behind it. */
  constructor(select: string) {
    this.#select = select;
  }

  /** Reads those of these ids that are not known. */
  async learn(ids: Iterable<number | null>): Promise<void> {
    const unknown = new Set<number>();
    for (const id of ids) if (id !== null && !this.#known.has(id)) unknown.add(id);
    if (unknown.size === 0) return;
    const rows = await selectOnce<Row>(`${this.#select} IN (${[...unknown].map(Number).join(', ')})`);
    for (const row of rows) this.#known.set(row.id, row);
  }

  of(id: number | null): Row | undefined {
    return id === null ? undefined : this.#known.get(id);
  }
}
