import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { MOST_FILES } from '../../use-cases/attachments/file-limits.ts';
import { openAttachment } from '../../use-cases/attachments/open-attachment.ts';
import type { ReceivedFile } from '../../use-cases/attachments/received-file.ts';
import { stageFiles } from '../../use-cases/attachments/stage-files.ts';
import { stagedFrom } from '../../use-cases/attachments/staged-files.ts';
import { actOnce } from '../../use-cases/submissions/act-once.ts';
import { formOf } from '../../web/form-body.ts';
import { sendAttachment } from '../../web/send-attachment.ts';
import { lostFiles, received } from '../../web/sent-files.ts';
import { change, route, type Call } from '../route.ts';
import { id, list, sentId } from '../shapes.ts';

/** Files that were sent before, by their numbers. */
export const fileIds = z
  .array(sentId, 'The files are a list of numbers.')
  .max(MOST_FILES, `Attach at most ${MOST_FILES} files.`)
  .meta({ description: 'Numbers of files that were sent to `/files` before.' });

const TAG = 'Files';

/** @throws InvalidInputError unless files came, all of them, and not too many. */
function filesOf({ request }: Call): ReceivedFile[] {
  const form = formOf(request);
  const files = received(form);
  const lost = lostFiles(form);
  const many = files.length > MOST_FILES ? `Send at most ${MOST_FILES} files.` : 'Send a file.';
  if (lost.length === 0 && files.length > 0 && files.length <= MOST_FILES) return files;
  throw new InvalidInputError({ attachments: lost.length > 0 ? lost.join(' ') : many });
}

/** What came, without what it is stored under: the same sent again is the same. */
const filesIn = (call: Call) => filesOf(call).map(({ name, sha256 }) => [name, sha256]);

/** Files on their way up and down. */
export const fileRoutes = [
  change({
    method: 'post',
    path: '/files',
    tag: TAG,
    summary: 'Send files, to be attached by what is sent next',
    description:
      'As `multipart/form-data` in the field `attachments`: at most 5 of 10 MB each, of the kinds that the portal takes. They wait a day to be named in `fileIds`.',
    takesFiles: true,
    answer: z.strictObject({ fileIds: list(id) }),
    status: 201,
    describe: filesIn,
    remembers: true,
    async handle(call) {
      const { actor, settings, submissionKey: key } = call;
      const files = filesOf(call);
      const stage = async () => (await stageFiles(actor.id, files, settings.uploadMbPerDay))[0]?.stagedId;
      const first = await actOnce(actor, { key, content: ['/files', filesIn(call)] }, stage);
      return stagedFrom(actor.id, first, files.length);
    },
    tell: (_call, staged) => ({ fileIds: staged }),
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
