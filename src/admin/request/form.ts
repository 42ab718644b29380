import type { ActionContext, PropertyDecorator } from 'adminjs';
import { InvalidInputError } from '../../errors.ts';
import type { PanelResource } from '../table/panel-resource.ts';
import type { Values } from '../table/table.ts';
import { readValues } from './values.ts';

/** The properties that a resource's forms may set. */
export function editableProperties(resource: PanelResource): PropertyDecorator[] {
  return resource.table.editable.map((path) => {
    const property = resource.decorate().getPropertyByKey(path);
    if (property === null) throw new Error(`${resource.id()} has no property ${path}`);
    return property;
  });
}

async function checkReferences(
  values: Values,
  properties: readonly PropertyDecorator[],
  context: ActionContext,
): Promise<void> {
  const faults: Record<string, string> = {};
  for (const property of properties) {
    const id = values[property.propertyPath];
    const target = property.reference();
    if (target === null || typeof id !== 'number') continue;
    const found = await target.findOne(String(id), context);
    if (found === null) faults[property.propertyPath] = 'This record does not exist any more.';
  }
  if (Object.keys(faults).length > 0) throw new InvalidInputError(faults);
}

/**
 * The payload's values of what a form may set: typed, text that was emptied as null where the column takes it, and
 * references to records alone that the actor may see.
 *
 * @throws InvalidInputError at the fields.
 */
export async function readForm(
  resource: PanelResource,
  payload: Values,
  context: ActionContext,
): Promise<Record<string, unknown>> {
  const properties = editableProperties(resource);
  const values = readValues(payload, properties);
  const columns = resource.table.model.getAttributes();
  for (const [path, value] of Object.entries(values)) {
    if (value === '' && columns[path] !== undefined && columns[path].allowNull !== false) values[path] = null;
  }
  await checkReferences(values, properties, context);
  return values;
}
