import { SelectAsync } from '@adminjs/design-system';
import { Suspense, useState, type ReactNode } from 'react';
import { SEARCH_LIMIT, searchChoices, useRecordsOf, type Choice } from './use-records-of.ts';
import type { ControlProps } from './field.tsx';

interface ReferenceSelectProps {
  readonly control: Pick<ControlProps, 'id'> & Partial<ControlProps>;
  readonly reference: string;
  readonly chosen: string;
  /** The title of the chosen record, where it is known already. */
  readonly title?: string | undefined;
  readonly none: string;
  /** Offers what is in use alone, and what is chosen already. */
  readonly activeOnly?: boolean;
  readonly onChange: (id: string | null) => void;
}

/** Chooses a record: from a plain list where there are few, by searching where there are many. */
export function ReferenceSelect(props: ReferenceSelectProps): ReactNode {
  const { control, reference, chosen, title, none, activeOnly, onChange } = props;
  const choices = useRecordsOf(reference, activeOnly);
  const [found, setFound] = useState<Choice>();
  const known = choices?.find(({ id }) => id === chosen);
  if (choices && choices.length >= SEARCH_LIMIT) {
    const label = found?.id === chosen ? found.title : (known?.title ?? title ?? chosen);
    return (
      <Suspense fallback={null}>
        <SelectAsync
          inputId={control.id}
          aria-invalid={control['aria-invalid']}
          isDisabled={control.disabled === true}
          cacheOptions
          defaultOptions={choices as Choice[]}
          loadOptions={(text: string) => searchChoices(reference, text, activeOnly)}
          getOptionLabel={(choice) => (choice as Choice).title}
          getOptionValue={(choice) => (choice as Choice).id}
          value={chosen === '' ? null : { id: chosen, title: label }}
          placeholder={none}
          isClearable
          onChange={(choice: Choice | null) => {
            setFound(choice ?? undefined);
            onChange(choice?.id ?? null);
          }}
        />
      </Suspense>
    );
  }
  return (
    <select {...control} value={chosen} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">{none}</option>
      {chosen !== '' && !known && <option value={chosen}>{title ?? chosen}</option>}
      {choices?.map(({ id, title: text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  );
}
