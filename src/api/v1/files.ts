import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { MOST_FILES } from '../../use-cases/attachments/file-limits.ts';
import { openAttachment } from '../../use-cases/attachments/open-attachment.ts';
import { forgetStaged } from '../../use-cases/attachments/staged-files.ts';
import { formOf } from '../../web/form-body.ts';
import { sendAttachment } from '../../web/send-attachment.ts';
import { lostFiles, received, stageNew } from '../../web/sent-files.ts';
import { route } from '../route.ts';
import { id, list, sentId } from '../shapes.ts';

/** Files that were sent before, by their numbers. */
export const fileIds = z
  .array(sentId, 'The files are a list of numbers.')
  .max(MOST_FILES, `Attach at most ${MOST_FILES} files.`)
  .meta({ description: 'Numbers of files that were sent to `/files` before.' });

const TAG = 'Files';

/** Files on their way up and down. */
export const fileRoutes = [
  route({
    method: 'post',
    path: '/files',
    tag: TAG,
    summary: 'Send files, to be attached by what is sent next',
    description:
      'As `multipart/form-data` in the field `attachments`: at most 5 of 10 MB each, of the kinds that the portal takes. They wait a day to be named in `fileIds`.',
    takesFiles: true,
    answer: z.strictObject({ fileIds: list(id) }),
    status: 201,
    async handle({ actor, request, settings }) {
      const form = formOf(request);
      await stageNew(form, actor.id, settings.uploadMbPerDay);
      const files = received(form);
      const lost = lostFiles(form);
      const waiting = files.filter(({ stagedId }) => stagedId !== undefined);
      if (lost.length > 0 || files.length === 0 || files.length > MOST_FILES) {
        await forgetStaged(actor.id, waiting);
        const many = files.length > MOST_FILES ? `Send at most ${MOST_FILES} files.` : 'Send a file.';
        throw new InvalidInputError({ attachments: lost.length > 0 ? lost.join(' ') : many });
      }
      return { fileIds: waiting.map(({ stagedId }) => stagedId ?? 0) };
    },
  }),
  route({
    method: 'get',
    path: '/attachments/{id}',
    tag: TAG,
    summary: 'Read a file of a complaint',
    description: 'Takes `Range`; the `ETag` changes with the content.',
    answer: 'file',
    async handle({ actor, ids, request, response }) {
      await sendAttachment(request, response, await openAttachment(actor, Number(ids.id)));
    },
  }),
];
