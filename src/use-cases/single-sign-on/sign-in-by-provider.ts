import type { OidcProvider, ProviderAnswer, Question } from '../../sign-on/oidc-provider.ts';
import { countingAt, trying } from '../people/attempts.ts';
import type { Arrival } from '../people/open-or-ask.ts';
import { completeSignIn, type LetIn } from './complete-sign-in.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { hashOf, providerSessionKey, type MatchRules } from './rules.ts';
import { tellingRefusals } from './telling-refusals.ts';

/** Where somebody came back from a provider to, with which browser, and from where. */
export interface CameBack extends Pick<Arrival, 'device' | 'trust' | 'othersVouch'> {
  /** Of the address, with its question mark. */
  readonly query: string;
  /** What the browser asked the provider; undefined: this one asked nothing of the kind. */
  readonly question: Question | undefined;
  readonly address: string;
}

/** Somebody who is let in, and what their session has to know of the provider. */
export interface LetInByProvider extends LetIn {
  readonly providerSession: string | null;
  readonly idToken: string;
  /** When they gave their credentials there; 0: that is not known, as they may have been signed in there for long. */
  readonly provenAt: number;
}

/** Times that one account of the provider is refused within a quarter of an hour before it has to wait. */
const MOST_REFUSED = 10;

async function comeIn(
  { identity, authTime = 0, session, idToken }: ProviderAnswer,
  rules: MatchRules,
  came: CameBack,
): Promise<LetInByProvider> {
  const { issuer, subject } = identity;
  const counting = countingAt(`sso-account:${hashOf(issuer, subject)}`, MOST_REFUSED);
  const { device, trust, othersVouch } = came;
  const coming = { through: 'oidc' as const, device, trust, othersVouch };
  const letIn = await trying(counting, async (attempt) => {
    const one = await completeSignIn(identity, rules, coming);
    await attempt.forgive();
    return one;
  });
  const providerSession = session === undefined ? null : providerSessionKey(issuer, session);
  return { ...letIn, providerSession, idToken, provenAt: Math.min(authTime, Date.now()) };
}

async function letInWhoCame(
  came: CameBack,
  provider: OidcProvider,
  rules: MatchRules,
): Promise<LetInByProvider> {
  const { query, question } = came;
  if (question === undefined) throw new SingleSignOnRefusedError('other_browser');
  return comeIn(await provider.answerIn(query, question), rules, came);
}

/**
 * Lets in who comes back from a provider. What the provider said is looked at however many came before who were refused.
 *
 * @throws SingleSignOnRefusedError; ThrottledError for what may be made up after too many of these, and for an account
 *   that was refused too often.
 */
export function signInByProvider(
  came: CameBack,
  provider: OidcProvider,
  rules: MatchRules,
): Promise<LetInByProvider> {
  return tellingRefusals(came.address, () => letInWhoCame(came, provider, rules));
}
