import type { ActionContext, ActionRequest } from 'adminjs';
import { InvalidInputError } from '../../../errors.ts';
import { assignGroups as assign } from '../../../use-cases/groups/assign-groups.ts';
import {
  currentRecords,
  idsOf,
  listUrl,
  payloadOf,
  panelResource,
  recordOf,
  shown,
  success,
} from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { pick, readValues } from '../../request/values.ts';

/** What a payload may have beside the groups. */
const BESIDE = new Set(['mode', 'version', 'confirmed']);

/**
 * The groups that a payload names; none named is the empty set.
 *
 * @throws InvalidInputError when it names something else instead: mistyped, it is not to take all groups away.
 */
function readGroupIds(request: ActionRequest, context: ActionContext): number[] {
  const property = panelResource(context).decorate().getPropertyByKey('groupIds');
  if (property === null) throw new Error('users have groups');
  const payload = payloadOf(request);
  const { groupIds } = readValues(payload, [property]);
  if (groupIds === undefined && Object.keys(payload).some((key) => !BESIDE.has(key))) {
    throw new InvalidInputError({ groupIds: 'Name the groups as groupIds.0, groupIds.1 and so on.' });
  }
  return Array.isArray(groupIds) ? groupIds : [];
}

/** Gives one person the groups that the payload names, and no others. */
export async function assignGroups(request: ActionRequest, _response: unknown, context: ActionContext) {
  const input = { userIds: [Number(recordOf(context).id())], groupIds: readGroupIds(request, context) };
  await assign(actorBehind(context.currentAdmin), { ...input, mode: 'set' });
  return shown('The groups were saved.', context);
}

/** Sets, adds or takes groups of several people. */
export async function assignGroupsToMany(request: ActionRequest, _response: unknown, context: ActionContext) {
  const mode = pick(payloadOf(request), 'mode') ?? 'set';
  const input = { userIds: idsOf(context), groupIds: readGroupIds(request, context) };
  const { total, changedIds } = await assign(actorBehind(context.currentAdmin), {
    ...input,
    mode: mode as 'set' | 'add' | 'remove',
  });
  const told = `The groups of ${changedIds.length} of ${total} ${total === 1 ? 'person' : 'people'} were changed.`;
  return { records: await currentRecords(context), redirectUrl: listUrl(context), notice: success(told) };
}
