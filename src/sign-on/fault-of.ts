import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { ProviderError, type ProviderFault } from './faults.ts';

/** What a provider says in the place of a code, of people who changed their mind or were not let in there. */
const CANCELLED = new Set([
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);
const BUSY = new Set(['temporarily_unavailable', 'server_error']);

/** Names that the library gives to what it finds wrong. */
const BY_CODE: Readonly<Record<string, ProviderFault>> = {
  OAUTH_TIMEOUT: 'away',
  OAUTH_ABORT: 'away',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'expired',
  OAUTH_RESPONSE_IS_NOT_JSON: 'refused',
  OAUTH_PARSE_ERROR: 'refused',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'refused',
};

function ofRefusal({ error, status }: ResponseBodyError): ProviderFault {
  if (status >= 500 || BUSY.has(error)) return 'away';
  return error === 'invalid_grant' ? 'used' : 'refused';
}

function ofAnswer({ error }: AuthorizationResponseError): ProviderFault {
  if (BUSY.has(error)) return 'away';
  return CANCELLED.has(error) ? 'cancelled' : 'refused';
}

function ofStatus(cause: unknown): ProviderFault {
  return cause instanceof Response && cause.status >= 500 ? 'away' : 'refused';
}

function faultOf(error: unknown): ProviderFault {
  if (error instanceof ResponseBodyError) return ofRefusal(error);
  if (error instanceof AuthorizationResponseError) return ofAnswer(error);
  if (error instanceof ClientError) {
    if (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return ofStatus(error.cause);
    return BY_CODE[error.code ?? ''] ?? 'forged';
  }
  // Of fetch: nobody answered, or broke off.
  if (error instanceof TypeError || error instanceof DOMException) return 'away';
  // The library names a challenge by the class alone.
  return error instanceof Error && error.name === 'WWWAuthenticateChallengeError' ? 'refused' : 'forged';
}

/** What somebody is told of an error of the library; it is the cause. */
export function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  // What `limitedFetch` throws comes wrapped.
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ProviderError ? cause : new ProviderError(faultOf(error), error);
}
