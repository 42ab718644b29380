import type { ActionResponse, RecordJSON, ResourceJSON } from 'adminjs';
import { useTranslation } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import type { ReactNode } from 'react';
import { dangerousLast } from './action-link.tsx';
import { MenuActions } from './menu-actions.tsx';
import { Popover } from './popover.tsx';

interface RowMenuProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly onDone: (answer: ActionResponse) => void;
}

/** What can be done with a row's record, behind one button. */
export function RowMenu({ resource, record, onDone }: RowMenuProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <Popover
      className="p-icon-button"
      name={<Icon icon="MoreHorizontal" />}
      label={translateLabel('rowActions', resource.id, { name: record.title })}
      isIcon
      boxClass="p-menu"
      role="group"
      align="end"
      isKept
    >
      {(close) => (
        <div onClick={close}>
          <MenuActions
            resource={resource}
            record={record}
            actions={dangerousLast(record.recordActions)}
            onDone={onDone}
          />
        </div>
      )}
    </Popover>
  );
}
