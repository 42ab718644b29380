import { z } from 'zod';
import { deleteView } from '../../use-cases/saved-views/delete-view.ts';
import { listViews } from '../../use-cases/saved-views/list-views.ts';
import { renameView } from '../../use-cases/saved-views/rename-view.ts';
import { saveView } from '../../use-cases/saved-views/save-view.ts';
import { route } from '../route.ts';
import { id, list } from '../shapes.ts';
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
        }),
      ),
    }),
    handle: async ({ actor }) => ({ data: await listViews(actor) }),
  }),
  route({
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
    handle: async ({ actor, body }) => ({ id: await saveView(actor, { isShared: false, ...body }) }),
  }),
  route({
    method: 'patch',
    path: '/saved-views/{id}',
    tag: TAG,
    summary: 'Call a view otherwise, share it or keep it to oneself',
    body: z.strictObject({ name: text, isShared: shared }),
    handle: ({ actor, ids, body }) => renameView(actor, Number(ids.id), { isShared: false, ...body }),
  }),
  route({
    method: 'delete',
    path: '/saved-views/{id}',
    tag: TAG,
    summary: 'Keep a view no more',
    handle: ({ actor, ids }) => deleteView(actor, Number(ids.id)),
  }),
];
