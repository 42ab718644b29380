import type { ActionContext, BaseRecord, BaseResource, ResourceDecorator } from 'adminjs';

/** A property that refers to other records. */
interface Reference {
  readonly path: string;
  readonly to: BaseResource;
}

const known = new WeakMap<ResourceDecorator, readonly Reference[]>();

/** What the records of a resource refer to, which AdminJS would find out for each list anew. */
function referencesOf(decorator: ResourceDecorator): readonly Reference[] {
  const before = known.get(decorator);
  if (before !== undefined) return before;
  const references = Object.values(decorator.getFlattenProperties()).flatMap((property) => {
    const to = property.reference();
    return to === null ? [] : [{ path: property.propertyPath, to }];
  });
  known.set(decorator, references);
  return references;
}

/** The params in which a record has the ids of a property: one, or those of a list by their places. */
function placesOf({ params }: BaseRecord, path: string): string[] {
  if (path in params) return [path];
  const places: string[] = [];
  while (`${path}.${places.length}` in params) places.push(`${path}.${places.length}`);
  return places;
}

const isId = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

async function populateOne(
  records: readonly BaseRecord[],
  { path, to }: Reference,
  context: ActionContext,
): Promise<void> {
  const named = records.flatMap((record) =>
    placesOf(record, path).flatMap((place) => {
      const id: unknown = record.params[place];
      return isId(id) ? [{ record, place, id: String(id) }] : [];
    }),
  );
  if (named.length === 0) return;
  const found = await to.findMany([...new Set(named.map(({ id }) => id))], context);
  const byId = new Map(found.map((record) => [String(record.params.id), record]));
  for (const { record, place, id } of named) record.populate(place, byId.get(id));
}

/**
 * Reads the records that these refer to, each property's in one go, and puts them beside the ids. AdminJS's own makes
 * several patterns and objects of every id of every record.
 */
export async function populate(records: readonly BaseRecord[], context: ActionContext): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const references = referencesOf(first.resource.decorate());
  await Promise.all(references.map((reference) => populateOne(records, reference, context)));
}
