/** Somebody, as findings name them. */
export interface Somebody {
  readonly userId: number;
  readonly username: string;
}

/** What a profile says of a person, as far as it is filled in. */
export interface ProfileValues {
  readonly departmentId?: number;
  readonly phoneNumber?: string;
  readonly mainPortalId?: string;
  readonly emailNotifications?: boolean;
}

/** One thing that is wrong, with all that its repair needs and what will be lost by it. */
export type Problem =
  | {
      readonly kind: 'orphaned_profile';
      readonly profileId: number;
      readonly userId: number | null;
      readonly removed: ProfileValues;
    }
  | ({
      readonly kind: 'duplicate_profiles';
      readonly keptProfileId: number;
      readonly removedProfileIds: readonly number[];
      /** What the kept profile lacked and gets from the others. */
      readonly taken: ProfileValues;
      /** Where the others said something else. */
      readonly removed: readonly ProfileValues[];
    } & Somebody)
  | ({
      readonly kind: 'department_gone';
      readonly profileId: number;
      readonly departmentId: number;
    } & Somebody)
  | ({ readonly kind: 'blank_portal_id'; readonly profileId: number } & Somebody)
  | ({
      readonly kind: 'duplicate_portal_id';
      readonly profileId: number;
      readonly removed: string;
      readonly keptBy: Somebody;
    } & Somebody)
  | ({
      readonly kind: 'untrimmed_portal_id';
      readonly profileId: number;
      readonly before: string;
      readonly after: string;
    } & Somebody)
  | ({
      readonly kind: 'unkeyed_portal_id';
      readonly profileId: number;
      readonly before: string;
    } & Somebody)
  | ({ readonly kind: 'missing_profile' } & Somebody)
  | {
      readonly kind: 'counter_behind';
      readonly table: string;
      /** The id that the next row would get, at the earliest; 0 where there is no counter any more. */
      readonly next: number;
      readonly highestId: number;
    }
  | { readonly kind: 'missing_constraint'; readonly constraint: string };

/** A problem and the sentence that tells it with its repair. */
export type Finding = Problem & { readonly message: string };

function person({ username, userId }: Somebody): string {
  return `${username} (user ${userId})`;
}

const LABELS: Readonly<Record<keyof ProfileValues, string>> = {
  departmentId: 'department',
  phoneNumber: 'phone number',
  mainPortalId: 'main portal ID',
  emailNotifications: 'e-mail notifications',
};

function listed(values: ProfileValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${LABELS[name as keyof ProfileValues]} ${JSON.stringify(value)}`)
    .join(', ');
}

function tellDuplicates(problem: Problem & { kind: 'duplicate_profiles' }): string {
  const { keptProfileId, removedProfileIds, taken, removed } = problem;
  const parts = [
    `${person(problem)} has ${removedProfileIds.length + 1} profiles: ${keptProfileId} is kept, ${removedProfileIds.join(', ')} removed`,
  ];
  if (Object.keys(taken).length > 0) parts.push(`taken over: ${listed(taken)}`);
  if (removed.length > 0) parts.push(`lost: ${removed.map(listed).join(', ')}`);
  return `${parts.join('; ')}.`;
}

function tellOrphan({ profileId, userId, removed }: Problem & { kind: 'orphaned_profile' }): string {
  const values = listed(removed);
  const owner = userId === null ? 'no user' : `user ${userId}, who does not exist`;
  return `Profile ${profileId} belongs to ${owner}; it is removed${values === '' ? '' : `, with ${values}`}.`;
}

/** The problem and its repair in one sentence. */
export function tell(problem: Problem): string {
  switch (problem.kind) {
    case 'orphaned_profile':
      return tellOrphan(problem);
    case 'duplicate_profiles':
      return tellDuplicates(problem);
    case 'department_gone':
      return `${person(problem)} is in department ${problem.departmentId}, which does not exist: it is emptied.`;
    case 'blank_portal_id':
      return `${person(problem)} has a blank main portal ID: it is stored as none.`;
    case 'duplicate_portal_id':
      return `${person(problem)} has the main portal ID "${problem.removed}" of ${person(problem.keptBy)}: it is emptied.`;
    case 'untrimmed_portal_id':
      return `${person(problem)} has the main portal ID "${problem.before}": it is stored as "${problem.after}".`;
    case 'unkeyed_portal_id':
      return `${person(problem)} has the main portal ID "${problem.before}", which was written past the portal: it is compared with others again.`;
    case 'missing_profile':
      return `${person(problem)} has no profile: an empty one is created.`;
    case 'counter_behind':
      return problem.next === 0
        ? `The rows of ${problem.table} get no id by themselves: the counter is restored.`
        : `The next id of ${problem.table} is ${problem.next}, yet ${problem.highestId} is taken: it is raised.`;
    default:
      return `The constraint "${problem.constraint}" of user_profiles is missing: it is restored.`;
  }
}
