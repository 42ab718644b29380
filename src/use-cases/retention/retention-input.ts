import { z } from 'zod';
import { RETENTION_RULES } from '../../models/retention-rule.ts';
import { wholeNumber } from '../whole-number.ts';

/** Most years that a rule waits. */
const MOST = 50;

/** A rule and its years. */
export const triedRule = z.strictObject({
  rule: z.enum(RETENTION_RULES, 'The rule is about files or about texts.'),
  years: wholeNumber(`The years are a whole number from 1 to ${MOST}.`, 1, MOST),
});

/** The same, or off. */
export const setRule = triedRule.extend({ years: triedRule.shape.years.nullable() });
