import { Op } from 'sequelize';
import { can, type Actor } from './actor.ts';
import { nothing, type Policy } from './policy.ts';

/** A template as far as the rules look. */
export interface ReplyTemplateRow {
  /** Null: it is shared. */
  readonly ownerId: number | null;
}

/** Whoever works on complaints writes replies. */
const replies = (actor: Actor): boolean => can(actor, 'complaints.work') || can(actor, 'complaints.work_any');
const sees = (actor: Actor): boolean => replies(actor) || can(actor, 'reference.view');

/** Rights over shared ones. */
const SHARED = { read: 'reference.view', update: 'reference.edit', delete: 'reference.delete' } as const;

/** One's own are one's own; shared ones are reference data, which whoever replies may read. */
export const replyTemplatePolicy: Policy<'share' | 'own', ReplyTemplateRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'list':
        return sees(actor);
      case 'create':
        return replies(actor) || can(actor, 'reference.edit');
      case 'own':
        return replies(actor);
      case 'share':
        return can(actor, 'reference.edit');
      case 'read':
      case 'update':
      case 'delete':
        if (row === undefined) return sees(actor);
        if (row.ownerId !== null) return row.ownerId === actor.id;
        return can(actor, SHARED[action]) || (action === 'read' && replies(actor));
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (!sees(actor)) return nothing;
    return { [Op.or]: [{ ownerId: null }, ...(actor.id === null ? [] : [{ ownerId: actor.id }])] };
  },
};
