import { ProofNeededError } from '../errors.ts';
import { doneFrom, presentSurroundings } from './surroundings.ts';

/** For how long one's own credentials prove who sits at an open session, in milliseconds. */
export const PROOF_MS = 15 * 60 * 1000;
/** How far the clocks of two processes may differ, in milliseconds: what was proven later than that is not believed. */
const SKEW_MS = 60 * 1000;

/** Whether credentials that were given at a moment still prove who it is. */
export function isRecent(provenAt: number): boolean {
  const age = Date.now() - provenAt;
  return age < PROOF_MS && age > -SKEW_MS;
}

/**
 * Lets only those go on who gave their own credentials within the last quarter of an hour. Programs with a token, the command
 * line and jobs have no session that somebody else could sit down at.
 *
 * @throws ProofNeededError.
 */
export function requireRecentProof(): void {
  const { provenAt } = presentSurroundings();
  if (provenAt !== undefined && !isRecent(provenAt)) throw new ProofNeededError();
}

/** Does `work` in the name of whoever has just given their own credentials. */
export function justProven<T>(work: () => T): T {
  return doneFrom({ ...presentSurroundings(), provenAt: Date.now() }, work);
}
