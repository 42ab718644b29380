import { InvalidInputError } from '../../errors.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { findByLogin } from '../people/find-by-login.ts';

/** Who files a complaint, and whose it is. */
export interface Parties {
  readonly filer: Person;
  readonly reporter: { readonly id: number; readonly name: string };
}

/**
 * Who is meant, where somebody calls and another files; whoever may do so not names nobody.
 *
 * @throws ForbiddenError; InvalidInputError at `forPerson`.
 */
export async function partiesOf(filer: Person, login: string): Promise<Parties> {
  if (login.trim() === '') return { filer, reporter: filer };
  authorize(complaintPolicy, filer, 'fileFor');
  const user = await findByLogin(login.trim());
  if (user?.isActive !== true)
    throw new InvalidInputError({ forPerson: 'Nobody has this username or e-mail address.' });
  return { filer, reporter: { id: user.id, name: user.displayName } };
}
