import { ProviderError } from './faults.ts';
import { nameOf, textOf } from './names.ts';
import type { ProvenIdentity } from './proven-identity.ts';

/** By which names a provider tells what not all tell alike. */
export interface ClaimNames {
  readonly portalIdClaim: string;
  readonly groupsClaim: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** Longest subject, as OpenID Connect has it. */
const SUBJECT_LENGTH = 255;

/** Text that is a number there is the same as its digits. */
function idOf(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : textOf(value);
}

/** Of what is said twice all comes from one place: an address of one and its proof of another prove nothing. */
function sourceOf(name: string, ...sources: readonly Claims[]): Claims {
  return sources.find((claims) => claims[name] !== undefined) ?? {};
}

/**
 * What somebody belongs to; undefined: they belong to more than the provider tells. Nothing at all is nothing they belong
 * to, since many providers leave out what is empty.
 */
function groupsOf(claims: Claims, name: string): readonly string[] | undefined {
  const value = claims[name];
  if (value === undefined || value === null) return hasMore(claims, name) ? undefined : [];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw new ProviderError('malformed', new Error(`${name} is no list`));
  return value.filter((one): one is string => typeof one === 'string');
}

/** Entra ID says so of people with more groups than a token has room for. */
function hasMore({ _claim_names: names, hasgroups }: Claims, name: string): boolean {
  const isElsewhere = typeof names === 'object' && names !== null && name in names;
  return isElsewhere || hasgroups === true || hasgroups === 'true';
}

/**
 * Who somebody is by the claims of an ID token and of the provider's page about them, which has the same subject.
 *
 * @throws ProviderError for a subject or groups that are none.
 */
export function identityIn(
  token: Claims & { readonly iss: string; readonly sub: string },
  page: Claims,
  { portalIdClaim, groupsClaim }: ClaimNames,
): ProvenIdentity {
  const { iss: issuer, sub: subject } = token;
  if (subject === '' || subject.length > SUBJECT_LENGTH) throw new ProviderError('malformed');
  const { email, email_verified: isVerified } = sourceOf('email', token, page);
  const address = textOf(email);
  const names = { ...page, ...token };
  const aboutGroups = token[groupsClaim] === undefined ? { ...token, ...page } : token;
  return {
    issuer,
    subject,
    // Nothing else than `true` is a yes: what is sent as a text may be one that people write themselves.
    email: isVerified === true ? address : undefined,
    hasUnverifiedEmail: isVerified !== true && address !== undefined,
    portalId: idOf(sourceOf(portalIdClaim, token, page)[portalIdClaim]),
    username: textOf(names.preferred_username),
    firstName: nameOf(names.given_name ?? (names.family_name === undefined ? names.name : undefined)),
    lastName: nameOf(names.family_name),
    groups: groupsOf(aboutGroups, groupsClaim),
  };
}
