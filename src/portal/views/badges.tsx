export { StatusTag as StatusBadge } from '../../look/status-tag.tsx';
export { UrgencyMark as UrgencyBadge, URGENCY_NAMES } from '../../look/urgency-mark.tsx';
