import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** How long a page may take to draw its heading after the address changed, in milliseconds. */
export const PATIENCE = 5000;

/** The page's heading. AdminJS's own page for what is not there has one too low for a page. */
export function mainHeading(): HTMLElement | null {
  const found = document.querySelector<HTMLElement>('#content h1');
  if (found) return found;
  const low = document.querySelector<HTMLElement>('#content h4');
  low?.setAttribute('role', 'heading');
  low?.setAttribute('aria-level', '1');
  return low;
}

/** Whether somebody is where they can go on: a page may give its first field the focus. */
function isInUse(active: Element | null): boolean {
  return active instanceof HTMLElement && active.matches('input, textarea, select, dialog *');
}

/**
 * Looks after the focus until the page is drawn or somebody goes on: pages draw their heading at once, once more with
 * what they loaded, or only then.
 */
function leadToHeading(): () => void {
  let led: Element | null = null;
  const lead = (): void => {
    const { activeElement: active, body } = document;
    const heading = mainHeading();
    if (heading === null || isInUse(active)) return;
    if (led !== null && active !== body && active !== null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    led = heading;
  };
  const observer = new MutationObserver(lead);
  const end = (): void => observer.disconnect();
  observer.observe(document.body, { childList: true, subtree: true });
  lead();
  const timer = setTimeout(end, PATIENCE);
  const options = { once: true, capture: true } as const;
  for (const acted of ['keydown', 'pointerdown'] as const) addEventListener(acted, end, options);
  return () => {
    clearTimeout(timer);
    end();
    for (const acted of ['keydown', 'pointerdown'] as const) removeEventListener(acted, end, options);
  };
}

/** On a change of page the focus goes to its heading, from which the keyboard goes on and which is read out. */
export function useHeadingFocus(): void {
  const { pathname } = useLocation();
  const first = useRef(pathname);
  useEffect(() => {
    // The page that the browser loaded itself begins at its top.
    if (first.current === pathname) return undefined;
    first.current = '';
    return leadToHeading();
  }, [pathname]);
}
