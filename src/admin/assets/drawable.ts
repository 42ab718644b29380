import type { ActionDecorator, AdminJS, BasePropertyJSON, BaseResource } from 'adminjs';
import { isHeld } from './icons.ts';
import { ADVICE, LEFT_OUT_COMPONENTS } from './left-out.ts';

const VIEWS = ['list', 'show', 'edit', 'filter'] as const;
type View = (typeof VIEWS)[number];

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** AdminJS's components that draw a property which names none of ours. */
function stockComponents({ type, isArray }: BasePropertyJSON, view: View): string[] {
  const kinds = [...(isArray ? ['array'] : []), type === 'date' ? 'datetime' : type];
  return kinds.map((kind) => `Default${capital(kind)}${capital(view)}Property`);
}

function propertyFaults(property: BasePropertyJSON, view: View): string[] {
  const { resourceId, propertyPath, components, subProperties } = property;
  if (components?.[view] !== undefined) return [];
  return [
    ...stockComponents(property, view)
      .filter((name) => LEFT_OUT_COMPONENTS.has(name))
      .map((name) => `${resourceId}.${propertyPath} needs ${name}`),
    ...subProperties.flatMap((inner) => propertyFaults(inner, view)),
  ];
}

/** What is drawn of a resource; one of which nothing can be edited has no form, though AdminJS has one of all it knows. */
function drawnFaults(resource: BaseResource): string[] {
  const decorated = resource.decorate();
  const views = VIEWS.filter((view) => view !== 'edit' || decorated.options.editProperties?.length !== 0);
  const faults = views.flatMap((view) =>
    decorated.getProperties({ where: view }).flatMap((one) => propertyFaults(one.toJSON(view), view)),
  );
  return [...new Set(faults)];
}

function iconFaults(name: string, icon: string | undefined): string[] {
  // What stands in no menu has an empty one.
  return icon === undefined || icon === '' || isHeld('icon', icon) ? [] : [`${name} has the icon ${icon}`];
}

function actionFaults(name: string, action: ActionDecorator): string[] {
  const { icon, layout } = action.toJSON();
  return [...iconFaults(name, icon), ...(layout ? [`${name} has a layout`] : [])];
}

function resourceFaults(resource: BaseResource): string[] {
  const decorated = resource.decorate();
  const id = resource.id();
  const navigation = decorated.getNavigation() as { readonly icon?: string } | null;
  return [
    ...iconFaults(id, navigation?.icon),
    ...Object.entries(decorated.actions).flatMap(([name, action]) => actionFaults(`${id}.${name}`, action)),
    ...drawnFaults(resource),
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
