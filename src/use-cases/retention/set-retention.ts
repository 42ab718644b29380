import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import type { RetentionRule } from '../../models/retention-rule.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { retentionPolicy } from '../../policies/retention.ts';
import { parseInput } from '../parse-input.ts';
import { readRules, type ShownRule } from './read-rules.ts';
import { setRule } from './retention-input.ts';
import { takeRules } from './take-rules.ts';

/** How long a trial counts. */
const TRIED_MS = DAY_MS;

function requireTried({ triedYears, triedAt }: RetentionRule, years: number): void {
  const age = presentMoment().getTime() - (triedAt?.getTime() ?? 0);
  if (triedYears === years && age <= TRIED_MS) return;
  throw new ConflictError(
    'Look first at what this removes: try the rule with these very years within a day before.',
  );
}

/** Texts go after the files: without a rule for those, or before them, they would never. */
function requireOrder(files: number | null, texts: number | null): void {
  if (texts === null) return;
  if (files === null)
    throw new InvalidInputError({ years: 'Texts are removed after the files: files need a rule as well.' });
  if (files > texts)
    throw new InvalidInputError({
      years: 'Files are removed before the texts, or with them: they take no more years.',
    });
}

/**
 * Sets for how many years files or texts of closed complaints are kept; null: for good. What is over then is removed by a
 * job within a day.
 *
 * @throws ForbiddenError, InvalidInputError at `years`; ConflictError for what was not tried before.
 */
export async function setRetention(actor: Actor, input: unknown): Promise<ShownRule[]> {
  authorize(retentionPolicy, actor, 'set');
  const { rule, years } = parseInput(setRule, input);
  await inTransaction(async () => {
    const rules = await takeRules();
    const row = rules[rule];
    const from = row.years;
    if (years !== null && from !== years) requireTried(row, years);
    const { files, texts } = rules;
    requireOrder(rule === 'files' ? years : files.years, rule === 'texts' ? years : texts.years);
    if (from === years) return;
    const details = { rule, from, to: years };
    await record({ name: 'retention.changed', by: actor, subjectId: null, details });
    await row.update({ years });
  });
  return readRules(actor);
}
