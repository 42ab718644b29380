import { presentMoment } from '../../database/present-moment.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { Actor } from '../../policies/actor.ts';
import { healthPolicy } from '../../policies/health.ts';
import { authorize } from '../../policies/policy.ts';
import { ALL_CHECKS } from './all-checks.ts';
import { worstOf, type Check, type HealthLevel, type HealthSettings } from './check.ts';
import { runChecks, type Checked } from './run-checks.ts';

/** How the portal was found. */
export interface Health extends Checked {
  readonly level: HealthLevel;
  /** When it was looked at. */
  readonly at: Date;
}

/** How long what was found serves those who only want a hint, in milliseconds. */
const KEPT_MS = MINUTE_MS;
/** The same of what costs more. */
const DEAR_KEPT_MS = 10 * MINUTE_MS;

type Found = Awaited<ReturnType<Check['run']>>;

/** What dear checks found last, and when. */
const dear = new Map<string, { readonly found: Found; readonly at: number }>();
let newest: Health | undefined;
const underWay = new Map<'all' | 'spared', Promise<Health>>();

/** A check that remembers what it found where that is dear, and spares itself the work where it may. */
function sparing(check: Check, isSpared: boolean): Check {
  if (check.isDear !== true) return check;
  return {
    ...check,
    async run(settings, signal) {
      const known = dear.get(check.name);
      if (isSpared && known !== undefined && performance.now() - known.at < DEAR_KEPT_MS) return known.found;
      const found = await check.run(settings, signal);
      dear.set(check.name, { found, at: performance.now() });
      return found;
    },
  };
}

async function look(settings: HealthSettings, isSpared: boolean): Promise<Health> {
  const at = presentMoment();
  const checks = ALL_CHECKS.map((check) => sparing(check, isSpared));
  const { results, unchecked } = await runChecks(checks, settings);
  newest = { at, level: worstOf(results.map(({ level }) => level)), results, unchecked };
  return newest;
}

/** Those who ask at once share what is found. */
function shared(how: 'all' | 'spared', settings: HealthSettings): Promise<Health> {
  const asked =
    underWay.get(how) ?? look(settings, how === 'spared').finally(() => void underWay.delete(how));
  underWay.set(how, asked);
  return asked;
}

/**
 * Looks at everything anew.
 *
 * @throws ForbiddenError.
 */
export async function checkHealth(actor: Actor, settings: HealthSettings): Promise<Health> {
  authorize(healthPolicy, actor, 'read');
  return shared('all', settings);
}

/**
 * How the portal was found within the last minute, for hints and measures that many ask for.
 *
 * @throws ForbiddenError.
 */
export async function recentHealth(actor: Actor, settings: HealthSettings): Promise<Health> {
  authorize(healthPolicy, actor, 'read');
  if (newest !== undefined && presentMoment().getTime() - newest.at.getTime() < KEPT_MS) return newest;
  return shared('spared', settings);
}
