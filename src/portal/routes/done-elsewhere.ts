import type { Request } from 'express';
import { PORTAL_STEPS } from '../../use-cases/complaints/steps/portal-steps.ts';

/** Who stops following a complaint may not see it any more, and is told so above their own. */
export const LEAVING = 'unfollow';
/** So is whoever filed one for somebody else and may not see it. */
export const FILED = 'filed';

const TOLD: Readonly<Record<string, string>> = {
  [LEAVING]: PORTAL_STEPS.unfollow.told,
  [FILED]: 'The complaint was filed. It is among those of whom you filed it for.',
};

/** What was done that leads to the list of one's own; anything else of the address says nothing. */
export function doneElsewhere({ query: { done } }: Request): string | undefined {
  return typeof done === 'string' && Object.hasOwn(TOLD, done) ? TOLD[done] : undefined;
}
