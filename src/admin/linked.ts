import type { Listed } from '../use-cases/reports/figures.ts';

/** The same as JSON, with the address of each list in the place of what it is asked for. */
export type Linked<Value> = Value extends Date
  ? string
  : Value extends readonly (infer One)[]
    ? readonly Linked<One>[]
    : Value extends object
      ? {
          readonly [Name in keyof Value as Name extends 'list' ? 'href' : Name]: Name extends 'list'
            ? string
            : Linked<Value[Name]>;
        }
      : Value;

/** Gives every figure, bar and point the address of the list that it counts. */
export function linked<Value>(value: Value, hrefOf: (list: Listed) => string): Linked<Value> {
  const link = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(link);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (inner instanceof Date) return inner.toISOString();
    const entries = Object.entries(inner).map(([name, one]) =>
      name === 'list' ? ['href', hrefOf(one as Listed)] : [name, link(one)],
    );
    return Object.fromEntries(entries) as unknown;
  };
  return link(value) as Linked<Value>;
}
