import type { ReactNode } from 'react';
import { StatusTag } from '../../../look/status-tag.tsx';

export { OverdueTag as OverdueMark } from '../../../look/status-tag.tsx';
export { UrgencyMark as UrgencyBadge } from '../../../look/urgency-mark.tsx';

/** The status by its name, coloured by what the rules know of it. */
export function StatusBadge(props: { readonly status: string; readonly category: string }): ReactNode {
  return <StatusTag name={props.status} category={props.category} />;
}
