import type { ReactNode } from 'react';
import { panelTime } from './time.ts';

/** A moment, readable by people and by programs; nothing where there is none. */
export function Moment({ value }: { readonly value: unknown }): ReactNode {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const moment = new Date(value);
  const text = panelTime(moment);
  return text === undefined ? null : <time dateTime={moment.toISOString()}>{text}</time>;
}
