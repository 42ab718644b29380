import { select } from '../../database/select.ts';
import type { Named } from '../../journal/events.ts';
import { hasWord } from './rule-words.ts';
import { takersOf, type RuleTarget } from './takers.ts';

/** A complaint as far as rules look. */
export interface Filed {
  readonly reporterId: number;
  readonly typeId: number;
  readonly title: string;
  readonly description: string;
}

/** A rule that says who gets a complaint, and those who can at this moment. */
export interface FittingRule {
  readonly rule: Named;
  readonly takerIds: readonly number[];
}

interface RuleRow extends RuleTarget {
  readonly id: number;
  readonly name: string;
  readonly words: string;
}

const RULES = `
  SELECT id, name, words, person_id AS personId, group_id AS groupId FROM assignment_rules
  WHERE is_active = 1 AND (type_id IS NULL OR type_id = $typeId)
    AND (department_id IS NULL OR department_id = (SELECT department_id FROM user_profiles WHERE user_id = $reporterId))
  ORDER BY position, id`;

/** A condition: there is a rule that may fit something, and the other condition holds. */
export function anyRule(condition: string): string {
  return `EXISTS (SELECT 1 FROM assignment_rules WHERE is_active = 1 AND ${condition})`;
}

/**
 * The first rule that fits a complaint and names somebody who can have it; undefined: it stays unassigned. Where there are
 * no rules it is one statement.
 */
export async function ruleFor({
  reporterId,
  typeId,
  title,
  description,
}: Filed): Promise<FittingRule | undefined> {
  const rules = await select<RuleRow>(RULES, { reporterId, typeId });
  for (const { id, name, words, ...target } of rules) {
    if (!hasWord(words, [title, description])) continue;
    const takerIds = await takersOf(target);
    if (takerIds.length > 0) return { rule: { id, name }, takerIds };
  }
  return undefined;
}
