import { ApiClient, useTranslation, type BasePropertyJSON } from 'adminjs';
import { useEffect, useState } from 'react';
import { searchChoices } from '../parts/use-records-of.ts';

/** Something to filter by. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

type Named = Readonly<Record<string, readonly { readonly id: number; readonly name: string }[]>>;

/** What the queue can be filtered by, asked for once for all of its filters. */
let queueChoices: Promise<Named> | undefined;

async function askQueue(name: string): Promise<Choice[]> {
  queueChoices ??= new ApiClient()
    .resourceAction({ resourceId: 'complaints', actionName: 'choices' })
    .then(({ data }) => (data as { choices?: Named }).choices ?? {});
  try {
    const found = (await queueChoices)[name] ?? [];
    return found.map(({ id, name: label }) => ({ value: String(id), label }));
  } catch (error) {
    queueChoices = undefined;
    throw error;
  }
}

async function askRecords(reference: string, text: string): Promise<Choice[]> {
  const found = await searchChoices(reference, text);
  return found.map(({ id, title }) => ({ value: id, label: title }));
}

/** The name under which the queue's server knows what can be chosen here; empty for all other lists. */
const queueName = ({ custom }: BasePropertyJSON): string => (custom.choices as string | undefined) ?? '';

/** Whether a property is filtered by values that can be listed. */
export function hasChoices(property: BasePropertyJSON): boolean {
  const { type, availableValues, reference } = property;
  return type === 'boolean' || availableValues !== null || reference !== null || queueName(property) !== '';
}

/** Choices that the page knows by itself. */
function useKnown({
  type,
  availableValues,
  propertyPath,
  resourceId,
}: BasePropertyJSON): Choice[] | undefined {
  const { translateLabel } = useTranslation();
  if (type === 'boolean')
    return ['true', 'false'].map((value) => ({
      value,
      label: translateLabel(value === 'true' ? 'yes' : 'no'),
    }));
  return availableValues?.map(({ value, label }) => ({
    value: String(value),
    label: translateLabel(`${propertyPath}.${String(value)}`, resourceId, { defaultValue: label ?? '' }),
  }));
}

/** What the queue's filters call having none. */
const NONE: Readonly<Record<string, string>> = { assigneeId: 'nobody', departmentId: 'noDepartment' };

/**
 * What can be chosen in a filter; undefined until it is known.
 *
 * @param isWanted whether anybody looks; nothing is asked for before.
 * @param text of many records, those that have this in their title.
 */
export function useChoices(
  property: BasePropertyJSON,
  isWanted: boolean,
  text: string,
): readonly Choice[] | undefined {
  const { translateLabel } = useTranslation();
  const known = useKnown(property);
  const [asked, setAsked] = useState<readonly Choice[]>();
  const { reference } = property;
  const name = queueName(property);
  const sought = name === '' ? text : '';
  useEffect(() => {
    if (known !== undefined || !isWanted) return undefined;
    let wanted = true;
    const call = name === '' ? askRecords(reference ?? '', sought) : askQueue(name);
    call.then(
      (found) => wanted && setAsked(found),
      () => wanted && setAsked([]),
    );
    return () => {
      wanted = false;
    };
  }, [isWanted, name, reference, sought]);
  if (known !== undefined) return known;
  const none = NONE[property.propertyPath];
  if (asked === undefined || name === '' || none === undefined) return asked;
  return [{ value: 'none', label: translateLabel(none, 'complaints') }, ...asked];
}
