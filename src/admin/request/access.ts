import type { ActionDecorator, ActionType, BaseRecord, BaseResource, CurrentAdmin } from 'adminjs';

/**
 * Whether somebody may do this with this record.
 *
 * @throws Error when the action's rule is asynchronous, which AdminJS would take for a yes.
 */
export function mayInvoke(
  action: ActionDecorator,
  admin: CurrentAdmin | undefined,
  record?: BaseRecord,
): boolean {
  const verdict: unknown = action.isAccessible(admin, record);
  if (typeof verdict !== 'boolean')
    throw new Error(`isAccessible of ${action.name} must answer true or false`);
  return verdict;
}

/** The action of this name and kind; a record action and a bulk action may share a name. */
export function findAction(
  resource: BaseResource,
  name: string,
  type: ActionType,
): ActionDecorator | undefined {
  const is = { record: 'isRecordType', bulk: 'isBulkType', resource: 'isResourceType' } as const;
  return Object.values(resource.decorate().actions).find(
    (action) => action.name === name && action[is[type]](),
  );
}
