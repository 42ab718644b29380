import type { ActionContext, PropertyDecorator } from 'adminjs';
import {
  exportSource,
  type Cell,
  type Column,
  type ExportColumn,
  type ExportSource,
} from '../../use-cases/exports/export-source.ts';
import { walkRows } from '../../use-cases/records/listing/walk-rows.ts';
import { actorBehind, timeZoneOf } from '../request/panel-admin.ts';
import { readListQuery, type RawQuery } from './list-query.ts';
import type { PanelResource } from './panel-resource.ts';
import type { Values } from './table.ts';

/** A row, and what the records are called that it refers to, by resource and id. */
interface Item {
  readonly row: Values;
  readonly names: ReadonlyMap<string, string>;
}

type Reader = (row: Values) => unknown;

/** The value of a property, also of one within another. */
function readerOf(path: string): Reader {
  const parts = path.split('.');
  return (row) => parts.reduce<unknown>((value, part) => (value as Values | null | undefined)?.[part], row);
}

const isPlain = (value: unknown): value is Exclude<Cell, Date> =>
  ['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value === null;

function cellOf(value: unknown): Cell {
  if (isPlain(value) || value instanceof Date) return value;
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}

const idsIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]).filter(Boolean);

/** A unit that the name of a number says and its label does not. */
function labelOf(path: string, label: string): string {
  if (path.endsWith('Minutes')) return `${label} (minutes)`;
  return path.endsWith('Bytes') ? `${label} (bytes)` : label;
}

const KINDS: Readonly<Record<string, Column['kind']>> = {
  datetime: 'moment',
  date: 'day',
  number: 'number',
  float: 'number',
};

/** Names for ids: what a record refers to reads as it does on the panel's pages. */
function referring(property: PropertyDecorator, read: Reader) {
  const id = property.reference()?.id() ?? '';
  const named = ({ row, names }: Item) =>
    idsIn(read(row)).map((one) => ({ id: one, name: names.get(`${id} ${String(one)}`) ?? '' }));
  const isMany = property.isArray();
  return {
    cell: (item: Item) =>
      named(item)
        .map(({ name }) => name)
        .join(', '),
    json: (item: Item) => (isMany ? named(item) : (named(item)[0] ?? null)),
  };
}

function columnOf(resource: PanelResource, path: string): ExportColumn<Item> | undefined {
  const property = resource.decorate().getPropertyByKey(path);
  if (property === null || resource.look === undefined) return undefined;
  // What only asks for something holds no value of the record.
  if (property.options.custom?.isNoValue === true) return undefined;
  const { labels, exported = {} } = resource.look;
  const read = readerOf(path);
  const label = labelOf(path, path === 'id' ? 'No.' : (labels[path] ?? path));
  const named = { key: path, label, kind: KINDS[property.type()] };
  if (property.reference() !== null) return { ...named, kind: 'text', ...referring(property, read) };
  const words = new Map(property.availableValues()?.map((one) => [String(one.value), one.label]));
  const spoken = exported[path] ?? ((value: unknown) => words.get(String(value)) ?? value);
  return { ...named, cell: ({ row }) => cellOf(spoken(read(row))), json: ({ row }) => read(row) };
}

/** What the list and the records' pages show, each once. */
function columnsOf(resource: PanelResource): ExportColumn<Item>[] {
  const { list = [], show = [] } = resource.look ?? {};
  const paths = [...new Set(['id', ...list, ...show])];
  return paths.flatMap((path) => columnOf(resource, path) ?? []);
}

/** What the records are called that some rows refer to, each looked up once. */
async function namesIn(rows: readonly Values[], resource: PanelResource, context: ActionContext) {
  const names = new Map<string, string>();
  for (const path of columnsOf(resource).map(({ key }) => key)) {
    const reference = resource.decorate().getPropertyByKey(path)?.reference();
    if (!reference) continue;
    const ids = new Set(rows.flatMap((row) => idsIn(readerOf(path)(row))));
    const records = ids.size === 0 ? [] : await reference.findMany([...ids].map(String), context);
    for (const record of records) names.set(`${reference.id()} ${record.id()}`, record.title());
  }
  return names;
}

/**
 * A list of the panel with the filters, the search and the order of a query, to be written out: what its pages show of
 * each row, as this person may know it.
 */
export async function exportRows(
  resource: PanelResource,
  query: RawQuery,
  context: ActionContext,
): Promise<ExportSource> {
  const { currentAdmin } = context;
  const { page: _page, pageSize: _size, ...input } = readListQuery(query, resource.table.list);
  const { list } = resource.table;
  const { count, rows } = await walkRows(list, actorBehind(currentAdmin), input, timeZoneOf(currentAdmin));
  async function* items(): AsyncGenerator<readonly Item[]> {
    for await (const some of rows) {
      const names = await namesIn(some, resource, context);
      yield some.map((row) => ({ row, names }));
    }
  }
  const [, title] = resource.table.nouns;
  return exportSource({ list: resource.id(), title, count }, columnsOf(resource), items());
}
