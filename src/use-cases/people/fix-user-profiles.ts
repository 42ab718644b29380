import { exclusively } from '../../database/exclusively.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { applyFinding } from './profile-repair/apply-finding.ts';
import type { Finding } from './profile-repair/finding.ts';
import { planRepair } from './profile-repair/plan-repair.ts';
import { readFacts } from './profile-repair/read-facts.ts';
import { record } from '../../journal/record.ts';

async function planProfileRepair(forRepair: boolean): Promise<Finding[]> {
  return planRepair(await readFacts(forRepair));
}

async function repair(actor: Actor): Promise<Finding[]> {
  const findings = await planProfileRepair(true);
  const details = { command: 'fix-user-profiles', result: findings };
  // Before the repair: MySQL commits with the first constraint.
  if (findings.length > 0) await record({ name: 'command.run', by: actor, subjectId: null, details });
  const counterBehind = findings.some(
    (finding) =>
      finding.kind === 'missing_primary_key' ||
      (finding.kind === 'counter_behind' && finding.table === 'user_profiles'),
  );
  for (const finding of findings) await applyFinding(finding, counterBehind);
  return findings;
}

/**
 * Finds what is wrong with the profiles of a damaged database and repairs exactly that, one process at a time. The rows
 * are repaired in one transaction; counters and constraints come last, since MySQL commits with each of them.
 *
 * @param options with `dryRun` nothing is written.
 * @returns what was found, in the order of repair; the same with and without `dryRun`.
 */
export async function fixUserProfiles(
  actor: Actor,
  options: { readonly dryRun: boolean },
): Promise<Finding[]> {
  authorize(userPolicy, actor, 'update');
  return options.dryRun ? inTransaction(() => planProfileRepair(false)) : exclusively(() => repair(actor));
}
