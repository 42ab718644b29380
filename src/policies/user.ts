import { can, type Actor } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** What can be done with a person beyond a plain record's actions. */
export type UserAction =
  | 'assignGroups'
  | 'setPassword'
  | 'setActive'
  | 'setSuperuser'
  | 'endSessions'
  | 'resetFactor'
  | 'unlink'
  | 'erase';

/** A person as far as the rules look. */
export interface UserRow {
  readonly id: number;
  /** A program, with which nothing is done among people. */
  readonly isService?: boolean;
  /** Somebody of whom nothing is known any more, with whom nothing is done either. */
  readonly erasedAt?: Date | string | null;
}

function concernsSelf(actor: Actor, row: UserRow | undefined): boolean {
  return row !== undefined && row.id === actor.id;
}

/** People: seen, edited, secured and erased each by a right of its own; nobody deletes or deactivates themselves. */
export const userPolicy: Policy<UserAction, UserRow> = {
  may(actor, action, row) {
    const isNobody = row?.isService === true || (row?.erasedAt ?? null) !== null;
    if (isNobody && action !== 'read' && action !== 'list') return false;
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'people.view');
      case 'create':
      case 'update':
        return can(actor, 'people.edit');
      case 'setActive':
        return can(actor, 'people.edit') && !concernsSelf(actor, row);
      case 'assignGroups':
      case 'setPassword':
      case 'setSuperuser':
      case 'endSessions':
      case 'unlink':
        return can(actor, 'people.security');
      case 'resetFactor':
        return can(actor, 'people.security') && !concernsSelf(actor, row);
      case 'delete':
      case 'erase':
        return can(actor, 'people.erase') && !concernsSelf(actor, row);
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'people.view') ? everything : nothing),
};

/** Whether somebody may import people from files: it creates and edits them, and puts them into groups. */
export function mayImportPeople(actor: Actor): boolean {
  const needed = ['list', 'create', 'update', 'assignGroups'] as const;
  return needed.every((action) => userPolicy.may(actor, action));
}
