import { presentMoment } from '../../../database/present-moment.ts';
import { LinkGoneError } from '../../people/password-links.ts';
import { loadActor } from '../../people/load-actor.ts';
import { readUnsubscribeToken, type Subscription } from '../../../mail/unsubscribe-token.ts';
import { isNewsKind, newsKind } from '../../../notifications/kinds.ts';
import type { Person } from '../../../policies/actor.ts';

/** Somebody's mails of a kind, and how that kind is called. */
export interface NamedSubscription extends Pick<Subscription, 'kind'> {
  readonly person: Person;
  readonly label: string;
}

function labelOf(kind: string): string | undefined {
  if (kind === 'letter.digest') return 'The news of a day in one mail';
  return isNewsKind(kind) && newsKind(kind).isSecurity !== true ? newsKind(kind).label : undefined;
}

/**
 * Whose mails of which kind an address in a mail is about. Changes nothing.
 *
 * @throws LinkGoneError where the portal did not write it, it is too old, or there is nobody or nothing of that kind.
 */
export async function subscriptionOf(token: unknown): Promise<NamedSubscription> {
  const read = typeof token === 'string' ? readUnsubscribeToken(token, presentMoment()) : undefined;
  const label = read && labelOf(read.kind);
  const person = read && (await loadActor(read.personId))?.actor;
  if (read === undefined || label === undefined || person === undefined) throw new LinkGoneError();
  return { person, kind: read.kind, label };
}
