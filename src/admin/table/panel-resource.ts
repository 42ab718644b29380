import { Resource } from '@adminjs/sequelize';
import type { ActionContext, Filter } from 'adminjs';
import { Op, type ModelAttributeColumnOptions } from 'sequelize';
import { NotFoundError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { createRecord } from '../../use-cases/records/create-record.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { plainRows } from '../../use-cases/records/plain-rows.ts';
import { updateRecord } from '../../use-cases/records/update-record.ts';
import { countViews } from '../../use-cases/records/listing/count-views.ts';
import { listRows, readRows, type RowPage } from '../../use-cases/records/listing/list-rows.ts';
import { makeOnce } from '../../use-cases/submissions/make-once.ts';
import { sentForm } from '../../use-cases/submissions/submission-key.ts';
import { parseInput } from '../../use-cases/parse-input.ts';
import { readForm } from '../request/form.ts';
import { actorBehind, timeZoneOf } from '../request/panel-admin.ts';
import { parseId } from '../request/query.ts';
import { PanelRecord, ReferencedRecord } from './panel-record.ts';
import type { Appearance } from './panel-table.ts';
import type { Deletion, Table, Values } from './table.ts';
import { parseVersion, pick, sameValue } from '../request/values.ts';
import { SEARCH } from './list-query.ts';

interface Page {
  readonly limit?: number;
  readonly offset?: number;
  readonly sort?: { readonly sortBy?: string; readonly direction?: 'asc' | 'desc' };
}

type Attributes = Record<string, ModelAttributeColumnOptions>;

function listedAttributes({ model, list: { columns } }: Table): Attributes {
  const all = model.getAttributes();
  const listed = columns.map((name) => [name, all[name]] as const);
  return Object.fromEntries(listed.filter(([, attribute]) => attribute !== undefined)) as Attributes;
}

/** AdminJS's filters as the use case takes them. */
function chosen({ filters }: Filter) {
  const given = Object.values(filters).map(({ path, value }) => [path, value] as const);
  const { [SEARCH]: search = '', ...others } = Object.fromEntries(given);
  return { filters: others, search };
}

const sorted = (sort: Page['sort']) => ({
  ...(sort?.sortBy === undefined ? {} : { sort: sort.sortBy }),
  ...(sort?.direction === undefined ? {} : { direction: sort.direction }),
});

/**
 * The one resource that every table of the panel is shown through. It reads what the actor may see, writes through use
 * cases, and knows no column that its table does not list.
 */
export class PanelResource extends Resource {
  readonly table: Table;
  /** How the table looks, where that is known. */
  readonly look: Appearance | undefined;
  // AdminJS asks for both again and again with each record that it shows.
  #attributes: Attributes | undefined;
  #properties: ReturnType<Resource['properties']> | undefined;

  constructor(table: Table, look?: Appearance) {
    super(table.model);
    this.table = table;
    this.look = look;
  }

  override rawAttributes(): Attributes {
    this.#attributes ??= listedAttributes(this.table);
    return this.#attributes;
  }

  override properties(): ReturnType<Resource['properties']> {
    this.#properties ??= super.properties();
    return this.#properties;
  }

  /** A page of the list as its use case takes it. */
  list(query: unknown, context: ActionContext | undefined): Promise<RowPage> {
    const { currentAdmin } = this.#called(context);
    return listRows(this.table.list, actorBehind(currentAdmin), query, timeZoneOf(currentAdmin));
  }

  /** How many rows each of the list's views has. */
  views(context: ActionContext | undefined) {
    return countViews(this.table.list, this.#actor(context));
  }

  override find(filter: Filter, page: Page, context?: ActionContext): Promise<PanelRecord[]> {
    const { limit = 10, offset = 0, sort } = page;
    const asked = { pageSize: limit, page: Math.floor(offset / limit) + 1, ...sorted(sort) };
    const found = this.list({ ...chosen(filter), ...asked }, context);
    return found.then(({ rows }) => rows.map((row) => new PanelRecord(row, this)));
  }

  override count(filter: Filter, context?: ActionContext): Promise<number> {
    const found = this.list({ ...chosen(filter), pageSize: 1 }, context);
    return found.then(({ total }) => total ?? 0);
  }

  override async findOne(id: unknown, context?: ActionContext): Promise<PanelRecord | null> {
    return (await this.findMany([id], context))[0] ?? null;
  }

  /** Rows in the order of their ids; through another resource, those it refers to, with id and title alone. */
  override findMany(ids: readonly unknown[], context?: ActionContext): Promise<PanelRecord[]> {
    const known = ids.map(parseId).filter((id) => id !== undefined);
    if (known.length === 0) return Promise.resolve([]);
    const actor = this.#actor(context);
    return context?.resource === this ? this.#own(known, actor) : this.#referenced(known, actor);
  }

  override build(values: Values): PanelRecord {
    return new PanelRecord(values, this);
  }

  override async create(payload: Values, context?: ActionContext): Promise<Values> {
    const actor = this.#actor(context);
    const values = await readForm(this, payload, this.#called(context));
    const { submissionKey: key } = parseInput(sentForm, { submissionKey: pick(payload, 'submissionKey') });
    const id = await makeOnce(actor, { key, content: [this.id(), values] }, async () => {
      const row = await (this.table.create?.(actor, values) ?? createRecord(actor, this.table, values));
      return Number(row.get('id'));
    });
    return { id };
  }

  override async update(id: unknown, payload: Values, context?: ActionContext): Promise<Values> {
    const actor = this.#actor(context);
    const record = await this.findOne(id, context);
    if (record === null) throw new NotFoundError();
    const values = await readForm(this, payload, this.#called(context));
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

  /** AdminJS hands the context of the call to every method; its types do not say so. */
  #called(context: ActionContext | undefined): ActionContext {
    if (context === undefined) throw new Error(`${this.id()} is asked outside of a call`);
    return context;
  }

  #actor(context: ActionContext | undefined): Actor {
    return actorBehind(this.#called(context).currentAdmin);
  }

  async #own(ids: readonly number[], actor: Actor): Promise<PanelRecord[]> {
    const where = { [Op.and]: [{ id: [...ids] }, this.table.policy.visibleTo(actor)] };
    const rows = await readRows(this.table.list, actor, { where });
    return rows.map((row) => new PanelRecord(row, this));
  }

  async #referenced(ids: readonly number[], actor: Actor): Promise<PanelRecord[]> {
    const { model, titleColumns, policy, namedTo } = this.table;
    const rows = await plainRows<Values>(model, {
      attributes: ['id', ...titleColumns],
      where: { [Op.and]: [{ id: [...ids] }, namedTo?.(actor) ?? policy.visibleTo(actor)] },
    });
    return rows.map((row) => new ReferencedRecord(row, this));
  }
}
