import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * How many of a list's last entries do not fit into its first line; the line cuts off what comes after it, so that what
 * has no room keeps its place and can be measured again.
 *
 * @param drawn changes with what is in the list.
 */
export function useRoom(drawn: unknown): { list: RefObject<HTMLUListElement>; away: number } {
  const list = useRef<HTMLUListElement>(null);
  const [away, setAway] = useState(0);
  useLayoutEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const measure = (): void => {
      const items = [...current.children].filter((item) => item instanceof HTMLElement);
      const line = (items[0]?.offsetTop ?? 0) + (items[0]?.offsetHeight ?? 0);
      setAway(items.filter(({ offsetTop }) => offsetTop >= line).length);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(current);
    return () => watch.disconnect();
  }, [drawn]);
  return { list, away };
}
