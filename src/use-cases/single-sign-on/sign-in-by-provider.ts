import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { OidcProvider, ProviderAnswer, Question } from '../../sign-on/oidc-provider.ts';
import { countAttempt } from '../people/failure-counts.ts';
import { networkOf } from '../people/network-of.ts';
import type { Arrival } from '../people/open-or-ask.ts';
import { completeSignIn, type LetIn } from './complete-sign-in.ts';
import { refusalOf } from './refusal-of.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { hashOf, providerSessionKey, type MatchRules } from './rules.ts';

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
}

/** Answers that may be made up, from one network within a quarter of an hour. */
const MOST_SUSPICIOUS = 30;
/** Times that one account of the provider is refused within a quarter of an hour before it has to wait. */
const MOST_REFUSED = 10;

async function comeIn(
  { identity, session, idToken }: ProviderAnswer,
  rules: MatchRules,
  came: CameBack,
): Promise<LetInByProvider> {
  const { issuer, subject } = identity;
  const attempt = await countAttempt(`sso-account:${hashOf(issuer, subject)}`, MOST_REFUSED);
  const { device, trust, othersVouch } = came;
  const coming = { through: 'oidc' as const, device, trust, othersVouch };
  const letIn = await completeSignIn(identity, rules, coming);
  await attempt.forgive();
  const providerSession = session === undefined ? null : providerSessionKey(issuer, session);
  return { ...letIn, providerSession, idToken };
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

/** Tells the journal whom it concerned, where that is certain. */
async function tellRefusal(reason: string, subjectId: number | null): Promise<void> {
  const entry = { by: { id: null, name: '' }, subjectId, details: { reason } };
  await inTransaction(() => record({ name: 'session.refused', ...entry }));
}

/**
 * Lets in who comes back from a provider. What may be made up counts against the network that it came from, apart from
 * its passwords: every page of every site can open this address, which is to lock nobody out, nor to fill the journal. What
 * the provider said is looked at however many of these came before.
 *
 * @throws SingleSignOnRefusedError; ThrottledError for what may be made up after too many of these, and for an account
 *   that was refused too often.
 */
export async function signInByProvider(
  came: CameBack,
  provider: OidcProvider,
  rules: MatchRules,
): Promise<LetInByProvider> {
  try {
    return await letInWhoCame(came, provider, rules);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(refusal instanceof SingleSignOnRefusedError)) throw error;
    if (refusal.isSuspicious) await countAttempt(`sso:${networkOf(came.address)}`, MOST_SUSPICIOUS);
    await tellRefusal(refusal.code, refusal.userId);
    throw refusal;
  }
}
