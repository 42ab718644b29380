import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { hindranceIn } from '../../database/driver-errors.ts';
import { log } from '../../log.ts';
import { HEALTH_LEVELS, worstOf, type Check, type Finding, type HealthSettings } from './check.ts';
import { spanInWords } from './words.ts';

/** How long a check may take, in milliseconds. */
export const CHECK_MS = 10_000;

/** A check and what it found. */
export interface CheckResult extends Finding, Pick<Check, 'name' | 'label' | 'group'> {}

/** What was found by all checks that could be made. */
export interface Checked {
  readonly results: readonly CheckResult[];
  /** Labels of those that were not made, as the database or its tables are not there. */
  readonly unchecked: readonly string[];
}

const LOG = 'The log tells why it failed; a command shows its log with LOG_LEVEL=debug.';

/** Several findings as one: the worst first, what it is about and what to do sentence by sentence. */
function together(findings: readonly Finding[]): Finding {
  const level = worstOf(findings.map((one) => one.level));
  const rank = (one: Finding): number => -HEALTH_LEVELS.indexOf(one.level);
  const told = findings.toSorted((one, other) => rank(one) - rank(other));
  const advice = [...new Set(told.flatMap((one) => one.advice ?? []))].join(' ');
  const list = told.find((one) => one.list !== undefined)?.list;
  return {
    level,
    text: told.map(({ text }) => text).join(' '),
    ...(advice === '' ? {} : { advice }),
    ...(list === undefined ? {} : { list }),
  };
}

function failureOf(error: unknown): Finding {
  if (hindranceIn(error) !== undefined)
    return { level: 'problem', text: 'The database did not answer.', advice: LOG };
  const why = error instanceof AppError ? ` ${error.message}` : '';
  return { level: 'problem', text: `This could not be checked.${why}`, advice: LOG };
}

const late = (ms: number): Finding => ({
  level: 'problem',
  text: `This did not answer within ${spanInWords(ms)}.`,
  advice: 'What it asks hangs, or is very slow: look at the server behind it.',
});

/** What a check finds, or why it found nothing; never rejects. */
async function look(check: Check, settings: HealthSettings, signal: AbortSignal): Promise<Finding> {
  try {
    const found = await check.run(settings, signal);
    return 'level' in found ? found : together(found);
  } catch (error) {
    log.warn({ err: error, check: check.name }, 'a check of the health failed');
    return failureOf(error);
  }
}

/** Makes a check, and waits no longer than so many milliseconds. */
async function make(check: Check, settings: HealthSettings, limitMs: number): Promise<CheckResult> {
  const { name, label, group } = check;
  const over = new AbortController();
  const { signal } = over;
  const patience = delay(limitMs, late(limitMs), { signal });
  patience.catch(() => undefined);
  try {
    return { name, label, group, ...(await Promise.race([look(check, settings, signal), patience])) };
  } finally {
    over.abort();
  }
}

const isBase = ({ needs }: Check): boolean => needs !== undefined;

/**
 * Makes all checks side by side: first those that tell whether the others can be made.
 *
 * @param limitMs how long each may take.
 */
export async function runChecks(
  checks: readonly Check[],
  settings: HealthSettings,
  limitMs: number = CHECK_MS,
): Promise<Checked> {
  const isOpen = settings.unopened === undefined;
  const base = checks.filter((check) => isBase(check) && (isOpen || check.needs === 'nothing'));
  const first = await Promise.all(base.map((check) => make(check, settings, limitMs)));
  const stands = isOpen && !first.some(({ level, group }) => group === 'data' && level === 'problem');
  const others = stands ? checks.filter((check) => !isBase(check)) : [];
  const rest = await Promise.all(others.map((check) => make(check, settings, limitMs)));
  const made = new Map([...first, ...rest].map((result) => [result.name, result]));
  return {
    results: checks.flatMap(({ name }) => made.get(name) ?? []),
    unchecked: checks.filter(({ name }) => !made.has(name)).map(({ label }) => label),
  };
}
