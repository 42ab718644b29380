import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import type { StepForm } from './step-form.ts';

/** A step as the reporter takes it. */
export interface PortalStep extends StepForm {
  /** The form that it is sent by, and the address below the complaint's own. */
  readonly form: string;
  /** What it says to be opened, where something else is to be done first; `beside`: what else can be done. */
  readonly heading: (beside: readonly ComplaintStep[]) => string;
  /** Whether it is folded away until it is wanted. */
  readonly isFolded: (beside: readonly ComplaintStep[]) => boolean;
  /** It replaces what was seen, so that what changed meanwhile matters. */
  readonly asOfVersion: boolean;
}
