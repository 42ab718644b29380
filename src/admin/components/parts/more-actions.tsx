import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { MenuActions, type MenuActionsProps } from './menu-actions.tsx';
import { Popover } from './popover.tsx';

/** What is seldom done with a record, behind one button of its page. */
export function MoreActions(props: MenuActionsProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { resource, record } = props;
  return (
    <Popover
      className="p-button"
      name={
        <>
          {translateLabel('moreActions', resource.id)}
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={translateLabel('rowActions', resource.id, { name: record.title })}
      boxClass="p-menu"
      role="group"
      align="end"
      isKept
    >
      {(close) => (
        <div onClick={close}>
          <MenuActions {...props} />
        </div>
      )}
    </Popover>
  );
}
