import { createHash } from 'node:crypto';
import { portal, type Actor } from '../../policies/actor.ts';

/** Whom a sign-in elsewhere lets in, and what follows from it. */
export interface MatchRules {
  /** By what people who are here already are found at their first sign-in. */
  readonly match: 'email' | 'portal_id' | 'none';
  /** Whether whoever is not here is created. */
  readonly creates: boolean;
  /** Groups of the portal, and what the service calls those who belong to them; a group may stand several times. */
  readonly groups: readonly { readonly group: string; readonly named: string }[];
}

/** In whose name people are created and put into groups as another service says. */
export const singleSignOn: Actor = { ...portal, name: 'Single sign-on' };

/** A key of texts that only these have. */
export function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** The key of a provider's session. */
export function providerSessionKey(issuer: string, session: string): string {
  return hashOf('session', issuer, session);
}
