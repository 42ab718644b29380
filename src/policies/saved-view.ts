import { literal, Op } from 'sequelize';
import { can, type Actor } from './actor.ts';
import { complaintPolicy } from './complaint.ts';
import { nothing, type Policy } from './policy.ts';

/** A view as far as the rules look. */
export interface SavedViewRow {
  readonly ownerId: number;
  readonly isShared: boolean;
}

/** Written out, since rules ask nothing: what somebody shared is shown to others for as long as they may share. */
const SHARING = literal(
  `(SELECT id FROM users WHERE is_active = 1 AND (is_superuser = 1 OR id IN (SELECT user_id FROM user_groups
    WHERE group_id IN (SELECT group_id FROM group_permissions WHERE permission = 'complaints.triage'))))`,
);

const keeps = (actor: Actor): boolean => actor.id !== null && complaintPolicy.may(actor, 'queue');

/** Whoever has the queue keeps views of it; their owner alone changes them, and those who triage may share theirs. */
export const savedViewPolicy: Policy<'share', SavedViewRow> = {
  may(actor, action, row) {
    if (!keeps(actor)) return false;
    switch (action) {
      case 'list':
      case 'create':
        return true;
      case 'share':
        return can(actor, 'complaints.triage');
      case 'read':
        return row === undefined || row.ownerId === actor.id || row.isShared;
      case 'update':
      case 'delete':
        return row === undefined || row.ownerId === actor.id;
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (!keeps(actor)) return nothing;
    return { [Op.or]: [{ ownerId: actor.id }, { isShared: true, ownerId: { [Op.in]: SHARING } }] };
  },
};
