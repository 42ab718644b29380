import type {
  ActionDecorator,
  ActionJSON,
  BaseRecord,
  BaseResource,
  CurrentAdmin,
  RecordJSON,
  ResourceDecorator,
} from 'adminjs';
import { actorBehind } from '../request/panel-admin.ts';
import type { Table, Values } from './table.ts';

/** The actions that a record offers. */
export type Offered = Pick<RecordJSON, 'recordActions' | 'bulkActions'>;

const described = new WeakMap<ActionDecorator, ActionJSON>();

/** What AdminJS tells of an action, made once: nothing of it depends on the record, or on who looks. */
export function describe(action: ActionDecorator): ActionJSON {
  const known = described.get(action) ?? action.toJSON();
  described.set(action, known);
  return known;
}

/** Most lists of actions that are kept for one resource; there are as many as people may do different things. */
const MOST_KEPT = 1000;

/**
 * The actions of a resource that its records offer, as AdminJS's own decorator finds them: each is asked anew for every
 * record. Records that offer the same have the very same list of them.
 */
class OfferedActions {
  readonly #record: readonly ActionDecorator[];
  readonly #bulk: readonly ActionDecorator[];
  readonly #lists = new Map<string, ActionJSON[]>();

  constructor({ actions }: ResourceDecorator) {
    const all = Object.values(actions);
    this.#record = all.filter((action) => action.isRecordType());
    this.#bulk = all.filter((action) => action.isBulkType());
  }

  to(record: BaseRecord, currentAdmin?: CurrentAdmin): Offered {
    const among = (actions: readonly ActionDecorator[]): ActionJSON[] =>
      this.#listOf(
        actions.filter(
          (action) => action.isVisible(currentAdmin, record) && action.isAccessible(currentAdmin, record),
        ),
      );
    return { recordActions: among(this.#record), bulkActions: among(this.#bulk) };
  }

  #listOf(actions: readonly ActionDecorator[]): ActionJSON[] {
    const key = actions.map(({ name }) => name).join(' ');
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    if (this.#lists.size >= MOST_KEPT) this.#lists.clear();
    const list = actions.map(describe);
    this.#lists.set(key, list);
    return list;
  }
}

const offers = new WeakMap<BaseResource, OfferedActions>();

/** What somebody is offered with a record. */
export function offeredWith(record: BaseRecord, currentAdmin: CurrentAdmin | undefined): Offered {
  const { resource } = record;
  const known = offers.get(resource) ?? new OfferedActions(resource.decorate());
  offers.set(resource, known);
  return known.to(record, currentAdmin);
}

/**
 * What somebody is offered with the rows of one list: the rules of its table are asked once for all that are alike.
 *
 * @returns what is asked with each row, and makes a record of it where the rules have to be asked.
 */
export function offeredAmong(
  { alike }: Pick<Table, 'alike'>,
  currentAdmin: CurrentAdmin | undefined,
): (row: Values, recordOf: () => BaseRecord) => Offered {
  if (alike === undefined) return (_row, recordOf) => offeredWith(recordOf(), currentAdmin);
  const actor = actorBehind(currentAdmin);
  const known = new Map<string, Offered>();
  return (row, recordOf) => {
    const key = alike(row, actor);
    const offered = known.get(key) ?? offeredWith(recordOf(), currentAdmin);
    known.set(key, offered);
    return offered;
  };
}
