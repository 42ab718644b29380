import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { requireOwner } from '../people/sign-in-refusals.ts';
import { rowIdOr } from '../whole-number.ts';
import { confirmByFactor, factorField } from './confirm-by-factor.ts';
import { dueFactor } from './due-factor.ts';

/** What somebody types of whom a provider has said that it is they. */
export const otherHalfInput = z.object({
  code: factorField,
  /** Whom a page was opened as: nobody else confirms there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
});

/**
 * Takes the second factor of somebody of whom a provider has just said that it is they; whoever calls this knows that, and
 * notes in the session that they confirmed.
 *
 * @throws InvalidInputError at `code`; ThrottledError after too many wrong ones; ConflictError for somebody else than the page
 *   is of; UnavailableError where nobody could look at it.
 */
export async function confirmOtherHalf(person: Person, input: unknown): Promise<void> {
  const { code, openedAs } = parseInput(otherHalfInput, input);
  await requireOwner(person, openedAs);
  const due = await dueFactor(person.id);
  if (due !== undefined) await confirmByFactor(person, due, code);
  const entry = { by: person, subjectId: person.id, details: { through: 'oidc' as const } };
  await inTransaction(() => record({ name: 'session.confirmed', ...entry }));
}
