import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { RetentionName } from '../../models/retention-rule.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { retentionPolicy } from '../../policies/retention.ts';
import { parseInput } from '../parse-input.ts';
import { dueComplaints, yearsBefore } from './due-complaints.ts';
import { takeRules } from './take-rules.ts';
import { triedRule } from './retention-input.ts';

/** Complaints that are looked for at once, and named at most. */
const BATCH = 1000;
const MOST_NAMED = 1000;

/** What a rule would remove at this moment. */
export interface Trial {
  readonly rule: RetentionName;
  readonly years: number;
  readonly complaints: number;
  readonly files: number;
  readonly bytes: number;
  /** The numbers of the first thousand. */
  readonly numbers: readonly number[];
}

async function remember(rule: RetentionName, years: number): Promise<void> {
  const tried = { triedYears: years, triedAt: presentMoment() };
  await inTransaction(async () => {
    const rules = await takeRules();
    await rules[rule].update(tried);
  });
}

/**
 * Counts what a rule with so many years would remove, and removes nothing. That it was tried is remembered: nothing is
 * switched on that was not.
 *
 * @throws ForbiddenError, InvalidInputError.
 */
export async function tryRetention(actor: Actor, input: unknown): Promise<Trial> {
  authorize(retentionPolicy, actor, 'try');
  const { rule, years } = parseInput(triedRule, input);
  const border = yearsBefore(presentMoment(), years);
  const numbers = [];
  let [complaints, files, bytes] = [0, 0, 0];
  for (let after = 0; ;) {
    const due = await dueComplaints(rule, border, { after, limit: BATCH });
    complaints += due.length;
    files += due.reduce((sum, one) => sum + Number(one.files), 0);
    bytes += due.reduce((sum, one) => sum + Number(one.bytes), 0);
    if (numbers.length < MOST_NAMED) numbers.push(...due.map(({ id }) => id));
    after = due.at(-1)?.id ?? after;
    if (due.length < BATCH) break;
  }
  await remember(rule, years);
  return { rule, years, complaints, files, bytes, numbers: numbers.slice(0, MOST_NAMED) };
}
