import { Resource } from '@adminjs/sequelize';
import { type ActionContext, type Filter, type PropertyDecorator } from 'adminjs';
import { Op, type Model, type ModelAttributeColumnOptions, type WhereOptions } from 'sequelize';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { Actor } from '../policies/actor.ts';
import { createRecord } from '../use-cases/records/create-record.ts';
import { deleteRecords } from '../use-cases/records/delete-records.ts';
import { updateRecord } from '../use-cases/records/update-record.ts';
import { BadQueryError, parseId, UnknownFilterError } from './conditions.ts';
import { actorBehind } from './panel-admin.ts';
import { PortalRecord, ReferencedRecord } from './portal-record.ts';
import type { Deletion, Table, Values } from './table.ts';
import { parseVersion, pick, readValues, sameValue } from './values.ts';

interface Page {
  readonly limit?: number;
  readonly offset?: number;
  readonly sort?: { readonly sortBy?: string; readonly direction?: 'asc' | 'desc' };
}

/** Name of the filter that searches all of a table's searchable text. */
export const SEARCH = 'search';

/**
 * The one resource that every table of the panel is shown through. It reads what the actor may see, writes through use
 * cases, and knows no column that its table does not list.
 */
export class PortalResource extends Resource {
  readonly table: Table;

  constructor(table: Table) {
    super(table.model);
    this.table = table;
  }

  override rawAttributes(): Record<string, ModelAttributeColumnOptions> {
    const all = this.table.model.getAttributes();
    const listed = this.table.columns.map((name) => [name, all[name]] as const);
    return Object.fromEntries(listed.filter(([, attribute]) => attribute !== undefined)) as Record<
      string,
      ModelAttributeColumnOptions
    >;
  }

  override async find(filter: Filter, page: Page, context?: ActionContext): Promise<PortalRecord[]> {
    const { sortBy, direction } = this.#order(page.sort);
    const rows = await this.table.model.findAll({
      attributes: [...this.table.columns],
      where: this.#where(filter, context),
      order: [
        [sortBy, direction.toUpperCase()],
        ...(sortBy === 'id' ? [] : [['id', 'ASC'] as [string, string]]),
      ],
      limit: page.limit ?? 10,
      offset: page.offset ?? 0,
    });
    return this.#records(rows);
  }

  override count(filter: Filter, context?: ActionContext): Promise<number> {
    return this.table.model.count({ where: this.#where(filter, context) });
  }

  override async findOne(id: unknown, context?: ActionContext): Promise<PortalRecord | null> {
    return (await this.findMany([id], context))[0] ?? null;
  }

  /** Rows in the order of their ids; through another resource, those it refers to, with id and title alone. */
  override findMany(ids: readonly unknown[], context?: ActionContext): Promise<PortalRecord[]> {
    const known = ids.map(parseId).filter((id) => id !== undefined);
    if (known.length === 0) return Promise.resolve([]);
    return context !== undefined && context.resource !== this
      ? this.#referenced(known, actorBehind(context.currentAdmin))
      : this.#own(known, this.#actor(context));
  }

  override build(values: Values): PortalRecord {
    return new PortalRecord(values, this);
  }

  override async create(payload: Values, context?: ActionContext): Promise<Values> {
    const actor = this.#actor(context);
    const values = await this.#read(payload, context);
    const row = await (this.table.create?.(actor, values) ?? createRecord(actor, this.table, values));
    return { id: row.get('id') };
  }

  override async update(id: unknown, payload: Values, context?: ActionContext): Promise<Values> {
    const actor = this.#actor(context);
    const record = await this.findOne(id, context);
    if (record === null) throw new NotFoundError();
    const values = await this.#read(payload, context);
    const changes = Object.fromEntries(
      Object.entries(values).filter(([path, value]) => !sameValue(value, record.get(path))),
    );
    const version = parseVersion(pick(payload, 'version'));
    const own = Number(record.id());
    await (this.table.update?.(actor, own, changes, version) ??
      updateRecord(actor, this.table, own, changes, version));
    return { id: own };
  }

  override async delete(id: unknown, context?: ActionContext): Promise<void> {
    await this.deleteMany([id], context);
  }

  /** Deletes all of these or none. */
  async deleteMany(ids: readonly unknown[], context?: ActionContext): Promise<Deletion> {
    const actor = this.#actor(context);
    const known = ids.map(parseId).filter((id) => id !== undefined);
    if (known.length !== ids.length) throw new NotFoundError();
    if (this.table.remove !== undefined) return this.table.remove(actor, known);
    await deleteRecords(actor, this.table, known);
    return {};
  }

  /** The decorated properties that a form may set. */
  editableProperties(): PropertyDecorator[] {
    return this.table.editable.map((path) => {
      const property = this.decorate().getPropertyByKey(path);
      if (property === null) throw new Error(`${this.id()} has no property ${path}`);
      return property;
    });
  }

  #actor(context: ActionContext | undefined): Actor {
    return actorBehind(context?.currentAdmin);
  }

  #order(sort: Page['sort']): { sortBy: string; direction: 'asc' | 'desc' } {
    const [column, direction] = this.table.order;
    const sortBy = sort?.sortBy ?? column;
    if (sortBy !== column && !this.table.sortable.includes(sortBy)) {
      throw new BadQueryError('This list cannot be sorted by that.');
    }
    return { sortBy, direction: sort?.direction ?? direction };
  }

