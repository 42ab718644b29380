import type { ActionDecorator, AdminJS, BaseResource, PropertyDecorator } from 'adminjs';
import { ICONS } from './icons.ts';
import { ADVICE } from './left-out.ts';

/** Types of properties that the panel's script cannot draw. */
const UNDRAWN_TYPES: readonly string[] = ['currency', 'phone', 'richtext'];

function iconFaults(name: string, icon: string | undefined): string[] {
  if (icon === undefined || (ICONS as readonly string[]).includes(icon)) return [];
  return [`${name} has the icon ${icon}`];
}

function actionFaults(name: string, action: ActionDecorator): string[] {
  const { icon, layout } = action.toJSON();
  return [...iconFaults(name, icon), ...(layout ? [`${name} has a layout`] : [])];
}

function propertyFaults(name: string, property: PropertyDecorator): string[] {
  const type = property.type();
  return UNDRAWN_TYPES.includes(type) ? [`${name} is of the type ${type}`] : [];
}

function resourceFaults(resource: BaseResource): string[] {
  const decorated = resource.decorate();
  const id = resource.id();
  const navigation = decorated.getNavigation() as { readonly icon?: string } | null;
  return [
    ...iconFaults(id, navigation?.icon),
    ...Object.entries(decorated.actions).flatMap(([name, action]) => actionFaults(`${id}.${name}`, action)),
    ...Object.entries(decorated.getFlattenProperties()).flatMap(([path, property]) =>
      propertyFaults(`${id}.${path}`, property),
    ),
  ];
}

/**
 * Refuses a panel that asks for what its script leaves out, before anybody sees a page with a broken part.
 *
 * @throws with all that was found.
 */
export function requireDrawable(panel: Pick<AdminJS, 'resources'>): void {
  const faults = panel.resources.flatMap(resourceFaults);
  if (faults.length > 0)
    throw new Error(`The panel's script cannot draw it: ${faults.join('; ')}. ${ADVICE}.`);
}
