import { z } from 'zod';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { permissionMatrix } from '../../use-cases/groups/permission-matrix.ts';
import { setPermissions } from '../../use-cases/groups/set-permissions.ts';
import { change, route } from '../route.ts';
import { id, list, sentId, version } from '../shapes.ts';

const matrix = z.strictObject({
  permissions: list(
    z.strictObject({ name: z.enum(PERMISSION_NAMES), allows: z.string(), isGrantable: z.boolean() }),
  ),
  groups: list(
    z.strictObject({
      id,
      name: z.string(),
      version,
      isBuiltIn: z.boolean(),
      memberCount: z.int(),
      permissions: list(z.enum(PERMISSION_NAMES)),
    }),
  ),
});

/** What groups may do. */
export const permissionRoutes = [
  route({
    method: 'get',
    path: '/permissions',
    tag: 'Groups',
    summary: 'What each group may do',
    needs: 'permissions.edit',
    answer: matrix,
    handle: ({ actor }) => permissionMatrix(actor),
  }),
  change({
    method: 'put',
    path: '/permissions',
    tag: 'Groups',
    summary: 'Say what groups may do: the whole new set of each, as of its version',
    needs: 'permissions.edit',
    body: z.strictObject({
      groups: z.array(
        z.strictObject({ id: sentId, version: z.int(), permissions: z.array(z.enum(PERMISSION_NAMES)) }),
        'Choose what the groups may do.',
      ),
    }),
    answer: matrix,
    async handle({ actor, body }) {
      await setPermissions(actor, body);
    },
    tell: ({ actor }) => permissionMatrix(actor),
  }),
];
