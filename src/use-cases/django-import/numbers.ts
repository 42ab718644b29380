import { selectOnce } from '../../database/select.ts';

/** Tables whose rows keep the numbers that they have in the old portal, by how the journal calls them. */
const NOUNS = {
  users: 'user',
  groups: 'group',
  departments: 'department',
  complaint_types: 'complaint_type',
  statuses: 'status',
  complaints: 'complaint',
  faq_categories: 'faq_category',
  faqs: 'faq',
  remarks: '',
  attachments: '',
  status_changes: '',
  feedback: '',
} as const;
/** A table whose rows get numbers here. */
export type Numbered = keyof typeof NOUNS;

/** Beyond this, a number of the old portal is none that a row here could have. */
const HIGHEST = 2_000_000_000;

interface Found {
  readonly id: number;
}

/** What the journal tells of rows that may be gone: whoever got their number would have their history. */
function told(table: Numbered, what: string, condition: (column: string) => string): string[] {
  const noun = NOUNS[table];
  if (noun === '') return [];
  const of = (column: string, also = '') =>
    `SELECT ${what.replace('id', column)} AS id FROM events WHERE ${also}${condition(column)}`;
  return [
    of('subject_id', `subject_type = '${noun}' AND `),
    ...(table === 'complaints' ? [of('complaint_id')] : []),
    ...(table === 'users' ? [of('actor_id')] : []),
  ];
}

async function takenAmong(table: Numbered, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const among = (column: string) => `${column} IN (${ids.join(', ')})`;
  const parts = [`SELECT id FROM \`${table}\` WHERE ${among('id')}`, ...told(table, 'id', among)];
  const rows = await selectOnce<Found>(parts.join(' UNION '));
  return new Set(rows.map(({ id }) => id));
}

async function highest(table: Numbered): Promise<number> {
  const any = (column: string) => `${column} IS NOT NULL`;
  const parts = [`SELECT MAX(id) AS id FROM \`${table}\``, ...told(table, 'MAX(id)', any)];
  const rows = await selectOnce<{ id: number | null }>(parts.join(' UNION '));
  return Math.max(0, ...rows.map(({ id }) => id ?? 0));
}

/** Gives rows of a table their numbers: those of the old portal where they are free, else new ones above all others. */
export class Numbers {
  readonly #table: Numbered;
  readonly #highestThere: number;
  /** Given by this run, and to which row: whoever tries once more gets the same. */
  readonly #given = new Map<number, number>();
  #next = 0;

  /** @param highestThere of the old portal's numbers. */
  constructor(table: Numbered, highestThere: number) {
    this.#table = table;
    this.#highestThere = highestThere > HIGHEST ? 0 : highestThere;
  }

  /** Looks anew at which numbers are taken: somebody may have filed a complaint meanwhile. */
  async refresh(): Promise<void> {
    this.#next = Math.max(this.#next, this.#highestThere + 1, (await highest(this.#table)) + 1);
  }

  /** The numbers for rows that have these in the old portal, by those. */
  async give(ids: readonly number[]): Promise<Map<number, number>> {
    await this.refresh();
    const keepable = ids.filter((id) => id <= HIGHEST);
    const taken = await takenAmong(this.#table, keepable);
    const given = new Map<number, number>();
    for (const id of ids) {
      const isFree = id <= HIGHEST && !taken.has(id) && (this.#given.get(id) ?? id) === id;
      const number = isFree ? id : this.another();
      this.#given.set(number, id);
      given.set(id, number);
    }
    return given;
  }

  /** A number above all that there are. */
  another(): number {
    const number = this.#next;
    this.#next += 1;
    return number;
  }
}
