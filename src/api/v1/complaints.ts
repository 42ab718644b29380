import { z } from 'zod';
import { URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import { stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { getConversation, knownComplaint } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { complaintNoun } from '../../use-cases/complaints/complaint-noun.ts';
import { deleteComplaints } from '../../use-cases/complaints/delete-complaints.ts';
import { postComplaint } from '../../use-cases/complaints/post-complaint.ts';
import { editComplaint } from '../../use-cases/complaints/steps/edit-complaint.ts';
import { asOfVersion } from '../../use-cases/records/as-of-version.ts';
import { rowIdOr } from '../../use-cases/whole-number.ts';
import { change, route, type ApiSettings } from '../route.ts';
import { list, sentId } from '../shapes.ts';
import { text } from './record-shapes.ts';
import type { Person } from '../../policies/actor.ts';
import { complaint, complaintEvent, file } from './complaint-shapes.ts';
import { fileIds } from './files.ts';
import { presentComplaint, presentEvent } from './present-complaint.ts';

const TAG = 'Complaints';
const urgency = z.enum(URGENCIES, `The urgency is one of ${URGENCIES.join(', ')}.`);

/** The complaint as it is now, for whoever asks. */
export async function complaintNow(actor: Person, id: number, { reopenDays }: ApiSettings) {
  return presentComplaint(await knownComplaint(actor, id, reopenDays));
}

const texts = z.strictObject({
  title: text,
  description: text,
  typeId: sentId,
  urgency,
  location: text,
  contactNumber: text,
});

const newComplaint = texts.partial({ urgency: true, location: true, contactNumber: true }).extend({
  fileIds: fileIds.optional(),
  followUpOfId: sentId.optional().meta({ description: 'An own closed complaint that this one continues.' }),
  forPerson: text.optional().meta({ description: 'Username or e-mail address of whom it is filed for.' }),
});

/** Complaints: filed, read, changed and deleted. */
export const complaintRoutes = [
  change({
    method: 'post',
    path: '/complaints',
    tag: TAG,
    summary: 'File a complaint',
    description: 'One’s own, or for somebody else with the right `complaints.file_for`.',
    body: newComplaint,
    answer: complaint,
    status: 201,
    made: '/complaints',
    remembers: true,
    async handle({ actor, body, submissionKey, settings }) {
      const { fileIds: files = [], typeId, ...values } = body;
      const attachments = await stagedFiles(actor.id, files);
      const input = { ...values, typeId: String(typeId), attachments, submissionKey };
      return (await postComplaint(actor, input, settings.filingsPerHour)).id;
    },
    tell: ({ actor, settings }, id) => complaintNow(actor, id, settings),
  }),
  route({
    method: 'get',
    path: '/complaints/{id}',
    tag: TAG,
    summary: 'Read a complaint',
    answer: complaint,
    handle: ({ actor, ids, settings }) => complaintNow(actor, Number(ids.id), settings),
  }),
  change({
    method: 'patch',
    path: '/complaints/{id}',
    tag: TAG,
    summary: 'Change the texts, type or urgency of a complaint',
    needs: 'complaints.triage',
    ifMatch: 'required',
    body: texts.partial(),
    answer: complaint,
    async handle({ actor, ids, body, version }) {
      await editComplaint(actor, { ...body, id: Number(ids.id), version });
    },
    tell: ({ actor, ids, settings }) => complaintNow(actor, Number(ids.id), settings),
  }),
  route({
    method: 'delete',
    path: '/complaints/{id}',
    tag: TAG,
    summary: 'Delete a complaint with all that was said',
    needs: 'complaints.delete',
    ifMatch: 'optional',
    handle: ({ actor, ids, version }) =>
      asOfVersion(actor, complaintNoun, Number(ids.id), version, () =>
        deleteComplaints(actor, [Number(ids.id)]),
      ),
  }),
  route({
    method: 'get',
    path: '/complaints/{id}/events',
    tag: TAG,
    summary: 'What happened to a complaint and what was said, the newest 200',
    description: 'Internal notes are among it for those who may read them.',
    query: z.strictObject(
      {
        before: rowIdOr('This is the number of an event.')
          .optional()
          .meta({ description: 'Only what happened before this event.' }),
      },
      'There is no such filter.',
    ),
    answer: z.strictObject({
      data: list(complaintEvent),
      attachments: list(file).meta({ description: 'The files of the complaint itself.' }),
      earlierThan: z
        .int()
        .nullable()
        .meta({ description: 'Asks, as `before`, for what happened earlier; null: this is the beginning.' }),
    }),
    async handle({ actor, ids, query, settings }) {
      const { reopenDays } = settings;
      const asked = { reopenDays, before: query.before };
      const { events, attachments, earlierThan } = await getConversation(actor, Number(ids.id), asked);
      return { data: events.map(presentEvent), attachments, earlierThan };
    },
  }),
];
