import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width that an element has; 0 until it is known. */
export function useWidth<Kind extends Element>(): readonly [RefObject<Kind>, number] {
  const place = useRef<Kind>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return [place, width];
}
