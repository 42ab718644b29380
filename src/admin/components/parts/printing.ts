import { useEffect, useRef } from 'react';
import { panelTime } from './time.ts';

/** Most rows of a list that are printed; the paper tells where there are more. */
export const MOST_PRINTED = 5000;

type Load = () => Promise<unknown>;

const loads = new Set<Load>();

/**
 * Has a part of the page load what it does not show yet before the page is printed by its own button or by Ctrl+P.
 *
 * @param load ends when it is drawn.
 * @param forget takes it away again, when the page was printed.
 */
export function useBeforePrint(load: Load, forget: () => void): void {
  const latest = useRef({ load, forget });
  latest.current = { load, forget };
  useEffect(() => {
    const call = (): Promise<unknown> => latest.current.load();
    const printed = (): void => latest.current.forget();
    loads.add(call);
    addEventListener('afterprint', printed);
    return () => {
      loads.delete(call);
      removeEventListener('afterprint', printed);
    };
  }, []);
}

/** Writes every moment out: what was drawn a moment ago has it not yet, and paper has nothing to point at. */
export function writeMoments(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time.moment')) {
    const exact = time.querySelector('.moment-exact');
    if (exact?.textContent === '') exact.textContent = panelTime(new Date(time.dateTime)) ?? '';
  }
}

/** Opens what is folded, for paper; what closes it again. */
function unfold(): () => void {
  const folded = [
    ...document.querySelectorAll<HTMLDetailsElement>(
      'main details:not([open]), #content details:not([open])',
    ),
  ];
  for (const one of folded) one.open = true;
  return () => {
    for (const one of folded) one.open = false;
  };
}

/** Keeps paper complete, however printing was begun: moments are written out and what is folded is open. */
export function usePaper(): void {
  useEffect(() => {
    let fold: (() => void) | undefined;
    const before = (): void => {
      writeMoments();
      fold = unfold();
    };
    const after = (): void => fold?.();
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
}

/**
 * Prints the page when all of its parts have loaded what belongs to it.
 *
 * @throws what kept one of them from it; nothing is printed then.
 */
export async function printWhole(): Promise<void> {
  await Promise.all([...loads].map((load) => load()));
  print();
}
