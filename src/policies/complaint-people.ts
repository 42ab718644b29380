import { can, type Actor } from './actor.ts';

/** A complaint as far as the rules look. */
export interface ComplaintRow {
  readonly reporterId: number;
  readonly assigneeId: number | null;
  /** The actor follows it, having been asked to or asked for it. */
  readonly isFollowed?: boolean;
}

/** Without a complaint: whether there can be one that the actor has. */
export function hasIt(actor: Actor, row: ComplaintRow | undefined): boolean {
  return (
    can(actor, 'complaints.work') && actor.id !== null && row !== undefined && row.assigneeId === actor.id
  );
}

/** Whether the actor may act on the complaint as those who solve it do. */
export function worksOn(actor: Actor, row: ComplaintRow | undefined): boolean {
  return can(actor, 'complaints.work_any') || hasIt(actor, row);
}

/** Whether the complaint is the actor's own. */
export function reported(actor: Actor, row: ComplaintRow | undefined): boolean {
  return row !== undefined && actor.id !== null && row.reporterId === actor.id;
}

/** Whether the actor follows the complaint. */
export function follows(actor: Actor, row: ComplaintRow | undefined): boolean {
  return actor.id !== null && row?.isFollowed === true;
}

/** Who sees all complaints, and of the others who sees this one because it is their work. */
export function seesAsStaff(actor: Actor, row: ComplaintRow | undefined): boolean {
  return can(actor, 'complaints.view') || hasIt(actor, row);
}
