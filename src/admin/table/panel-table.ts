import type { PropertyOptions, ResourceOptions, ResourceWithOptions } from 'adminjs';
import type { Actions } from './actions.ts';
import { PanelResource } from './panel-resource.ts';
import { tableActions } from './table-actions.ts';
import type { Table } from './table.ts';
import { SEARCH } from './list-query.ts';

/** The headings of the panel's menu. */
export const MENU = {
  work: { name: 'Work', icon: 'Inbox' },
  people: { name: 'People', icon: 'Users' },
  referenceData: { name: 'Reference data', icon: 'Settings' },
  operations: { name: 'Operations', icon: 'Activity' },
} as const;

/** How a table looks in the panel. */
export interface Appearance {
  readonly menu: (typeof MENU)[keyof typeof MENU];
  /** It has no place in the menu: what leads to it stands on other pages. */
  readonly isOffMenu?: boolean;
  /** In the menu, where it is another than the heading's. */
  readonly icon?: string;
  readonly titleProperty: string;
  readonly list: readonly string[];
  readonly show: readonly string[];
  readonly filter: readonly string[];
  /** Shown in forms below what can be changed there. */
  readonly readOnly?: readonly string[];
  /** Labels of all properties, in the words of the panel's users. */
  readonly labels: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, PropertyOptions>>;
  readonly actions?: Actions;
  /** Properties that read otherwise in an exported list than they are stored. */
  readonly exported?: Readonly<Record<string, (value: unknown) => unknown>>;
}

/** Labels may have dots in their names, which AdminJS reads as nesting. */
function nested(labels: Appearance['labels']): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [path, label] of Object.entries(labels)) {
    const [outer = '', inner] = path.split('.');
    if (inner === undefined) result[outer] = label;
    else result[outer] = { ...(result[outer] as object | undefined), [inner]: label };
  }
  return result;
}

function menuPlace({ menu, icon = menu.icon, isOffMenu = false }: Appearance): ResourceOptions['navigation'] {
  return isOffMenu ? false : { ...menu, icon };
}

/** A resource as AdminJS takes it, from what a table may do and how it looks. */
export function panelTable(table: Table, look: Appearance): ResourceWithOptions {
  const resource = new PanelResource(table, look);
  const options: ResourceOptions = {
    navigation: menuPlace(look),
    titleProperty: look.titleProperty,
    sort: { sortBy: table.list.order[0], direction: table.list.order[1] },
    listProperties: [...look.list],
    showProperties: [...look.show],
    filterProperties: [SEARCH, ...look.filter],
    editProperties: [...table.editable, ...(look.readOnly ?? [])],
    properties: {
      ...look.properties,
      [SEARCH]: { type: 'string', isVisible: { list: false, show: false, edit: false, filter: true } },
    },
    actions: { ...tableActions(), ...look.actions },
    translations: {
      en: {
        properties: nested({ [SEARCH]: 'Search', id: 'ID', ...look.labels }),
      },
    },
  };
  for (const [name, property] of Object.entries(options.properties ?? {})) {
    const sortable = table.list.sortable.includes(name) || name === table.list.order[0];
    Object.assign(options.properties ?? {}, { [name]: { isSortable: sortable, ...property } });
  }
  return { resource, options };
}
