import { RETENTION_RULES, RetentionRule, type RetentionName } from '../../models/retention-rule.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { retentionPolicy } from '../../policies/retention.ts';

/** A rule as it stands. */
export interface ShownRule {
  readonly rule: RetentionName;
  /** Null: what it is about is kept for good. */
  readonly years: number | null;
  readonly triedYears: number | null;
  readonly triedAt: Date | null;
}

/** The rules, files first; one that was never set is off. */
export async function readRules(actor: Actor): Promise<ShownRule[]> {
  authorize(retentionPolicy, actor, 'read');
  const rows = await RetentionRule.findAll();
  return RETENTION_RULES.map((rule) => {
    const row = rows.find((one) => one.rule === rule);
    return {
      rule,
      years: row?.years ?? null,
      triedYears: row?.triedYears ?? null,
      triedAt: row?.triedAt ?? null,
    };
  });
}
