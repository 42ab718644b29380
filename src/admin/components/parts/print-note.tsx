import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { MOST_PRINTED } from './printing.ts';

/** Tells on paper that a list goes on. */
export function PrintNote(): ReactNode {
  const { translateMessage } = useTranslation();
  const printed = MOST_PRINTED.toLocaleString('en');
  return <p className="p-print-note">{translateMessage('printedPart', { printed })}</p>;
}
