import type { Actor } from '../../../policies/actor.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';

/** What a field of a step's form holds. */
export type FieldKind =
  | 'words'
  | 'line'
  | 'person'
  | 'follower'
  | 'complaint'
  | 'linked'
  | 'urgency'
  | 'stars'
  | 'files';

/** A field of a step's form. */
export interface StepField {
  /** Its name in the form. */
  readonly name: string;
  /** What the use case calls it, where that differs. */
  readonly input?: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly isRequired: boolean;
  /** Most characters. */
  readonly most?: number;
  readonly rows?: number;
}

/** What a step is called and what it asks for, as JSON: what faces need to draw it. */
export interface OfferedStep {
  /** Its name in addresses. */
  readonly name: string;
  readonly label: string;
  /** What its button says. */
  readonly button: string;
  /** What a person should know before they take it. */
  readonly hint: string;
  readonly fields: readonly StepField[];
  readonly isDangerous: boolean;
}

/** What a step needs to know of the settings. */
export interface StepTerms {
  /** For how many days after closing a complaint can be reopened. */
  readonly reopenDays: number;
}

/** A step as a face has it. */
export interface StepForm extends Omit<OfferedStep, 'name' | 'hint' | 'isDangerous'> {
  /** What the rules call it. */
  readonly step: ComplaintStep;
  readonly hint?: string;
  readonly isDangerous?: true;
  /** Said when it is done. */
  readonly told: string;
  /** The use case, which checks what it gets; it returns the complaint with which it was taken. */
  readonly take: (actor: Actor, input: unknown, terms: StepTerms) => Promise<{ readonly id: number }>;
}

/** The form's description, to be sent to a face. */
export function offered(name: string, form: StepForm): OfferedStep {
  const { label, button, hint = '', fields, isDangerous = false } = form;
  return { name, label, button, hint, fields, isDangerous };
}

/** What a person has to say with a step. */
export function said(label: string, more: Partial<StepField> = {}): StepField {
  return { name: 'remark', kind: 'words', label, isRequired: true, ...more };
}
