import { useEffect, useRef } from 'react';

/** Does `look` whenever its person comes back to this tab, perhaps from one in which they did what was asked. */
export function useComingBack(look: () => Promise<void>): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const listen = (): void => {
      if (!document.hidden) void latest.current();
    };
    addEventListener('focus', listen);
    document.addEventListener('visibilitychange', listen);
    return () => {
      removeEventListener('focus', listen);
      document.removeEventListener('visibilitychange', listen);
    };
  }, []);
}
