import { randomBytes } from 'node:crypto';
import type { Person } from '../../policies/actor.ts';
import { keepForm } from '../kept-forms/keep-form.ts';
import type { Handover } from './read-handover.ts';

/** Whose forms they are beside those of browsers: the oldest go when there are too many, and nothing that was typed. */
const SENDER = 'handover';
/** Where the form of a new complaint is sent to. */
const PATH = '/complaints';

/**
 * Keeps what the main portal says of a new complaint as a form that waits to be looked over and sent: it outlives a
 * password that has to be chosen first.
 *
 * @returns the key of the form.
 */
export function beginComplaint(
  { id: ownerId }: Person,
  complaint: NonNullable<Handover['complaint']>,
): Promise<string> {
  // Whatever is sent of the form, it files once.
  const fields = { ...complaint, submissionKey: randomBytes(18).toString('base64url') };
  return keepForm({ ownerId, sender: SENDER, path: PATH, fields });
}
