import type { StepForm } from './step-form.ts';

/** How a step is sent in which something is said. */
interface Speech {
  readonly kind: 'reply' | 'note';
  /** What the button says; of a further one how the first one's words go on. */
  readonly send: string;
  /** Nothing is left to do then, so that the next complaint can be opened. */
  readonly isEnd?: true;
}

/** A step as those who solve complaints take it. */
export interface PanelStep extends StepForm {
  readonly icon: string;
  /** Most likely to be done next, where it is possible. */
  readonly isFirst?: true;
  /** Something said: it is written in the box below the conversation. */
  readonly speech?: Speech;
  /** Too rare to be offered at each line of a list. */
  readonly isBesideLists?: true;
}