  #where(filter: Filter, context: ActionContext | undefined): WhereOptions {
    const conditions = Object.values(filter.filters).map(({ path, value }) => this.#condition(path, value));
    return { [Op.and]: [this.table.policy.visibleTo(this.#actor(context)), ...conditions] };
  }

  #condition(path: string, value: unknown): WhereOptions {
    if (path === SEARCH && typeof value === 'string') return this.table.search(value);
    const rule = Object.hasOwn(this.table.filters, path) ? this.table.filters[path] : undefined;
    if (rule === undefined) throw new UnknownFilterError();
    return rule(value);
  }

  async #own(ids: readonly number[], actor: Actor): Promise<PortalRecord[]> {
    const rows = await this.table.model.findAll({
      attributes: [...this.table.columns],
      where: { [Op.and]: [{ id: [...ids] }, this.table.policy.visibleTo(actor)] },
      order: [['id', 'ASC']],
    });
    return this.#records(rows);
  }

  async #referenced(ids: readonly number[], actor: Actor): Promise<PortalRecord[]> {
    const { model, titleColumns, policy, namedTo } = this.table;
    const rows = await model.findAll({
      attributes: ['id', ...titleColumns],
      where: { [Op.and]: [{ id: [...ids] }, namedTo?.(actor) ?? policy.visibleTo(actor)] },
    });
    return rows.map((row) => new ReferencedRecord(row.get() as Values, this));
  }

  async #records(rows: readonly Model[]): Promise<PortalRecord[]> {
    const filled = rows.length > 0 ? await this.table.fill?.(rows) : undefined;
    return rows.map((row) => {
      const own = this.table.columns.map((name) => [name, row.get(name)] as const);
      return new PortalRecord({ ...Object.fromEntries(own), ...filled?.get(Number(row.get('id'))) }, this);
    });
  }

  /** The payload's editable values; references must lead to records that the actor may see. */
  async #read(payload: Values, context: ActionContext | undefined): Promise<Record<string, unknown>> {
    const properties = this.editableProperties();
    const values = readValues(payload, properties);
    const faults: Record<string, string> = {};
    for (const property of properties) {
      const id = values[property.propertyPath];
      const target = property.reference();
      if (target === null || typeof id !== 'number') continue;
      if ((await target.findOne(String(id), { ...context, resource: this } as ActionContext)) === null) {
        faults[property.propertyPath] = 'This record does not exist any more.';
      }
    }
    if (Object.keys(faults).length > 0) throw new InvalidInputError(faults);
    return values;
  }
}
