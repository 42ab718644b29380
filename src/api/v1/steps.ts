import { z } from 'zod';
import { URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import type { Person } from '../../policies/actor.ts';
import { stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { takeInBulk, type BulkStep } from '../../use-cases/complaints/steps/take-in-bulk.ts';
import { given } from '../given.ts';
import { route, type Route } from '../route.ts';
import { id, list, sentId } from '../shapes.ts';
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

function stepRoute([name, step]: [string, ApiStep]): Route {
  const takesVersion = step.addsOnly !== true;
  return route({
    method: 'post',
    path: `/complaints/{id}/${name}`,
    tag: TAG,
    summary: step.summary,
    ...(takesVersion ? { ifMatch: 'optional' as const } : {}),
    body: z.strictObject(step.body, 'This step does not take that.'),
    answer: complaint,
    async handle({ actor, ids, body, version, submissionKey, settings }) {
      const target = Number(ids.id);
      const input = await inputOf(actor, step, body as Body);
      const key = step.words === undefined || submissionKey === undefined ? {} : { submissionKey };
      const asOf = takesVersion ? { version } : {};
      await step.take(actor, { ...input, ...key, ...asOf, id: target }, settings);
      return complaintNow(actor, target, settings);
    },
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

const bulkRoute = route({
  method: 'post',
  path: '/complaints/bulk',
  tag: TAG,
  summary: 'Take one step with up to 500 complaints',
  description: 'Each is a step of its own: those that are refused leave the others as they are.',
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
  async handle({ actor, body, settings }) {
    const { step: name, complaints, ...fields } = body;
    const step = STEPS[name] as ApiStep;
    const input = await inputOf(actor, step, fields);
    const sent = given(input);
    const take: BulkStep = (target) =>
      step.take(
        actor,
        { ...sent, id: target.id, ...(step.addsOnly === true ? {} : { version: target.version }) },
        settings,
      );
    return { data: await takeInBulk(complaints, take) };
  },
});

/** What can be done with a complaint, a step an address. */
export const stepRoutes: readonly Route[] = [bulkRoute, ...Object.entries(STEPS).map(stepRoute)];
