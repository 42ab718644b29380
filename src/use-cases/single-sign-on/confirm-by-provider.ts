import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { SKEW_SECONDS, type OidcProvider, type Question } from '../../sign-on/oidc-provider.ts';
import { loadActor } from '../people/load-actor.ts';
import { dueFactor, isVouchedFor } from '../second-factor/due-factor.ts';
import { linksWith } from './directory-password.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { tellingRefusals } from './telling-refusals.ts';

/** Where somebody came back from a provider to who confirms that it is they, and from where. */
export interface Confirmation {
  /** Of the address, with its question mark. */
  readonly query: string;
  readonly question: Question & { readonly askedAt: number };
  readonly address: string;
  /** Whether the provider vouches for second factors, too. */
  readonly othersVouch: boolean;
}

async function confirm(
  person: Person,
  { query, question, othersVouch }: Confirmation,
  provider: OidcProvider,
): Promise<boolean> {
  const { identity, authTime = 0 } = await provider.answerIn(query, question);
  const links = await linksWith(person.id, identity.issuer);
  if (!links.some(({ subject }) => subject === identity.subject))
    throw new SingleSignOnRefusedError('other_account', person.id);
  // Whoever was signed in there before may have been let through without a question.
  if (authTime < question.askedAt - SKEW_SECONDS * 1000)
    throw new SingleSignOnRefusedError('not_asked', person.id);
  const needsFactor = (await loadActor(person.id))?.needsFactor === true;
  const isVouched = isVouchedFor('oidc', { needsFactor, othersVouch });
  if (!isVouched && (await dueFactor(person.id)) !== undefined) return false;
  const entry = { by: person, subjectId: person.id, details: { through: 'oidc' as const } };
  await inTransaction(() => record({ name: 'session.confirmed', ...entry }));
  return true;
}

/**
 * Makes sure by the provider that it is still they who sit at their open session: by an account of theirs, whose credentials
 * were given since they were sent there.
 *
 * @returns false where their second factor is missing yet, as at the sign-in.
 * @throws SingleSignOnRefusedError; ThrottledError.
 */
export function confirmByProvider(
  person: Person,
  confirmation: Confirmation,
  provider: OidcProvider,
): Promise<boolean> {
  return tellingRefusals(confirmation.address, () => confirm(person, confirmation, provider));
}
