import type { Urgency } from '../../models/complaint.ts';
import type { DemoFile } from './demo-files.ts';
import type { DemoName } from './demo-people.ts';

/** What is said with words, and perhaps with files. */
export type SaidStep = 'ask' | 'answer' | 'resolve' | 'reject' | 'remark' | 'note' | 'reopen';

/** A step of a story: how many working hours after the filing, who, and what they do. */
export type DemoStep =
  | readonly [after: number, who: DemoName, step: 'claim' | 'start' | 'unassign' | 'look']
  | readonly [after: number, who: DemoName, step: SaidStep, text: string, ...files: DemoFile[]]
  | readonly [after: number, who: DemoName, step: 'assign', to: DemoName]
  | readonly [after: number, who: DemoName, step: 'urgency', urgency: Urgency]
  | readonly [after: number, who: DemoName, step: 'confirm', rating: number, comment: string]
  /** Nobody answered: seven days after the solution, which are 45 working hours, or later. */
  | readonly [after: number, who: 'the portal', step: 'close'];

/** A complaint of the demonstration from its filing to where it stands now. */
export interface DemoStory {
  /** How long ago it was filed, in working hours. */
  readonly age: number;
  readonly reporter: DemoName;
  readonly type: string;
  readonly urgency: Urgency;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly contactNumber?: string;
  readonly files?: readonly DemoFile[];
  /** Title of an older story of the same reporter that this one continues. */
  readonly continues?: string;
  readonly steps?: readonly DemoStep[];
}
