import type { ActionRequest, PageContext, PageHandler } from 'adminjs';
import { HEALTH_GROUPS, HEALTH_LEVELS, worstOf, type HealthSettings } from '../../use-cases/health/check.ts';
import { checkHealth, recentHealth, type Health } from '../../use-cases/health/check-health.ts';
import type { CheckResult } from '../../use-cases/health/run-checks.ts';
import { actorBehind } from '../request/panel-admin.ts';

/** The first of several is the worst. */
const byLevel = (one: Pick<CheckResult, 'level'>, other: Pick<CheckResult, 'level'>): number =>
  HEALTH_LEVELS.indexOf(other.level) - HEALTH_LEVELS.indexOf(one.level);

function shownCheck({ name, label, level, text, advice, list }: CheckResult, h: PageContext['h']) {
  const check = { name, label, level, text, ...(advice === undefined ? {} : { advice }) };
  if (list === undefined) return { ...check, href: null };
  const filters = Object.entries(list.filters).map(([name, value]) => [`filters.${name}`, value]);
  const search = new URLSearchParams(filters).toString();
  return { ...check, href: `${h.resourceUrl({ resourceId: list.resource })}?${search}` };
}

function shown({ at, level, results, unchecked }: Health, h: PageContext['h']) {
  const groups = HEALTH_GROUPS.map((group) => {
    const checks = results.filter((one) => one.group === group).toSorted(byLevel);
    const worst = worstOf(checks.map((one) => one.level));
    return { group, level: worst, checks: checks.map((check) => shownCheck(check, h)) };
  });
  return {
    at: at.toISOString(),
    level,
    unchecked,
    groups: groups.filter(({ checks }) => checks.length > 0).toSorted(byLevel),
  };
}

/** What the page shows of the health, what is worst first. */
export type ShownHealth = ReturnType<typeof shown>;

/** What the first page tells of it. */
export interface HealthHint {
  /** Labels of what is a problem. */
  readonly problems: readonly string[];
}

function hint({ results }: Health): HealthHint {
  return { problems: results.filter(({ level }) => level === 'problem').map(({ label }) => label) };
}

/** Answers the page of the health, looked at anew; with `brief` the problems of the last minute. */
export function healthHandler(settings: HealthSettings): PageHandler {
  return async ({ query }: ActionRequest, _response: unknown, { currentAdmin, h }: PageContext) => {
    const actor = actorBehind(currentAdmin);
    if (query?.brief === '1') return hint(await recentHealth(actor, settings));
    return shown(await checkHealth(actor, settings), h);
  };
}
