import type { Model, ModelStatic } from 'sequelize';
import type { Policy } from '../../policies/policy.ts';

/** A change of one attribute that the policy allows or refuses for each row by itself. */
export interface AttributeRule {
  /** What the policy is asked. */
  readonly action: string;
  /** What the person reads at the field when it refuses. */
  readonly refusal: string;
}

/** A kind of record that needs no use case of its own: what it is, and whose it is. */
export interface Noun {
  readonly model: ModelStatic<Model>;
  readonly policy: Policy<string>;
  /** Rules by attribute, beyond the policy's `update`. */
  readonly attributeRules?: Readonly<Record<string, AttributeRule>>;
}
