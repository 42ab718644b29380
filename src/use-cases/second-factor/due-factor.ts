import type { SignInWay } from '../../journal/sign-in-events.ts';
import { requireRecentProof } from '../../journal/proof.ts';
import { factorsOf, hasFactor } from './factors-of.ts';

/** What is typed beside other credentials: a code of an app or a recovery code, or a recovery code alone. */
export type DueFactor = 'app' | 'recovery';

/** Whether others who vouch for somebody on this way vouch for their second factor as well. */
export function isVouchedFor(
  through: SignInWay | undefined,
  { needsFactor, othersVouch }: { readonly needsFactor: boolean; readonly othersVouch: boolean | undefined },
): boolean {
  return (through === 'oidc' || through === 'handover') && (othersVouch === true || !needsFactor);
}

/** What somebody who has a second factor types beside other credentials; undefined: they have none. */
export async function dueFactor(userId: number): Promise<DueFactor | undefined> {
  const factors = await factorsOf(userId);
  if (!hasFactor(factors)) return undefined;
  return factors.app === undefined ? 'recovery' : 'app';
}

/**
 * Makes sure that whoever has a second factor gave it lately: what others type beside is not enough of them.
 *
 * @throws ProofNeededError
 */
export async function requireOwnFactor(userId: number): Promise<void> {
  if ((await dueFactor(userId)) !== undefined) requireRecentProof();
}
