import { BaseRecord, type CurrentAdmin, type RecordJSON } from 'adminjs';
import { actorBehind } from '../request/panel-admin.ts';
import { describe, offeredWith, type Offered } from './offered-actions.ts';
import type { PanelResource } from './panel-resource.ts';
import type { Values } from './table.ts';

/**
 * The records that one refers to, as they are told. Of several rows, AdminJS leaves the bare id in the place of a record
 * that this person may not see.
 */
function populatedOf({ populated }: BaseRecord, currentAdmin: CurrentAdmin | undefined) {
  const records = Object.entries(populated).flatMap(([path, record]: [string, unknown]) =>
    record instanceof BaseRecord ? [[path, record.toJSON(currentAdmin)] as const] : [],
  );
  return Object.fromEntries(records);
}

/** A row as the panel sees it: the values its table lists, nothing else. */
export class PanelRecord extends BaseRecord {
  readonly #portal: PanelResource;

  constructor(values: Values, resource: PanelResource) {
    // AdminJS makes params of its own of them.
    super(values, resource);
    this.#portal = resource;
  }

  override title(): string {
    return this.#portal.table.title(this.params);
  }

  /** @param offered where that is known. */
  override toJSON(currentAdmin?: CurrentAdmin, offered?: Offered): RecordJSON {
    return {
      id: this.id(),
      title: this.title(),
      params: this.params,
      populated: populatedOf(this, currentAdmin),
      baseError: this.baseError,
      errors: this.errors,
      ...(offered ?? offeredWith(this, currentAdmin)),
    };
  }
}

/** A row that another record refers to: its id and title, and whether it may be opened. */
export class ReferencedRecord extends PanelRecord {
  readonly #title: string;
  readonly #portal: PanelResource;

  constructor(values: Values, resource: PanelResource) {
    super({ id: values.id }, resource);
    this.#portal = resource;
    this.#title = resource.table.title(values);
  }

  override title(): string {
    return this.#title;
  }

  override toJSON(currentAdmin?: CurrentAdmin): RecordJSON {
    const { policy } = this.#portal.table;
    const { show } = this.#portal.decorate().actions;
    const opens = show !== undefined && policy.may(actorBehind(currentAdmin), 'read');
    return {
      id: this.id(),
      title: this.#title,
      params: this.params,
      populated: {},
      baseError: null,
      errors: {},
      recordActions: opens ? [describe(show)] : [],
      bulkActions: [],
    };
  }
}

/**
 * What was typed into a form and not accepted. Rules are asked of the stored record alone: they know no value that nobody
 * has checked, and what is not stored has no actions.
 */
export class DraftRecord extends BaseRecord {
  readonly #stored: BaseRecord | undefined;

  constructor(typed: Values, resource: PanelResource, stored: BaseRecord | undefined) {
    super({ ...typed }, resource);
    this.#stored = stored;
  }

  override toJSON(currentAdmin?: CurrentAdmin): RecordJSON {
    return {
      id: '',
      title: '',
      recordActions: [],
      bulkActions: [],
      ...this.#stored?.toJSON(currentAdmin),
      params: this.params,
      populated: populatedOf(this, currentAdmin),
      baseError: null,
      errors: {},
    };
  }
}
