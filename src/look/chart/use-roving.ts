import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** The way through the links of a chart by keyboard: it is one stop, in which arrows lead on. */
export interface Roving<Kind extends Element> {
  readonly place: RefObject<Kind>;
  /** What each link has, by its number. */
  readonly stop: (index: number) => { readonly tabIndex: number; readonly onFocus: () => void };
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * One stop for all links of a chart.
 *
 * @param count of links, in the order of the page.
 * @param across how many an arrow up or down goes over; 0 where both kinds of arrow lead to the next one.
 */
export function useRoving<Kind extends Element>(count: number, across = 0): Roving<Kind> {
  const place = useRef<Kind>(null);
  const [chosen, setChosen] = useState(0);
  const current = Math.min(chosen, Math.max(0, count - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const ways: Readonly<Record<string, number>> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      ArrowDown: current + (across || 1),
      ArrowUp: current - (across || 1),
      Home: 0,
      End: count - 1,
    };
    const next = ways[event.key];
    if (next === undefined) return;
    event.preventDefault();
    place.current?.querySelectorAll<SVGAElement | HTMLAnchorElement>('a')[next]?.focus();
  };
  const stop = (index: number) => ({
    tabIndex: index === current ? 0 : -1,
    onFocus: () => setChosen(index),
  });
  return { place, stop, onKeyDown };
}
