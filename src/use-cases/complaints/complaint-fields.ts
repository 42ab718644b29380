import { z } from 'zod';
import { DESCRIPTION_LENGTH, URGENCIES } from '../../models/complaint.ts';
import { STATUS_CATEGORIES } from '../../models/status.ts';
import { requiredText, text } from './steps/step-input.ts';

export { STATUS_CATEGORIES, URGENCIES };

/** A short text of a complaint that may be left empty. */
interface DetailField {
  /** Of the attribute. */
  readonly name: 'location' | 'contactNumber';
  readonly label: string;
  /** Most characters. */
  readonly most: number;
  /** What a keyboard should make easy to type. */
  readonly kind?: 'tel';
}

/** The short texts that may be left empty, in the order in which forms ask for them and pages show them. */
export const DETAIL_FIELDS: readonly DetailField[] = [
  { name: 'location', label: 'Location', most: 255 },
  { name: 'contactNumber', label: 'Contact number', most: 20, kind: 'tel' },
];
export type DetailName = DetailField['name'];
export const DETAIL_NAMES: readonly DetailName[] = DETAIL_FIELDS.map(({ name }) => name);

/** How a sentence calls a detail. */
export function detailNoun({ label }: DetailField): string {
  return `the ${label.toLowerCase()}`;
}

/** Something for each detail, by its name. */
export function eachDetail<Value>(make: (field: DetailField) => Value): Record<DetailName, Value> {
  return Object.fromEntries(DETAIL_FIELDS.map((field) => [field.name, make(field)])) as Record<
    DetailName,
    Value
  >;
}

/** The fields of a complaint that people fill in. */
export const complaintFields = {
  title: requiredText('The title', 'Say in a few words what is wrong.', 255),
  description: requiredText('The description', 'Describe the problem.', DESCRIPTION_LENGTH),
  urgency: z.enum(URGENCIES, 'Choose how urgent it is.'),
  details: eachDetail(({ label, most }) => text(`The ${label.toLowerCase()}`, most)),
};

/** A detail as pages show it. */
export interface ShownDetail {
  readonly name: DetailName;
  readonly label: string;
  readonly value: string;
}

/** The details of a complaint that are not empty. */
export function detailsIn(complaint: Readonly<Record<DetailName, string>>): ShownDetail[] {
  return DETAIL_FIELDS.flatMap(({ name, label }) => {
    const value = complaint[name];
    return value === '' ? [] : [{ name, label, value }];
  });
}
