import { z } from 'zod';
import { URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import type { Person } from '../../policies/actor.ts';
import { stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { visibleAmong } from '../../use-cases/complaints/visible-among.ts';
import { takeInBulk, type BulkStep } from '../../use-cases/complaints/steps/take-in-bulk.ts';
import { lookAgain } from '../../web/look-again.ts';
import { given } from '../given.ts';
import { change, type Route } from '../route.ts';
import { id, list, sentId } from '../shapes.ts';
import { holderOf } from '../token-gate.ts';
import { text } from './record-shapes.ts';
import { complaint } from './complaint-shapes.ts';
import { complaintNow } from './complaints.ts';
import { STEPS, type ApiStep } from './step-table.ts';

const TAG = 'Steps';

type Body = Readonly<Record<string, unknown>> & {
  readonly text?: unknown;
  readonly fileIds?: readonly number[];
};

/** The step's input as its use case takes it. */
async function inputOf(actor: Person, { words }: ApiStep, { text: spoken, fileIds: files, ...others }: Body) {
  const attachments = files === undefined ? undefined : await stagedFiles(actor.id, files);
  return {
    ...others,
    ...(words === undefined || spoken === undefined ? {} : { [words]: spoken }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

/** What a step goes by: what only adds is refused for its version by programs alone, which say so. */
const asOf = ({ addsOnly }: ApiStep, version: number | undefined) =>
  addsOnly === true ? { asOf: version } : { version };

function stepRoute([name, step]: [string, ApiStep]): Route {
  return change({
    method: 'post',
    path: `/complaints/{id}/${name}`,
    tag: TAG,
    summary: step.summary,
    ifMatch: 'optional',
    body: z.strictObject(step.body, 'This step does not take that.'),
    answer: complaint,
    // Files that come with words are kept or removed by the step, whose transaction is the last word on that.
    ...('fileIds' in step.body ? { remembers: true as const } : {}),
    async handle({ actor, ids, body, version, submissionKey, settings }) {
      const input = await inputOf(actor, step, body as Body);
      const key = step.words === undefined || submissionKey === undefined ? {} : { submissionKey };
      await step.take(actor, { ...input, ...key, ...asOf(step, version), id: Number(ids.id) }, settings);
    },
    tell: ({ actor, ids, settings }) => complaintNow(actor, Number(ids.id), settings),
  });
}

const IN_BULK = [
  'claim',
  'start',
  'assign',
  'unassign',
  'urgency',
  'reject',
  'resolve',
  'reply',
  'note',
] as const;

const bulkRoute = change({
  method: 'post',
  path: '/complaints/bulk',
  tag: TAG,
  summary: 'Take one step with up to 500 complaints',
  description: 'Each is a step of its own: those that are refused leave the others as they are.',
  needs: 'complaints.triage',
  body: z.strictObject({
    step: z.enum(IN_BULK, `The step is one of ${IN_BULK.join(', ')}.`),
    complaints: z
      .array(z.strictObject({ id: sentId, version: z.int().optional() }))
      .min(1, 'Name 1 to 500 complaints.')
      .max(500, 'Name 1 to 500 complaints.'),
    text: text.optional(),
    assigneeId: sentId.optional(),
    urgency: z.enum(URGENCIES).optional(),
  }),
  answer: z.strictObject({
    data: list(
      z.strictObject({
        id,
        status: z.int(),
        version: z.int().nullable(),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  }),
  remembers: true,
  async handle({ actor: asker, body, submissionKey: key, settings, request, response }) {
    const { step: name, complaints, ...fields } = body;
    const step = STEPS[name] as ApiStep;
    const input = await inputOf(asker, step, fields);
    const sent = given(input);
    const actorNow = async () => {
      await lookAgain(request, response);
      return holderOf(request).actor;
    };
    const take: BulkStep = (actor, { id: target, version: seen }) =>
      step.take(actor, { ...sent, ...asOf(step, seen), id: target }, settings);
    return takeInBulk(actorNow, complaints, { key, content: body }, take);
  },
  async tell({ actor }, outcomes) {
    const visible = await visibleAmong(
      actor,
      outcomes.map(({ id: target }) => target),
    );
    // What became of it is theirs to know; how it stands and who has it is not, where they do not see it any more.
    const shown = outcomes.map((one) =>
      visible.has(one.id) || one.status === 404 ? one : { ...one, version: null, detail: null },
    );
    return { data: shown };
  },
});

/** What can be done with a complaint, a step an address. */
export const stepRoutes: readonly Route[] = [bulkRoute, ...Object.entries(STEPS).map(stepRoute)];
