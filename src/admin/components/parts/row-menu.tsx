import type { ActionResponse, RecordJSON, ResourceJSON } from 'adminjs';
import { useTranslation } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { ActionLink, dangerousLast } from './action-link.tsx';

interface RowMenuProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly onDone: (answer: ActionResponse) => void;
}

/** Room that is kept between the menu and the window's edge, in pixels. */
const MARGIN = 8;

/** Puts the open menu below its button, or above where there is no room; the table's own scrolling cannot hide it. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = menu;
  const below = at.bottom + height + MARGIN <= innerHeight;
  menu.style.top = `${below ? at.bottom : Math.max(MARGIN, at.top - height)}px`;
  menu.style.left = `${Math.max(MARGIN, at.right - width)}px`;
}

/** What can be done with a row's record, behind one button. */
export function RowMenu({ resource, record, onDone }: RowMenuProps): ReactNode {
  const { translateLabel } = useTranslation();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const popover = menu.current;
    const placeMenu = (): void => {
      if (popover && button.current) place(popover, button.current);
    };
    popover?.addEventListener('toggle', placeMenu);
    return () => popover?.removeEventListener('toggle', placeMenu);
  }, []);
  // A list has many menus, of which few are opened: each is drawn at the click that then opens it.
  const draw = (): void => flushSync(() => setDrawn(true));
  const name = translateLabel('rowActions', resource.id, { name: record.title });
  // React's types do not know popovers yet; browsers do: they close on Escape and on a click elsewhere.
  const opens = { popovertarget: id };
  const popover = { popover: 'auto' };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="p-icon-button"
        aria-label={name}
        onClick={draw}
        {...opens}
      >
        <Icon icon="MoreHorizontal" />
      </button>
      <div id={id} className="p-menu" {...popover} ref={menu} onClick={() => menu.current?.hidePopover()}>
        {drawn &&
          dangerousLast(record.recordActions).map((action) => (
            <ActionLink
              key={action.name}
              action={action}
              target={{ resourceId: resource.id, recordId: record.id }}
              className={action.variant === 'danger' ? 'p-menu-item p-menu-danger' : 'p-menu-item'}
              onDone={onDone}
            />
          ))}
      </div>
    </>
  );
}
