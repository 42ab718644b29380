import { z } from 'zod';
import { asOfVersion } from '../../use-cases/records/as-of-version.ts';
import { deleteView } from '../../use-cases/saved-views/delete-view.ts';
import { listViews } from '../../use-cases/saved-views/list-views.ts';
import { renameView } from '../../use-cases/saved-views/rename-view.ts';
import { savedViewNoun } from '../../use-cases/saved-views/saved-view-noun.ts';
import { saveView } from '../../use-cases/saved-views/save-view.ts';
import { change, route } from '../route.ts';
import { id, list, version } from '../shapes.ts';
import { flag, text } from './record-shapes.ts';

const TAG = 'Saved views';
const shared = flag.optional();

/** Views of the queue that people keep. */
export const savedViewRoutes = [
  route({
    method: 'get',
    path: '/saved-views',
    tag: TAG,
    summary: 'The views of the queue that one has: one’s own, then those that others share',
    answer: z.strictObject({
      data: list(
        z.strictObject({
          id,
          name: z.string(),
          query: z.string(),
          isShared: z.boolean(),
          isOwn: z.boolean(),
          version,
        }),
      ),
    }),
    handle: async ({ actor }) => ({ data: await listViews(actor) }),
  }),
  change({
    method: 'post',
    path: '/saved-views',
    tag: TAG,
    summary: 'Keep a view of the queue',
    body: z.strictObject({
      name: text,
      query: text.meta({
        description: 'What follows the question mark in the address of the panel’s queue.',
      }),
      isShared: shared,
    }),
    answer: z.strictObject({ id }),
    status: 201,
    handle: ({ actor, body }) => saveView(actor, body),
    tell: (_call, made) => ({ id: made }),
  }),
  route({
    method: 'patch',
    path: '/saved-views/{id}',
    tag: TAG,
    summary: 'Call a view otherwise, share it or keep it to oneself',
    ifMatch: 'optional',
    body: z.strictObject({ name: text.optional(), isShared: shared }),
    handle: ({ actor, ids, body, version: seen }) => renameView(actor, Number(ids.id), body, seen),
  }),
  route({
    method: 'delete',
    path: '/saved-views/{id}',
    tag: TAG,
    summary: 'Keep a view no more',
    ifMatch: 'optional',
    handle: ({ actor, ids, version: seen }) =>
      asOfVersion(actor, savedViewNoun, Number(ids.id), seen, () => deleteView(actor, Number(ids.id))),
  }),
];
