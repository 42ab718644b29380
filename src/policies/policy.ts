import type { WhereOptions } from 'sequelize';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import type { Actor } from './actor.ts';

/** What can be done with a record in general; nouns add their own verbs. */
export type RecordAction = 'list' | 'read' | 'create' | 'update' | 'delete';

/**
 * The rules of one noun: pure and synchronous, since AdminJS takes a promise for a yes. What is not allowed here is
 * forbidden.
 */
export interface Policy<Action extends string = RecordAction, Row = unknown> {
  /** Whether this actor may do this, with this row where one is given. */
  may(actor: Actor, action: Action | RecordAction, row?: Row): boolean;
  /** The rows that exist for this actor, as a condition on the noun's table. */
  visibleTo(actor: Actor): WhereOptions;
}

/** Every row. */
export const everything: WhereOptions = {};
/** No row: a primary key is never null. */
export const nothing: WhereOptions = { id: null };

/** @throws ForbiddenError unless the policy allows it. */
export function authorize<Action extends string, Row>(
  policy: Policy<Action, Row>,
  actor: Actor,
  action: Action | RecordAction,
  row?: Row,
): void {
  if (!policy.may(actor, action, row)) throw new ForbiddenError();
}

/** @throws NotFoundError when a look-up limited to visible rows found none. */
export function found<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new NotFoundError();
  return row;
}
