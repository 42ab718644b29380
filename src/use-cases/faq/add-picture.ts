import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import type { Actor } from '../../policies/actor.ts';
import { faqPolicy } from '../../policies/faq.ts';
import { authorize } from '../../policies/policy.ts';
import { unstageFiles } from '../attachments/attach-files.ts';
import { IMAGE_TYPES } from '../attachments/content-type.ts';
import { keepingFiles } from '../attachments/keeping-files.ts';
import { attachments } from '../attachments/received-file.ts';
import { parseInput } from '../parse-input.ts';

/** One picture that came in. */
export const pictureInput = z.object({ attachments });

/** A picture that answers can show. */
export interface AddedPicture {
  readonly id: number;
  readonly name: string;
}

const NO_PICTURE = 'Choose one picture: PNG, JPEG, GIF or WebP.';

/**
 * Takes in a picture for answers, by the rules for attachments. One that no answer shows is removed after a day.
 *
 * @throws ForbiddenError; InvalidInputError at `attachments`; UnavailableError when it could not be stored.
 */
export async function addPicture(actor: Actor, input: unknown): Promise<AddedPicture> {
  authorize(faqPolicy, actor, 'addPicture');
  return keepingFiles(input, () =>
    inTransaction(async () => {
      const files = parseInput(pictureInput, input).attachments;
      const [file] = files;
      if (file === undefined || files.length > 1 || !IMAGE_TYPES.includes(file.contentType))
        throw new InvalidInputError({ attachments: NO_PICTURE });
      await unstageFiles(files);
      const { key: storageKey, name: originalName, contentType, sizeBytes, sha256 } = file;
      const createdAt = presentMoment();
      const stored = { storageKey, originalName, contentType, sizeBytes, sha256, createdAt };
      const { id } = await FaqPicture.create({ ...stored, uploaderId: actor.id });
      await record({ name: 'faq_picture.added', by: actor, subjectId: id, details: { originalName } });
      return { id, name: originalName };
    }),
  );
}
