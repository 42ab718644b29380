function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON whose keys stand in the order of their letters, so that the same content is the same text. */
export function canonical(value: object): string {
  return JSON.stringify(value, ordered);
}
