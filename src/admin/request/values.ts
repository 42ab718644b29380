import type { PropertyDecorator } from 'adminjs';
import { InvalidInputError } from '../../errors.ts';
import { parseId } from './query.ts';
import type { Values } from '../table/table.ts';

/** Largest number that both databases' integer columns hold, either way. */
const MAX_INTEGER = 2_147_483_647;
const OFF_LIST = 'Choose one of the list.';

class Unreadable extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A form sends lists as `groupIds.0`, `groupIds.1`; JSON sends them, and nested values, as they are. */
function pickList(payload: Values, path: string): unknown {
  const indices = Object.keys(payload)
    .filter((key) => key.startsWith(`${path}.`) && /^\d{1,4}$/.test(key.slice(path.length + 1)))
    .toSorted((one, other) => Number(one.slice(path.length + 1)) - Number(other.slice(path.length + 1)));
  return indices.length > 0 ? indices.map((key) => payload[key]) : payload[path];
}

/** What the payload has for a property, undefined when it has nothing. */
export function pick(payload: Values, path: string, isList = false): unknown {
  if (isList) return pickList(payload, path);
  if (Object.hasOwn(payload, path)) return payload[path];
  const [outer = '', inner = ''] = path.split('.');
  const nested = Object.hasOwn(payload, outer) ? payload[outer] : undefined;
  return isRecord(nested) && Object.hasOwn(nested, inner) ? nested[inner] : undefined;
}

/** What was typed into a field, in the flat form that records carry; a value of the wrong kind is shown empty. */
export function typed(path: string, value: unknown): Values {
  if (!Array.isArray(value)) return { [path]: isRecord(value) ? '' : value };
  const items = value.filter((item) => typeof item === 'string' || typeof item === 'number');
  return items.length > 0
    ? Object.fromEntries(items.map((item, index) => [`${path}.${index}`, item]))
    : { [path]: [] };
}

function readText(raw: unknown): string | null {
  if (raw === null || typeof raw === 'string') return raw;
  if (typeof raw === 'number') return String(raw);
  throw new Unreadable('This must be text.');
}

function readFlag(raw: unknown): boolean {
  if (raw === true || raw === 'true' || raw === 'on') return true;
  if (raw === false || raw === 'false' || raw === '' || raw === null) return false;
  throw new Unreadable('This is yes or no.');
}

function readNumber(raw: unknown): number | null {
  if (raw === null || raw === '') return null;
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string' || !/^\s*[+-]?\d{1,10}\s*$/.test(text))
    throw new Unreadable('This must be a whole number.');
  const value = Number(text);
  if (Math.abs(value) > MAX_INTEGER) throw new Unreadable('This number is out of range.');
  return value;
}

function readMoment(raw: unknown): Date | null {
  if (raw === null || raw === '') return null;
  const time = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}/.test(raw) ? Date.parse(raw) : Number.NaN;
  if (Number.isNaN(time)) throw new Unreadable('This must be a date such as 2026-01-31.');
  return new Date(time);
}

function readReference(raw: unknown): number | null {
  if (raw === null || raw === '') return null;
  const id = parseId(raw);
  if (id === undefined) throw new Unreadable(OFF_LIST);
  return id;
}

function readReferences(raw: unknown): (number | null)[] {
  if (raw === null || raw === '') return [];
  if (!Array.isArray(raw)) throw new Unreadable(OFF_LIST);
  return raw.map(readReference).filter((id) => id !== null);
}

function readOne(property: PropertyDecorator, raw: unknown): unknown {
  switch (property.type()) {
    case 'boolean':
      return readFlag(raw);
    case 'number':
      return readNumber(raw);
    case 'date':
    case 'datetime':
      return readMoment(raw);
    case 'reference':
      return property.isArray() ? readReferences(raw) : readReference(raw);
    default:
      return readText(raw);
  }
}

function readProperty(property: PropertyDecorator, raw: unknown): unknown {
  const value = readOne(property, raw);
  const choices = property.availableValues();
  const offered = choices === null || choices.some((choice) => choice.value === value);
  if (!offered && value !== null && value !== '') throw new Unreadable(OFF_LIST);
  if (property.isRequired() && (value === null || value === ''))
    throw new Unreadable('This field is required.');
  return choices !== null && value === '' ? null : value;
}

/**
 * The payload's values of these properties, each of the property's type; what is not named is dropped.
 *
 * @throws InvalidInputError with a message at each value that cannot be read.
 */
export function readValues(
  payload: Values,
  properties: readonly PropertyDecorator[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const property of properties) {
    const raw = pick(payload, property.propertyPath, property.isArray());
    if (raw === undefined) continue;
    try {
      values[property.propertyPath] = readProperty(property, raw);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults[property.propertyPath] = error.message;
    }
  }
  if (Object.keys(faults).length > 0) throw new InvalidInputError(faults);
  return values;
}

/** Whether a form's value is what the record has already. */
export function sameValue(value: unknown, current: unknown): boolean {
  if (value instanceof Date && current instanceof Date) return value.getTime() === current.getTime();
  if (Array.isArray(value) && Array.isArray(current)) {
    const sorted = current.map(String).toSorted();
    return (
      value.length === sorted.length &&
      value
        .map(String)
        .toSorted()
        .every((item, i) => item === sorted[i])
    );
  }
  return value === current || (value === '' && current === null);
}

/** The version that a form was opened with; a text that is none counts as outdated. */
export function parseVersion(raw: unknown): number | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  const text = typeof raw === 'number' || typeof raw === 'string' ? String(raw) : '';
  return /^\d{1,10}$/.test(text) ? Number(text) : -1;
}
