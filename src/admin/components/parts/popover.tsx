import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

/** Room that is kept between what opens and the window's edge, in pixels. */
const MARGIN = 8;
const GAP = 4;
/** What opens is not pressed into less than this, in pixels, where the other side has more. */
const ENOUGH = 320;
const LEAST = 160;

interface Place {
  /** Where it opens if there is room. */
  readonly side?: 'above' | 'below';
  /** Which edge of it is that of the button. */
  readonly align?: 'start' | 'end';
}

interface PopoverProps extends Place {
  readonly className: string;
  /** What stands in the button. */
  readonly name: ReactNode;
  /** What is opened, for those who do not see it; the button's as well, where `name` is an icon alone. */
  readonly label: string;
  readonly isIcon?: boolean;
  readonly boxClass?: string;
  readonly role?: 'dialog' | 'group';
  readonly disabled?: boolean;
  /** The id of what is said of the button. */
  readonly describedBy?: string | undefined;
  /** What opens it by the keyboard. */
  readonly hotkey?: string | undefined;
  readonly opensAtOnce?: boolean;
  /** Stays drawn once it was: what it holds opens something of its own. */
  readonly isKept?: boolean;
  /**
   * Drawn while it is open.
   *
   * @param close closes it and gives the focus back to its button.
   */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** Beside the button and within the window; what finds no room there scrolls. */
function place(box: HTMLElement, button: HTMLElement, { side, align }: Place): void {
  const at = button.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const [wanted, other] = side === 'above' ? [above, below] : [below, above];
  const isWanted = wanted >= Math.min(box.scrollHeight, ENOUGH) || wanted >= other;
  const isBelow = isWanted === (side !== 'above');
  const left = align === 'end' ? at.right - box.offsetWidth : at.left;
  box.style.setProperty('--room', `${Math.max(LEAST, isBelow ? below : above)}px`);
  box.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - box.offsetWidth - MARGIN))}px`;
  box.style.top = isBelow ? `${at.bottom + GAP}px` : 'auto';
  box.style.bottom = isBelow ? 'auto' : `${innerHeight - at.top + GAP}px`;
}

/** Whether it is open, and what it does then: it is placed, also when its height changes, and takes the focus. */
function useOpening({ side, align, opensAtOnce }: Pick<PopoverProps, keyof Place | 'opensAtOnce'>) {
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const { current: panel } = box;
    let watch: ResizeObserver | undefined;
    const toggled = (event: Event): void => {
      const opens = (event as ToggleEvent).newState === 'open';
      watch?.disconnect();
      // What is in it takes the focus when it is drawn.
      if (opens) flushSync(() => setOpen(true));
      else setOpen(false);
      if (!opens || !panel) return;
      watch = new ResizeObserver(() => button.current && place(panel, button.current, { side, align }));
      if (button.current) place(panel, button.current, { side, align });
      watch.observe(panel);
      if (!panel.contains(document.activeElement))
        panel.querySelector<HTMLElement>('input, button, a')?.focus();
    };
    panel?.addEventListener('toggle', toggled);
    if (opensAtOnce) panel?.showPopover();
    return () => {
      watch?.disconnect();
      panel?.removeEventListener('toggle', toggled);
    };
  }, []);
  return { button, box, isOpen };
}

/** A button that opens something beside it; Escape and a click elsewhere close it, and Escape gives the focus back. */
export function Popover(props: PopoverProps): ReactNode {
  const { className, name, label, isIcon = false, boxClass = 'p-popover', role = 'dialog', children } = props;
  const id = useId();
  const { button, box, isOpen } = useOpening(props);
  const wasOpen = useRef(false);
  wasOpen.current ||= isOpen;
  const close = (): void => {
    box.current?.hidePopover();
    button.current?.focus();
  };
  // React's types do not know popovers yet; browsers do.
  const opener = { popovertarget: id };
  const popover = { popover: 'auto' };
  const isDrawn = isOpen || (props.isKept === true && wasOpen.current);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        disabled={props.disabled}
        aria-label={isIcon ? label : undefined}
        aria-expanded={isOpen}
        aria-describedby={props.describedBy}
        data-hotkey={props.hotkey}
        {...opener}
      >
        {name}
      </button>
      <div id={id} ref={box} className={boxClass} role={role} aria-label={label} {...popover}>
        {isDrawn && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}
