import type { StatusCategory } from '../models/status.ts';
import type { LetterKindName } from './letters.ts';
import type { NewsKindName } from './kinds.ts';

/** A complaint as it is when a mail about it is sent, for one person. */
export interface PresentState {
  readonly category: StatusCategory;
  readonly isCritical: boolean;
  readonly isTheirs: boolean;
  readonly hasAssignee: boolean;
}

const isUnsolved = ({ category }: PresentState): boolean => category !== 'resolved' && category !== 'closed';
const isStranded = (now: PresentState): boolean => isUnsolved(now) && !now.hasAssignee;
const isAlarming = (now: PresentState): boolean => isUnsolved(now) && now.isCritical;

/** What calls for something, and as long as what is so. All else tells what happened, and stays true. */
const CALLS: Partial<Readonly<Record<NewsKindName | LetterKindName, (now: PresentState) => boolean>>> = {
  'own.question': ({ category }) => category === 'pending',
  'own.resolved': ({ category }) => category === 'resolved',
  'letter.still_resolved': ({ category }) => category === 'resolved',
  'work.assigned': (now) => isUnsolved(now) && now.isTheirs,
  'work.critical': isAlarming,
  'all.critical': isAlarming,
  'work.late': (now) => isUnsolved(now) && now.isTheirs,
  'all.late': isUnsolved,
  'all.stranded': isStranded,
  'all.waiting': isStranded,
};

/** Whether what such a mail calls for has still to be done. */
export function isStillSo(kind: NewsKindName | LetterKindName, now: PresentState): boolean {
  return CALLS[kind]?.(now) ?? true;
}

/** What was said to its reader with it is told without the call, unless they did something about the complaint since. */
export function saysMore(kind: NewsKindName | LetterKindName): boolean {
  return kind === 'own.question' || kind === 'own.resolved';
}
