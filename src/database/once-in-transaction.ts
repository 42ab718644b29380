import { transactionContext } from './context.ts';

/** What is read at most once in a transaction, however many of its steps ask for it. */
export class OnceInTransaction<T> {
  readonly #known = new WeakMap<object, Promise<T>>();
  readonly #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Takes what another statement of the running transaction told of it. */
  tell(value: T): void {
    void this.#keep(Promise.resolve(value));
  }

  /** What was told or read before in the running transaction, or else what is read now. */
  read(): Promise<T> {
    const transaction = this.#transaction();
    const known = transaction === undefined ? undefined : this.#known.get(transaction);
    return known ?? this.#keep(this.#load());
  }

  #transaction(): object | undefined {
    const transaction = transactionContext.get('transaction');
    return typeof transaction === 'object' && transaction !== null ? transaction : undefined;
  }

  #keep(value: Promise<T>): Promise<T> {
    const transaction = this.#transaction();
    if (transaction !== undefined) this.#known.set(transaction, value);
    return value;
  }
}
