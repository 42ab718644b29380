import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { STATUS_CATEGORIES } from '../../models/status.ts';
import { textKey } from '../../models/text.ts';

const name = z.string('This is a name, in quotation marks.').min(1, 'This is a name, in quotation marks.');
const names = z.record(z.string(), name).default({});
const status = z.union(
  [name, z.strictObject({ category: z.enum(STATUS_CATEGORIES) })],
  `This is the name of another status, or {"category": "…"} with one of ${STATUS_CATEGORIES.join(', ')}.`,
);

/** What the map file says: what is called so in the old portal, by what it is to become here. */
export const mapFile = z.strictObject({
  departments: names,
  types: names,
  statuses: z.record(z.string(), status).default({}),
  groups: names,
  /** Usernames: whose account goes on in whose. */
  users: names,
});

/** A map file as it was read, its names by their keys. */
export interface ImportMap {
  readonly departments: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
  readonly statuses: ReadonlyMap<string, z.output<typeof status>>;
  readonly groups: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
}

const byKey = <Value>(record: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(record).map(([key, value]) => [textKey(key), value]));

/** No map file. */
export const NO_MAP: ImportMap = readMap('{}');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInputError({ map: `The map file is no JSON: ${(error as Error).message}` });
  }
}

/** @throws InvalidInputError at `map`, with every fault. */
export function readMap(text: string): ImportMap {
  const result = mapFile.safeParse(parsed(text));
  if (!result.success) {
    const faults = result.error.issues.map(
      ({ path, message }) => `${path.join(' → ') || 'all of it'}: ${message}`,
    );
    throw new InvalidInputError({ map: `The map file is not right: ${faults.join('; ')}` });
  }
  const { departments, types, statuses, groups, users } = result.data;
  return {
    departments: byKey(departments),
    types: byKey(types),
    statuses: byKey(statuses),
    groups: byKey(groups),
    users: byKey(users),
  };
}
