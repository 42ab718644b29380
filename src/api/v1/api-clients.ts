import { z } from 'zod';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { apiClientNoun } from '../../use-cases/api-clients/api-client-noun.ts';
import { createApiClient } from '../../use-cases/api-clients/create-api-client.ts';
import { deleteApiClients } from '../../use-cases/api-clients/delete-api-clients.ts';
import { apiClientList } from '../../use-cases/api-clients/list-api-clients.ts';
import { updateApiClient } from '../../use-cases/api-clients/update-api-client.ts';
import { listTokens } from '../../use-cases/tokens/list-tokens.ts';
import { route } from '../route.ts';
import { id, list, moment, sentId } from '../shapes.ts';
import { recordRoutes } from './record-routes.ts';
import { flag, text, times } from './record-shapes.ts';
import { token } from './token-shape.ts';

const TAG = 'API clients';
const RIGHT = 'integrations.edit';

/** Programs that act in their own names. No token makes another one: tokens are made in the panel. */
export const apiClientRoutes = [
  ...recordRoutes({
    path: '/api-clients',
    tag: TAG,
    nouns: ['API client', 'API clients'],
    needs: RIGHT,
    rights: { edit: RIGHT, remove: RIGHT },
    list: apiClientList,
    noun: apiClientNoun,
    row: {
      id: id.meta({ description: 'Of its user as well.' }),
      name: z.string(),
      purpose: z.string(),
      username: z.string().meta({ description: 'By which commands and logs call it.' }),
      isActive: z.boolean(),
      takesWork: z
        .boolean()
        .meta({ description: 'Whether it can be assigned complaints, if its groups let it work.' }),
      groupIds: list(id),
      permissions: list(z.enum(PERMISSION_NAMES)).meta({ description: 'What its groups let it.' }),
      tokenCount: z.int().meta({ description: 'How many of its tokens work.' }),
      lastUsedAt: moment.nullable().meta({ description: 'When one of its tokens was used last.' }),
      trouble: z.string().meta({ description: 'What somebody should look into; empty: nothing.' }),
      makerId: id.nullable().meta({ description: 'Who added it.' }),
      ...times,
    },
    fields: {
      name: text,
      purpose: text,
      isActive: flag.meta({ description: 'Without it all its tokens are revoked for good.' }),
      takesWork: flag,
      groupIds: z
        .array(sentId, 'The groups are a list of numbers.')
        .meta({ description: 'Only groups that may nothing that whoever asks may not.' }),
    },
    required: ['name'],
    create: createApiClient,
    update: updateApiClient,
    remove: deleteApiClients,
  }),
  route({
    method: 'get',
    path: '/api-clients/{id}/tokens',
    tag: TAG,
    summary: 'The tokens of an API client',
    needs: RIGHT,
    answer: z.strictObject({ data: list(token) }),
    handle: async ({ actor, ids }) => ({ data: await listTokens(actor, Number(ids.id)) }),
  }),
];
