import type { Model } from 'sequelize';
import { InvalidInputError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { updateRecord } from '../records/update-record.ts';
import { replyTemplateNoun } from './reply-template-noun.ts';

/** A refusal of whose it is stands where the form asks whether it is shared. */
function atForm(error: unknown): unknown {
  if (!(error instanceof InvalidInputError) || !('ownerId' in error.fields)) return error;
  const { ownerId, ...fields } = error.fields;
  return new InvalidInputError({ ...fields, isShared: ownerId ?? '' });
}

/**
 * Changes a text for replies; one's own can be given to everybody, and a shared one taken for oneself.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError, or InvalidInputError at the fields.
 */
export async function updateReplyTemplate(
  actor: Actor,
  id: number,
  { isShared, ...changes }: Readonly<Record<string, unknown>>,
  version?: number,
): Promise<Model> {
  const owner = isShared === undefined ? {} : { ownerId: isShared === true ? null : actor.id };
  try {
    return await updateRecord(actor, replyTemplateNoun, id, { ...changes, ...owner }, version);
  } catch (error) {
    throw atForm(error);
  }
}
