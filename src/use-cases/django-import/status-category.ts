import type { StatusCategory } from '../../models/status.ts';
import { textKey } from '../../models/text.ts';

/** What names of statuses say, the first that fits. */
const OPEN: readonly (readonly [RegExp, StatusCategory])[] = [
  [/re-?open/, 'open'],
  [/wait|pending|hold|paus|suspend|deferr/, 'pending'],
  [/^(open|new|submitted|registered|received|logged|unassigned)\b/, 'new'],
];
const OVER: readonly (readonly [RegExp, StatusCategory])[] = [
  [/resolv|solved|fixed|\bdone\b|complete/, 'resolved'],
];

/** The category that a status of the old portal is of, by its name and whether it closes there. */
export function categoryOf(name: string, isClosed: boolean): StatusCategory {
  const key = textKey(name);
  const found = (isClosed ? OVER : OPEN).find(([words]) => words.test(key));
  return found?.[1] ?? (isClosed ? 'closed' : 'open');
}

/** Whether a status says that a complaint was not accepted. */
export function isRejection({
  name,
  code,
}: {
  readonly name: string;
  readonly code: string | null;
}): boolean {
  return (
    code === 'rejected' ||
    (code === null && /reject|declin|refus|invalid|duplicate|cancel/.test(textKey(name)))
  );
}
