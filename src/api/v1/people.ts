import { z } from 'zod';
import { erasePerson } from '../../use-cases/erasure/erase-person.ts';
import { erasureInput } from '../../use-cases/erasure/erasure-input.ts';
import { createUser } from '../../use-cases/people/create-user.ts';
import { deleteUsers } from '../../use-cases/people/delete-users.ts';
import { endOthersSessions } from '../../use-cases/people/end-others-sessions.ts';
import { profileList } from '../../use-cases/people/list-profiles.ts';
import { userList } from '../../use-cases/people/list-users.ts';
import { sharedEmailNote } from '../../use-cases/people/refuse-confusion.ts';
import { updateUser } from '../../use-cases/people/update-user.ts';
import { listTokens } from '../../use-cases/tokens/list-tokens.ts';
import { revokeToken } from '../../use-cases/tokens/revoke-token.ts';
import { listIdentities } from '../../use-cases/single-sign-on/list-identities.ts';
import { unlinkIdentity } from '../../use-cases/single-sign-on/unlink-identity.ts';
import { userPolicy } from '../../policies/user.ts';
import { route } from '../route.ts';
import { id, list, moment, sentId, version } from '../shapes.ts';
import { flag, text } from './record-shapes.ts';
import { token } from './token-shape.ts';
import { readRoutes, recordRoutes } from './record-routes.ts';

const sentProfile = z.strictObject({
  departmentId: sentId.nullable().optional(),
  phoneNumber: text.optional(),
  mainPortalId: text.nullable().optional(),
  emailNotifications: flag.optional(),
  awayUntil: text.nullable().optional(),
});

const users = recordRoutes({
  path: '/users',
  tag: 'People',
  nouns: ['user', 'users'],
  needs: 'people.view',
  rights: { edit: 'people.edit', remove: 'people.erase' },
  list: userList,
  noun: { model: userList.model, policy: userPolicy },
  row: {
    id,
    username: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    isActive: z.boolean(),
    isSuperuser: z.boolean(),
    mustChangePassword: z.boolean(),
    isService: z
      .boolean()
      .meta({ description: 'It is an API client; lists have these with `view=programs` alone.' }),
    lastLogin: moment.nullable(),
    dateJoined: moment,
    groupIds: list(id),
    accessLevel: z.string(),
    profile: z.strictObject({
      departmentId: id.nullable(),
      phoneNumber: z.string().nullable(),
      mainPortalId: z.string().nullable(),
      emailNotifications: z.boolean().nullable(),
      awayUntil: z.string().nullable(),
    }),
    version,
  },
  fields: {
    username: text,
    email: text,
    firstName: text,
    lastName: text,
    password: text,
    mustChangePassword: flag,
    isActive: flag,
    isSuperuser: flag,
    groupIds: z.array(sentId, 'The groups are a list of numbers.'),
    profile: sentProfile,
  },
  required: ['username'],
  create: createUser,
  update: updateUser,
  remove: deleteUsers,
  noteOn: sharedEmailNote,
});

const profiles = readRoutes({
  path: '/profiles',
  tag: 'People',
  nouns: ['profile', 'profiles'],
  needs: 'people.view',
  list: profileList,
  row: {
    id,
    userId: id,
    departmentId: id.nullable(),
    phoneNumber: z.string().nullable(),
    mainPortalId: z.string().nullable(),
    emailNotifications: z.boolean(),
    updatedAt: moment,
  },
});

const identity = z.strictObject({
  id,
  issuer: z.string(),
  subject: z.string(),
  linkedAt: moment,
  lastUsedAt: moment.nullable(),
});

/** People, their profiles and what their groups may do. */
export const peopleRoutes = [
  ...users,
  route({
    method: 'delete',
    path: '/users/{id}/sessions',
    tag: 'People',
    summary: 'End the sessions of a user',
    needs: 'people.security',
    async handle({ actor, ids }) {
      await endOthersSessions(actor, Number(ids.id));
    },
  }),
  route({
    method: 'get',
    path: '/users/{id}/identities',
    tag: 'People',
    summary: 'By which accounts of other services a user signs in',
    needs: 'people.security',
    answer: z.strictObject({ data: list(identity) }),
    handle: async ({ actor, ids }) => ({ data: await listIdentities(actor, Number(ids.id)) }),
  }),
  route({
    method: 'delete',
    path: '/users/{id}/identities/{identityId}',
    tag: 'People',
    summary: 'Take the link to an account of another service away',
    needs: 'people.security',
    handle: ({ actor, ids }) => unlinkIdentity(actor, Number(ids.id), { identityId: Number(ids.identityId) }),
  }),
  route({
    method: 'post',
    path: '/users/{id}/erase',
    tag: 'People',
    summary: 'Erase the personal data of a user for good',
    needs: 'people.erase',
    body: erasureInput,
    async handle({ actor, ids, body }) {
      await erasePerson(actor, Number(ids.id), body);
    },
  }),
  ...profiles,
  route({
    method: 'get',
    path: '/users/{id}/tokens',
    tag: 'People',
    summary: 'The API tokens of a user',
    needs: 'people.security',
    answer: z.strictObject({ data: list(token) }),
    handle: async ({ actor, ids }) => ({ data: await listTokens(actor, Number(ids.id)) }),
  }),
  route({
    method: 'delete',
    path: '/tokens/{id}',
    tag: 'People',
    summary: 'Revoke a token, of one’s own or of a user',
    handle: ({ actor, ids }) => revokeToken(actor, Number(ids.id)),
  }),
];
