import type { Problem, ProfileValues, Somebody } from './finding.ts';

type SchemaProblem = Extract<
  Problem,
  { kind: 'wrong_engine' | 'missing_primary_key' | 'counter_behind' | 'missing_constraint' }
>;

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

function tellRepeated({ profileId, before, userId, username }: Problem & { kind: 'repeated_id' }): string {
  const owner = username === null ? 'of nobody' : `of ${username} (user ${userId})`;
  const fault = before === 0 ? 'has no id' : `has the id ${before}, which another has`;
  return `A profile ${owner} ${fault}: it gets the id ${profileId}.`;
}

function tellSchema(problem: SchemaProblem): string {
  switch (problem.kind) {
    case 'wrong_engine':
      return `The table ${problem.table} is in the engine ${problem.engine}, which keeps no transactions and no foreign keys: it is moved to InnoDB.`;
    case 'missing_primary_key':
      return 'The primary key of user_profiles is missing: it is restored.';
    case 'counter_behind':
      return problem.next === 0
        ? `The rows of ${problem.table} get no id by themselves: the counter is restored.`
        : `The next id of ${problem.table} is ${problem.next}, yet ${problem.highestId} is taken: it is raised.`;
    default:
      return problem.found === undefined
        ? `The constraint "${problem.constraint}" of user_profiles is missing: it is restored.`
        : `The constraint "${problem.constraint}" of user_profiles is not as it has to be (${problem.found}): it is restored.`;
  }
}

/** The problem and its repair in one sentence. */
export function tell(problem: Problem): string {
  switch (problem.kind) {
    case 'repeated_id':
      return tellRepeated(problem);
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
    default:
      return tellSchema(problem);
  }
}
