import { z } from 'zod';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { listNotifications } from '../../use-cases/notifications/inbox/list-notifications.ts';
import { markAllRead } from '../../use-cases/notifications/inbox/mark-all-read.ts';
import { markNotificationRead } from '../../use-cases/notifications/inbox/mark-notification-read.ts';
import { getOwnProfile } from '../../use-cases/people/get-own-profile.ts';
import { updateOwnProfile } from '../../use-cases/people/update-own-profile.ts';
import { listTokens } from '../../use-cases/tokens/list-tokens.ts';
import type { Person } from '../../policies/actor.ts';
import { rowIdOr, wholeNumber } from '../../use-cases/whole-number.ts';
import { change, route } from '../route.ts';
import { id, list, moment } from '../shapes.ts';
import { flag, text } from './record-shapes.ts';
import { token } from './token-shape.ts';

const TAG = 'Own account';

const me = z.strictObject({
  id,
  username: z.string(),
  name: z.string(),
  email: z.string(),
  accessLevel: z.string(),
  department: z.string().nullable(),
  mainPortalId: z.string().nullable(),
  phoneNumber: z.string(),
  emailNotifications: z.boolean(),
  awayUntil: z.string(),
  permissions: list(z.enum(PERMISSION_NAMES)).meta({
    description: 'What this token lets: of the rights of its person those that are among its scopes.',
  }),
});

async function readMe(actor: Person): Promise<z.input<typeof me>> {
  const { username, name, ...profile } = await getOwnProfile(actor);
  const permissions = PERMISSION_NAMES.filter((one) => actor.permissions.has(one));
  return { id: actor.id, username, name, accessLevel: actor.accessLevel, ...profile, permissions };
}

const news = z.strictObject({
  id,
  kind: z.string(),
  text: z.string(),
  at: moment,
  isRead: z.boolean(),
  complaint: z.strictObject({ id, title: z.string() }).nullable(),
});

const unread = z.enum(['true', 'false'], 'This is true or false.').transform((value) => value === 'true');

/** What concerns whoever asks. */
export const ownRoutes = [
  route({
    method: 'get',
    path: '/me',
    tag: TAG,
    summary: 'Who acts by this token, and what it lets them',
    answer: me,
    handle: ({ actor }) => readMe(actor),
  }),
  change({
    method: 'patch',
    path: '/me',
    tag: TAG,
    summary: 'Change one’s own phone number, whether one wants mails, and until when one is away',
    body: z.strictObject({
      phoneNumber: text.optional(),
      emailNotifications: flag.optional(),
      awayUntil: text.optional(),
    }),
    answer: me,
    handle: ({ actor, body }) => updateOwnProfile(actor, body),
    tell: ({ actor }) => readMe(actor),
  }),
  route({
    method: 'get',
    path: '/me/tokens',
    tag: TAG,
    summary: 'One’s own tokens',
    description: 'New ones are made on the page of the profile: no token makes another.',
    answer: z.strictObject({ data: list(token) }),
    handle: async ({ actor }) => ({ data: await listTokens(actor, actor.id) }),
  }),
  route({
    method: 'get',
    path: '/notifications',
    tag: TAG,
    summary: 'What one was told in the portal, the newest first',
    query: z.strictObject(
      {
        unread: unread.optional(),
        before: rowIdOr('This is the number of a notification.').optional(),
        limit: wholeNumber('A page has 1 to 30 rows.', 1, 30).default(30),
      },
      'There is no such filter.',
    ),
    answer: z.strictObject({
      data: list(news),
      unread: z.int().meta({ description: 'At most 100 are counted.' }),
      nextBefore: z.int().nullable(),
    }),
    async handle({ actor, query }) {
      const { unread: isUnread = false, ...asked } = query;
      const { items, nextBefore, unread: count } = await listNotifications(actor, { isUnread, ...asked });
      return {
        data: items.map(({ path: _path, ...item }) => item),
        unread: count,
        nextBefore: nextBefore ?? null,
      };
    },
  }),
  route({
    method: 'post',
    path: '/notifications/{id}/read',
    tag: TAG,
    summary: 'Mark a notification as read',
    handle: ({ actor, ids }) => markNotificationRead(actor, ids.id),
  }),
  change({
    method: 'post',
    path: '/notifications/read',
    tag: TAG,
    summary: 'Mark all notifications as read, up to the newest that was seen',
    body: z.strictObject({ upTo: z.int('This is the number of a notification.').min(0) }),
    answer: z.strictObject({ marked: z.int() }),
    handle: ({ actor, body }) => markAllRead(actor, body.upTo),
    tell: (_call, marked) => ({ marked }),
  }),
];
