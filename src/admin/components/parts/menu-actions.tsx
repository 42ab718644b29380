import type { ActionJSON, ActionResponse, RecordJSON, ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { ActionLink } from './action-link.tsx';

export interface MenuActionsProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly actions: readonly ActionJSON[];
  readonly onDone?: ((answer: ActionResponse) => void) | undefined;
}

/** What can be done with a record, each in a line of a menu. */
export function MenuActions({ resource, record, actions, onDone }: MenuActionsProps): ReactNode {
  return actions.map((action) => (
    <ActionLink
      key={action.name}
      action={action}
      target={{ resourceId: resource.id, recordId: record.id }}
      className={action.variant === 'danger' ? 'p-menu-item p-menu-danger' : 'p-menu-item'}
      onDone={onDone}
    />
  ));
}
