import { useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** What scrolls around a page's content. */
function scroller(): Element {
  const content = document.querySelector<HTMLElement>('[data-css="app-content"]');
  for (let one = content; one !== null; one = one.parentElement) {
    const { overflowY } = getComputedStyle(one);
    if (overflowY === 'auto' || overflowY === 'scroll') return one;
  }
  return document.scrollingElement ?? document.documentElement;
}

const keyOf = (address: string): string => `scroll ${address}`;

/**
 * Shows a list again where it had been scrolled to, on the way back to it.
 *
 * @param isThere whether its rows are drawn.
 */
export function useScrollPlace(isThere: boolean): void {
  const { pathname, search, state } = useLocation();
  const type = useNavigationType();
  const key = keyOf(pathname + search);
  const isBack = type === NavigationType.Pop || (state as { isBack?: boolean } | null)?.isBack === true;
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (!isThere || isDone.current) return;
    isDone.current = true;
    const kept = Number(sessionStorage.getItem(key) ?? 0);
    if (!isBack || kept === 0) return;
    const back = (): void => {
      scroller().scrollTop = kept;
    };
    back();
    // What is drawn a moment later may make the list longer.
    requestAnimationFrame(back);
  }, [isThere]);
  // Gone before the page that follows is drawn, which scrolls to its top.
  useLayoutEffect(() => {
    // Until its rows are there, where it stands says nothing.
    if (!isThere) return undefined;
    const element = scroller();
    const target = element === document.scrollingElement ? window : element;
    const keep = (): void => sessionStorage.setItem(key, String(element.scrollTop));
    target.addEventListener('scroll', keep, { passive: true });
    return () => target.removeEventListener('scroll', keep);
  }, [key, isThere]);
}
