import type { BulkStepName } from './step-in-bulk.ts';
import type { StepForm } from './step-form.ts';

/** The same with many complaints. */
interface BulkForm {
  readonly step: BulkStepName;
  readonly button: string;
  /** How its result goes on after "3 complaints were". */
  readonly told: string;
}

/** A step as those who solve complaints take it. */
export interface PanelStep extends StepForm {
  readonly icon: string;
  /** Most likely to be done next, where it is possible. */
  readonly isFirst?: true;
  /** Too rare to be offered at each line of a list. */
  readonly isBesideLists?: true;
  readonly bulk?: BulkForm;
}
