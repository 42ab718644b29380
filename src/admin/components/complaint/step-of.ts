import type { ActionJSON } from 'adminjs';

/** A field of a step's form, as the server describes it. */
export interface StepFieldView {
  readonly name: string;
  readonly kind: string;
  readonly label: string;
}

/** A step as the server describes it. */
export interface StepView {
  readonly name: string;
  readonly label: string;
  readonly button: string;
  readonly hint: string;
  readonly fields: readonly StepFieldView[];
  readonly isDangerous: boolean;
  /** Most likely to be done next. */
  readonly isFirst: boolean;
  /** What the rules call it. */
  readonly rule: string;
  /** It is written in the box below the conversation, which sends it with these words. */
  readonly speech?: { readonly kind: 'reply' | 'note'; readonly send: string; readonly isEnd?: true };
}

/** The step that an action of the panel is; undefined: it is none. */
export function stepOf({ custom }: ActionJSON): StepView | undefined {
  return (custom as { step?: StepView } | undefined)?.step;
}

/** The steps of these actions, in the order in which buttons stand. */
export function stepsOf(actions: readonly ActionJSON[]): { action: ActionJSON; step: StepView }[] {
  return actions.flatMap((action) => {
    const step = stepOf(action);
    return step === undefined ? [] : [{ action, step }];
  });
}

/** The step of a page that only steps have. */
export function requireStep(action: ActionJSON): StepView {
  const step = stepOf(action);
  if (step === undefined) throw new Error(`${action.name} is no step`);
  return step;
}
