import { forUpdate } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { RETENTION_RULES, RetentionRule, type RetentionName } from '../../models/retention-rule.ts';

const held = (): Promise<RetentionRule[]> => RetentionRule.findAll({ order: ['id'], ...forUpdate() });

/**
 * Both rules, which nobody else sets or tries until the running transaction ends: what the one may be hangs on the other. One
 * that was never tried has its row from then on, since nobody can hold what is not there.
 */
export async function takeRules(): Promise<Readonly<Record<RetentionName, RetentionRule>>> {
  await takeTurns('retention rules');
  let rows = await held();
  if (rows.length < RETENTION_RULES.length) {
    await RetentionRule.bulkCreate(
      RETENTION_RULES.map((rule) => ({ rule })),
      { ignoreDuplicates: true },
    );
    rows = await held();
  }
  const named = (name: RetentionName): RetentionRule => {
    const row = rows.find(({ rule }) => rule === name);
    if (row === undefined) throw new Error(`there is no rule about ${name}`);
    return row;
  };
  return { files: named('files'), texts: named('texts') };
}
