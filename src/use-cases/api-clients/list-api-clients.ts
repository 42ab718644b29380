import { literal, Op } from 'sequelize';
import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { ApiClient } from '../../models/api-client.ts';
import { ApiToken } from '../../models/api-token.ts';
import { ApiTokenUse } from '../../models/api-token-use.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { apiClientPolicy } from '../../policies/api-client.ts';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { lackedBy } from '../../policies/reach.ts';
import { groupsOf } from '../groups/membership.ts';
import { rightsOfGroups } from '../people/rights-of.ts';
import { filter, referenceFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';

const ACTIVE = '(SELECT id FROM users WHERE is_service = 1 AND is_active = 1)';

const isActive = filter(
  z.boolean('This filter is true or false.'),
  (flag) => ({ id: { [flag ? Op.in : Op.notIn]: literal(ACTIVE) } }),
  'flag',
);

/** Their users' columns. */
async function users(ids: readonly number[]): Promise<Map<number, Values>> {
  const attributes = ['id', 'username', 'isActive', 'takesWork'];
  const rows = await User.findAll({ attributes, where: { id: [...ids] } });
  return new Map(rows.map((row) => [row.id, row.get({ plain: true })]));
}

/** How many tokens of each work, and when one was used last. */
async function tokens(ids: readonly number[]): Promise<Map<number, Values>> {
  const rows = await ApiToken.findAll({ where: { userId: [...ids] } });
  const uses = await ApiTokenUse.findAll({ where: { tokenId: rows.map(({ id }) => id) } });
  const usedAt = new Map(uses.map(({ tokenId, lastUsedAt }) => [tokenId, lastUsedAt?.getTime() ?? 0]));
  const now = presentMoment();
  return new Map(
    ids.map((id) => {
      const own = rows.filter(({ userId }) => userId === id);
      const last = Math.max(0, ...own.map((token) => usedAt.get(token.id) ?? 0));
      const tokenCount = own.filter(({ expires }) => expires > now).length;
      return [id, { tokenCount, lastUsedAt: last === 0 ? null : new Date(last) }];
    }),
  );
}

/** What somebody should look into; empty where all is well. */
async function troubles(rows: readonly Values[]): Promise<Map<number, Values>> {
  const id = rows.flatMap(({ makerId }) => (typeof makerId === 'number' ? [makerId] : []));
  const there = await User.findAll({ attributes: ['id'], where: { id, isActive: true }, raw: true });
  const makers = new Set(there.map((maker) => maker.id));
  const troubleOf = ({ makerId }: Values): string => {
    if (typeof makerId !== 'number') return 'Whoever added it is gone';
    return makers.has(makerId) ? '' : 'Whoever added it is not active any more';
  };
  return new Map(rows.map((row) => [Number(row.id), { trouble: troubleOf(row) }]));
}

/** Groups, what they let, and what of it the actor may hand on in a token. */
async function rights(ids: readonly number[], actor: Actor): Promise<Map<number, Values>> {
  const groups = await groupsOf(ids);
  const ofGroups = await rightsOfGroups();
  return new Map(
    ids.map((id) => {
      const groupIds = [...(groups.get(id) ?? [])];
      const held = new Set(groupIds.flatMap((groupId) => [...(ofGroups.get(groupId) ?? [])]));
      const permissions = PERMISSION_NAMES.filter((name) => held.has(name));
      const lacked = lackedBy(actor, permissions);
      return [id, { groupIds, permissions, grantable: permissions.filter((one) => !lacked.includes(one)) }];
    }),
  );
}

/** Programs that act in their own names, as a list. */
export const apiClientList: Listing = {
  model: ApiClient,
  policy: apiClientPolicy,
  columns: ['id', 'name', 'purpose', 'makerId', 'version', 'createdAt', 'updatedAt'],
  filters: {
    name: textFilter(ApiClient, 'name'),
    purpose: textFilter(ApiClient, 'purpose'),
    isActive,
    makerId: referenceFilter('makerId'),
  },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(ApiClient, ['name', 'purpose']),
  async fill(rows, actor) {
    const ids = rows.map(({ id }) => Number(id));
    const parts = [await users(ids), await tokens(ids), await rights(ids, actor), await troubles(rows)];
    return new Map(ids.map((id) => [id, Object.assign({}, ...parts.map((part) => part.get(id))) as Values]));
  },
};
