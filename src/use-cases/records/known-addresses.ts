import { Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { can, type Actor } from '../../policies/actor.ts';
import { contains } from './contains.ts';

const ADDRESS = /[^\s<>"'(),:;=]+@[^\s<>"'(),:;]+/gu;
const HIDDEN = '[address]';

/** Whether somebody may know e-mail addresses: they stand with the people that they belong to. */
export function knowsAddresses(actor: Actor): boolean {
  return can(actor, 'people.view');
}

/** A text as the actor may know it: without the e-mail addresses in it for those who may not see people. */
export function knownText(actor: Actor, text: string): string {
  return knowsAddresses(actor) ? text : text.replaceAll(ADDRESS, HIDDEN);
}

/** Rows whose attribute has this text; those whose attribute has an address are told to nobody who may not know it. */
export function withoutAddressesHas(
  actor: Actor,
  model: ModelStatic<Model>,
  attribute: string,
  text: string,
): WhereOptions {
  const has = contains(model, attribute, text);
  return knowsAddresses(actor) ? has : { [Op.and]: [has, { [attribute]: { [Op.notLike]: '%@%' } }] };
}
