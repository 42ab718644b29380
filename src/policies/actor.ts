import { ALL_PERMISSIONS, isPermission, type Permission } from './permissions.ts';
import { ownAccessLevel, type NamedGroup } from './access-level.ts';

/** Whoever asks, with the rights of this moment; built anew for each request. */
export interface Actor {
  /** Null for the operator and the portal itself, who are nobody in the database. */
  readonly id: number | null;
  /** Those of all their groups; superusers and the operator have all. */
  readonly permissions: ReadonlySet<Permission>;
  /** Their groups let them have complaints; a superuser's flag alone does not. */
  readonly isAssignable: boolean;
  /** A program that acts in its own name. */
  readonly isService?: true;
  readonly name: string;
  readonly username: string;
  /** As they read it about themselves, such as `⚙️ Engineer`. */
  readonly accessLevel: string;
  /** A program acts for them, with no more of their rights than its token names. */
  readonly isByToken?: true;
}

/** Somebody who is signed in. */
export interface Person extends Actor {
  readonly id: number;
}

/** The command line: may do everything, as nobody in particular. */
export const operator: Actor = {
  id: null,
  permissions: ALL_PERMISSIONS,
  isAssignable: false,
  name: 'Operator',
  username: '',
  accessLevel: '',
};

/** What the portal does by itself: by the clock, by its rules, and when it starts. Nobody who has a shell did it. */
export const portal: Actor = { ...operator, name: 'The portal' };

/** Whether somebody has this right; the only question that rules ask about people. */
export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** The same actor with every right: for what the portal itself does in their name, because it follows from a step of theirs. */
export function withAllRights(actor: Actor): Actor {
  return { ...actor, permissions: ALL_PERMISSIONS };
}

/** What makes an actor of a user's row: the names of their groups, and what these allow. */
export interface Standing {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly isSuperuser: boolean;
  readonly isService: boolean;
  /** Whether complaints are assigned to them at all. */
  readonly takesWork: boolean;
  readonly groups: readonly (NamedGroup & { readonly permissions: readonly string[] })[];
}

/** The actor that somebody is; names of rights that this version does not know count for nothing. */
export function actorFor(standing: Standing): Person {
  const { id, username, displayName: name, isSuperuser, isService, takesWork, groups } = standing;
  const granted = new Set(groups.flatMap(({ permissions }) => permissions.filter(isPermission)));
  return {
    id,
    permissions: isSuperuser ? ALL_PERMISSIONS : granted,
    isAssignable: granted.has('complaints.work') && takesWork,
    ...(isService ? { isService } : {}),
    name,
    username,
    accessLevel: ownAccessLevel({ isSuperuser, groups }),
  };
}
