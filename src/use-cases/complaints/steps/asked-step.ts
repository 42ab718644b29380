import type { ComplaintStep } from '../../../policies/complaint-steps.ts';

/** What a mail or a list asks somebody to do with their complaint, and what is said once there is nothing to do any more. */
export const ASKED_STEPS = {
  confirm: 'There is nothing to confirm any more',
  reopen: 'This cannot be reopened now',
  answer: 'There is no question to answer any more',
} as const satisfies Partial<Record<ComplaintStep, string>>;
export type AskedStep = keyof typeof ASKED_STEPS;

/** The page of a complaint with the form of a step open. It stands in the query: a fragment would be lost at signing in. */
export function pathOfStep(id: number, step: AskedStep): string {
  return `/complaints/${id}?do=${step}`;
}

/** The step that such a path asks for. */
export function askedStep(value: unknown): AskedStep | undefined {
  return typeof value === 'string' && Object.hasOwn(ASKED_STEPS, value) ? (value as AskedStep) : undefined;
}
