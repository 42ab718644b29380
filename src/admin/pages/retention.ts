import type { ActionRequest, PageContext } from 'adminjs';
import { readRules, type ShownRule } from '../../use-cases/retention/read-rules.ts';
import { setRetention } from '../../use-cases/retention/set-retention.ts';
import { tryRetention, type Trial } from '../../use-cases/retention/try-retention.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { BadQueryError } from '../request/query.ts';

/** The rules, and what the one that was tried would remove. */
export interface ShownRetention {
  readonly rules: readonly ShownRule[];
  readonly trial?: Trial;
}

/** Answers the page of retention, and tries or sets a rule for it. */
export async function retentionHandler(
  { method, payload = {} }: ActionRequest,
  _response: unknown,
  { currentAdmin }: PageContext,
): Promise<ShownRetention> {
  const actor = actorBehind(currentAdmin);
  if (method.toLowerCase() !== 'post') return { rules: await readRules(actor) };
  const { deed, rule, years } = payload;
  if (deed === 'off') return { rules: await setRetention(actor, { rule, years: null }) };
  if (deed === 'set') return { rules: await setRetention(actor, { rule, years }) };
  if (deed !== 'try') throw new BadQueryError('This cannot be done with a rule.');
  const trial = await tryRetention(actor, { rule, years });
  return { rules: await readRules(actor), trial };
}
