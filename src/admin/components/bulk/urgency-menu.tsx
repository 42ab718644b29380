import type { ReactNode } from 'react';
import { UrgencyMark } from '../../../look/urgency-mark.tsx';

/** The most pressing first. */
const URGENCIES = ['critical', 'high', 'medium', 'low'];

/** The urgencies, each taken with one click. */
export function UrgencyMenu({ onPick }: { readonly onPick: (urgency: string) => void }): ReactNode {
  return URGENCIES.map((urgency) => (
    <button key={urgency} type="button" className="p-menu-item" onClick={() => onPick(urgency)}>
      <UrgencyMark urgency={urgency} />
    </button>
  ));
}
