import type { ReactNode } from 'react';

/** Nothing yet. */
export default function Empty(): ReactNode {
  return null;
}
