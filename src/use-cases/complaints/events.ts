import { EventEmitter } from 'node:events';
import { afterCommit } from '../../database/transaction.ts';
import { log } from '../../log.ts';

/** What each kind of event tells beyond what all of them tell. */
interface EventDetails {
  'complaint.filed': { readonly followUpOfId: number | null };
  'complaint.assigned': { readonly assigneeId: number; readonly previousAssigneeId: number | null };
  'complaint.unassigned': { readonly previousAssigneeId: number | null };
  'complaint.started': object;
  'complaint.asked': object;
  'complaint.answered': object;
  'complaint.resolved': object;
  'complaint.rejected': object;
  'complaint.confirmed': { readonly rating: number };
  'complaint.reopened': { readonly reopenCount: number };
  'complaint.closed': object;
  'complaint.remarked': object;
  'complaint.noted': object;
  'complaint.edited': { readonly fields: readonly string[] };
}

/** Something that happened, as the step that did it describes it. */
export type Happening = {
  [Name in keyof EventDetails]: { readonly name: Name } & EventDetails[Name];
}[keyof EventDetails];

/** Something that happened to a complaint: told once, after it was committed. */
export type ComplaintEvent = Happening & {
  readonly complaintId: number;
  /** Null: the system. */
  readonly actorId: number | null;
  /** The remark that came with it. */
  readonly remarkId: number | null;
  readonly at: Date;
};

/** Where listeners hear of every event, under the one name `event`. */
export const complaintEvents = new EventEmitter<{ event: [ComplaintEvent] }>();

complaintEvents.on('event', (event) => log.debug(event, 'a complaint changed'));

/** Tells the listeners once the surrounding transaction is committed. */
export function announce(event: ComplaintEvent): void {
  afterCommit(() => complaintEvents.emit('event', event));
}
