/** What can be wrong with the journal. */
export type JournalFault =
  | 'event altered'
  | 'event removed'
  | 'event inserted'
  | 'event doubled'
  | 'seal altered'
  | 'seal removed'
  | 'hash not found';

/** Something that is wrong with the journal: which event or which seal. */
export interface JournalProblem {
  readonly fault: JournalFault;
  /** Its number, that of a seal in the chain; null where nothing has one. */
  readonly number: number | null;
  readonly message: string;
}

/** So many are named one by one; of all there are the count is told. */
const MOST_NAMED = 1000;

/** Collects what is wrong, and keeps no more of it than somebody reads. */
export class Problems {
  readonly named: JournalProblem[] = [];
  count = 0;

  add(fault: JournalFault, number: number | null, message: string): void {
    this.count += 1;
    if (this.named.length < MOST_NAMED) this.named.push({ fault, number, message });
  }
}
