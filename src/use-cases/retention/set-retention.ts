import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { RetentionRule } from '../../models/retention-rule.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { retentionPolicy } from '../../policies/retention.ts';
import { parseInput } from '../parse-input.ts';
import { readRules, type ShownRule } from './read-rules.ts';
import { setRule } from './retention-input.ts';

/** How long a trial counts. */
const TRIED_MS = DAY_MS;

const isOff = (years: number | null | undefined): years is null | undefined =>
  years === null || years === undefined;

function requireTried(row: RetentionRule | null, years: number): void {
  const age = presentMoment().getTime() - (row?.triedAt?.getTime() ?? 0);
  if (row?.triedYears === years && age <= TRIED_MS) return;
  throw new ConflictError(
    'Look first at what this removes: try the rule with these very years within a day before.',
  );
}

/** Texts go after the files: without a rule for those, or before them, they would never. */
async function requireOrder(rule: string, years: number | null): Promise<void> {
  const other = await RetentionRule.findOne({ where: { rule: rule === 'files' ? 'texts' : 'files' } });
  const [files, texts] = rule === 'files' ? [years, other?.years] : [other?.years, years];
  if (isOff(texts)) return;
  if (isOff(files))
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
    const row = await RetentionRule.findOne({ where: { rule }, ...forUpdate() });
    if (years !== null && row?.years !== years) requireTried(row, years);
    await requireOrder(rule, years);
    const from = row?.years ?? null;
    if (from === years) return;
    await record({
      name: 'retention.changed',
      by: actor,
      subjectId: null,
      details: { rule, from, to: years },
    });
    if (row === null) await RetentionRule.create({ rule, years });
    else await row.update({ years });
  });
  return readRules(actor);
}
