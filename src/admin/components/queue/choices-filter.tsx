import { ApiClient, useTranslation, type FilterPropertyProps } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { filterValue } from '../parts/filter-field.tsx';

/** Something to filter by. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

type Answer = Readonly<Record<string, readonly { readonly id: number; readonly name: string }[]>>;

/** The filters of one drawer ask at the same time, and share the answer for so long, in milliseconds. */
const SHARED_FOR = 5000;
let asked: Promise<Answer> | undefined;

function askChoices(): Promise<Answer> {
  asked ??= new ApiClient()
    .resourceAction({ resourceId: 'complaints', actionName: 'choices' })
    .then(({ data }) => (data as { choices?: Answer }).choices ?? {});
  setTimeout(() => {
    asked = undefined;
  }, SHARED_FOR);
  return asked;
}

function useChoices({ property }: FilterPropertyProps): readonly Choice[] | undefined {
  const [choices, setChoices] = useState<readonly Choice[]>();
  const name = (property.custom.choices as string | undefined) ?? '';
  useEffect(() => {
    let wanted = true;
    if (name === '') return undefined;
    askChoices().then(
      (answer) => {
        const named = (answer[name] ?? []).map(({ id, name: label }) => ({ value: String(id), label }));
        return wanted && setChoices(named);
      },
      () => wanted && setChoices([]),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  if (name !== '') return choices;
  return property.availableValues?.map(({ value, label }) => ({ value: String(value), label: label ?? '' }));
}

/** Filters by any of several values. */
export default function ChoicesFilter(props: FilterPropertyProps): ReactNode {
  const { property, filter, onChange } = props;
  const { translateLabel, translateProperty } = useTranslation();
  const found = useChoices(props);
  const nobody = { value: 'none', label: translateLabel('nobody', 'complaints') };
  const choices = found && property.path === 'assigneeId' ? [nobody, ...found] : found;
  const chosen = filterValue(filter, property.path)
    .split(',')
    .filter((one) => one !== '');
  const toggle = (value: string, on: boolean): void => {
    const next = on ? [...chosen, value] : chosen.filter((other) => other !== value);
    onChange(property.path, next.join(','));
  };
  return (
    <fieldset className="p-field p-choices p-many">
      <legend>{translateProperty(property.label, property.resourceId)}</legend>
      <div>
        {choices?.map(({ value, label }) => (
          <label key={value} className="p-choice">
            <input
              type="checkbox"
              name={`filter-${property.path}`}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
