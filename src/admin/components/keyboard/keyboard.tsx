import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { listUrl } from '../parts/list-place.ts';
import { ACTS } from './act.ts';
import { mayListen } from './listening.ts';
import { Sheet } from './sheet.tsx';
import { shortcutOf } from './shortcuts.ts';

/** How long the first of two keys counts, in milliseconds. */
const TWO_KEYS_MS = 1500;
const SHOW = 'portal:show-keys';

/** Shows what keys do, from wherever that is asked for. */
export function showKeys(): void {
  dispatchEvent(new Event(SHOW));
}

/** Listens for single keys on every page of the panel, and shows on request what they do. */
export function Keyboard(): ReactNode {
  const navigate = useNavigate();
  const [isShown, setShown] = useState(false);
  const begun = useRef({ keys: [] as readonly string[], at: 0 });
  const latest = useRef(navigate);
  latest.current = navigate;
  useEffect(() => {
    const show = (): void => setShown(true);
    const hear = (event: KeyboardEvent): void => {
      if (!mayListen(event)) return;
      const isLate = event.timeStamp - begun.current.at > TWO_KEYS_MS;
      const keys = [...(isLate ? [] : begun.current.keys), event.key];
      const found = shortcutOf(keys) ?? shortcutOf([event.key]);
      begun.current = { keys: found === 'begun' ? keys : [], at: event.timeStamp };
      if (found === undefined || found === 'begun') return;
      event.preventDefault();
      if (found.name === 'sheet') show();
      else ACTS[found.name]?.(() => latest.current(listUrl('complaints')));
    };
    addEventListener('keydown', hear);
    addEventListener(SHOW, show);
    return () => {
      removeEventListener('keydown', hear);
      removeEventListener(SHOW, show);
    };
  }, []);
  return isShown ? <Sheet onClose={() => setShown(false)} /> : null;
}
