import { Op } from 'sequelize';
import { z } from 'zod';
import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { rowIdOr } from '../../whole-number.ts';
import { countUnread } from './count-unread.ts';
import { ownNews } from './own-news.ts';
import { presentNews, type OwnNews } from './present-news.ts';

/** On one page of the list. */
const PAGE = 30;

/** What part of one's list is asked for. */
export const notificationsInput = z.strictObject({
  /** Only what was not read yet. */
  isUnread: z.boolean('This is yes or no.').default(false),
  /** Only what is older than this one. */
  before: rowIdOr('There is no such page.').optional(),
  limit: z.number('This must be a number.').int().min(1).max(PAGE).default(PAGE),
});

/** A part of the list, the newest first. */
export interface OwnNotifications {
  readonly items: readonly OwnNews[];
  /** Before which the next page begins; undefined: there is no more. */
  readonly nextBefore: number | undefined;
  readonly unread: number;
}

/** What a person was told in the portal; what they may not know any more is left out. */
export async function listNotifications(person: Person, input: unknown): Promise<OwnNotifications> {
  const { isUnread, before, limit } = parseInput(notificationsInput, input);
  const rows = await Notification.findAll({
    ...ownNews(person, {
      ...(isUnread ? { readAt: null } : {}),
      ...(before === undefined ? {} : { id: { [Op.lt]: before } }),
    }),
    order: [['id', 'DESC']],
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    items: shown.flatMap((row) => presentNews(person, row) ?? []),
    nextBefore: rows.length > limit ? shown.at(-1)?.id : undefined,
    unread: await countUnread(person),
  };
}
