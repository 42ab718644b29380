import type { Model, ModelStatic } from 'sequelize';
import { User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import type { Policy } from '../../../policies/policy.ts';
import { userPolicy } from '../../../policies/user.ts';

/** Rows that refer to a record which may be deleted, and what becomes of them then. */
export interface Reference {
  readonly model: ModelStatic<Model>;
  /** What of them has the record's id; of several, any. */
  readonly attribute: string | readonly string[];
  /** Only of rows of which this holds, as a condition in SQL. */
  readonly only?: string;
  /** They keep the record from being deleted, go with it, or stay without it. */
  readonly fate: 'keeps' | 'goes' | 'stays';
  /** What one and many are called; of those that stay also what befalls them. */
  readonly words: readonly [one: string, many: string];
  readonly named?: Naming;
}

/** By which records rows are counted and called. */
export interface Naming {
  readonly model: ModelStatic<Model>;
  /** Which of them a row is about: its column. */
  readonly column: string;
  /** By what they are called, in whose order. */
  readonly attributes: readonly string[];
  /** Names are told to those who see the records; others read how many there are. */
  readonly policy: Policy<string>;
}

/** What is told before records of a table are deleted. */
export interface Deletion {
  readonly references: readonly Reference[];
  /** What to do in place of deleting one or several that something keeps. */
  readonly instead: readonly [one: string, many: string];
  readonly pronoun: 'it' | 'they';
  /** What there is to tell beyond rows. */
  readonly besides?: (ids: readonly number[], actor: Actor) => Promise<readonly string[]>;
}

/** Called by names of their own. */
export function byName(model: ModelStatic<Model>, attribute: string, policy: Policy<string>): Naming {
  return { model, column: 'id', attributes: [attribute], policy };
}

/** Called by the people whom they are about. */
export const byPerson: Naming = {
  model: User,
  column: 'user_id',
  attributes: ['username', 'firstName', 'lastName'],
  policy: userPolicy,
};
