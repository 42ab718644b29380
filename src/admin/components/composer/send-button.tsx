import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

/** One way to send what is written. */
export interface Way {
  readonly name: string;
  readonly label: string;
  readonly send: () => void;
}

interface SendButtonProps {
  /** The first is the button's own; the words of the others go on where its own end. */
  readonly ways: readonly Way[];
  readonly busy: boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus within the open menu, as the keys of a menu do. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item === document.activeElement);
  const step = STEPS[event.key];
  const edge = event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : undefined;
  if (step === undefined && edge === undefined) return;
  event.preventDefault();
  items[edge ?? (at + (step ?? 0) + items.length) % items.length]?.focus();
}

interface MenuProps {
  readonly ways: readonly Way[];
  readonly nameOf: (way: Way) => string;
  readonly onClose: () => void;
}

/** The further ways, where there is no room for a button each. */
function Menu({ ways, nameOf, onClose }: MenuProps): ReactNode {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, []);
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape') return moveFocus(event);
    event.stopPropagation();
    onClose();
  };
  return (
    <div ref={menu} className="p-send-menu" role="menu" onKeyDown={press}>
      {ways.map((way) => (
        <button
          key={way.name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="p-menu-item"
          onClick={() => {
            onClose();
            way.send();
          }}
        >
          {nameOf(way)}
        </button>
      ))}
    </div>
  );
}

/** A button that sends, and beside it what can be done with the same words; on narrow screens that is a menu. */
export function SendButton({ ways, busy }: SendButtonProps): ReactNode {
  const { translateButton } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const [first, ...others] = ways;
  if (first === undefined) return null;
  const nameOf = (way: Way): string => `${first.label} ${way.label}`;
  const close = (): void => {
    setOpen(false);
    toggle.current?.focus();
  };
  return (
    <div
      className="p-send"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button type="submit" className="p-button p-primary" disabled={busy}>
        {first.label}
      </button>
      {others.map((way) => (
        <button
          key={way.name}
          type="button"
          className="p-button p-send-way"
          aria-label={nameOf(way)}
          data-hotkey={way.name}
          disabled={busy}
          onClick={way.send}
        >
          {way.label}
        </button>
      ))}
      {others.length > 0 && (
        <button
          ref={toggle}
          type="button"
          className="p-button p-primary p-send-more"
          aria-label={translateButton('moreWays', 'complaints')}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          disabled={busy}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon icon="ChevronDown" />
        </button>
      )}
      {isOpen && <Menu ways={others} nameOf={nameOf} onClose={close} />}
    </div>
  );
}
