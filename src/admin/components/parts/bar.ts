import { createContext, useContext } from 'react';

/** The element at the top of the panel in which the bar is drawn; null before it is there. */
export const BarPlace = createContext<HTMLElement | null>(null);

/** Where the bar is to be drawn. */
export function useBar(): HTMLElement | null {
  return useContext(BarPlace);
}
