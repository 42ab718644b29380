import { Icon } from '@adminjs/design-system';
import type { ReactNode } from 'react';
import { Popover } from '../parts/popover.tsx';

interface PopProps {
  readonly label: string;
  readonly icon: string;
  readonly disabled: boolean;
  /** What opens it by the keyboard. */
  readonly hotkey?: string;
  /** @param close closes it and gives the focus back to its button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button of the bar with what opens above it. */
export function Pop({ label, icon, disabled, hotkey, children }: PopProps): ReactNode {
  return (
    <Popover
      className="p-button"
      name={
        <>
          <Icon icon={icon} />
          <span>{label}</span>
          <Icon icon="ChevronUp" />
        </>
      }
      label={label}
      boxClass="p-menu p-bulk-pop"
      role="group"
      side="above"
      disabled={disabled}
      hotkey={hotkey}
    >
      {children}
    </Popover>
  );
}
