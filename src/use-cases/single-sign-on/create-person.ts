import { translateDatabaseError } from '../../database/errors.ts';
import { AppError, InvalidInputError } from '../../errors.ts';
import { findAllSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import type { ProvenIdentity } from '../../sign-on/proven-identity.ts';
import { takeIdentityTurn } from '../people/identity-turn.ts';
import { insertPerson, type NewPerson } from '../people/insert-person.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { singleSignOn, type MatchRules } from './rules.ts';

/** A person by what is said of them; of an address that nobody verified nothing is stored, as mails would go there. */
function newPersonOf(identity: ProvenIdentity, { match }: MatchRules): NewPerson {
  const { email = '', portalId, firstName, lastName } = identity;
  const username = identity.username ?? /^[^@]*/.exec(email)?.[0] ?? '';
  const profile = match === 'portal_id' && portalId !== undefined ? { mainPortalId: portalId } : {};
  return { username, email, firstName, lastName, passwordHash: '', profile };
}

/** Two people with one address could both no longer sign in by it. */
async function requireFreeEmail(email: string | undefined): Promise<void> {
  if (email === undefined || email === '') return;
  const [other] = await findAllSameText(User, 'email', email);
  if (other !== undefined)
    throw new InvalidInputError({ email: 'Somebody else here has your e-mail address.' });
}

function notCreated(error: unknown): Error {
  const told = translateDatabaseError(error);
  // The database itself failed: it may be tried again.
  if (!(told instanceof AppError) || told.status >= 500) throw error;
  return new SingleSignOnRefusedError('not_created', null, told.message);
}

/**
 * Creates somebody who signs in elsewhere for the first time and is not here, inside a transaction.
 *
 * @returns their id.
 * @throws SingleSignOnRefusedError where nobody is created, or what is said of them cannot be stored.
 */
export async function createPersonOf(identity: ProvenIdentity, rules: MatchRules): Promise<number> {
  if (!rules.creates) throw new SingleSignOnRefusedError('unknown');
  try {
    const person = newPersonOf(identity, rules);
    await takeIdentityTurn();
    await requireFreeEmail(person.email);
    const { id } = await insertPerson(singleSignOn, person);
    return id;
  } catch (error) {
    throw notCreated(error);
  }
}
