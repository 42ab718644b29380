import { useTranslation, type ActionJSON } from 'adminjs';
import type { FormEvent, ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Field } from '../parts/field.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const FILTERS = ['who', 'what', 'subjectType', 'subjectId', 'complaintId', 'origin', 'address', 'from', 'to'];
const DAYS = new Set(['from', 'to']);
const NUMBERS = new Set(['subjectId', 'complaintId']);

interface FilterProps {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly Choice[] | undefined;
}

function Filter({ name, value, choices }: FilterProps): ReactNode {
  const { translateLabel } = useTranslation();
  const type = DAYS.has(name) ? 'date' : 'text';
  return (
    <Field name={name} label={translateLabel(name, 'events')}>
      {(control) =>
        choices === undefined ? (
          <input
            {...control}
            type={type}
            defaultValue={value}
            inputMode={NUMBERS.has(name) ? 'numeric' : undefined}
            maxLength={150}
          />
        ) : (
          <select {...control} defaultValue={value}>
            <option value="">{translateLabel('any', 'events')}</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  );
}

/** Which events are shown; they stand in the address, so that a page can be handed on. */
export function EventFilters({ action }: { readonly action: ActionJSON }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const given = new URLSearchParams(search);
  const choices = action.custom as Readonly<Record<string, readonly Choice[] | undefined>>;
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value === 'string' ? value.trim() : '',
    ]);
    navigate({
      pathname,
      search: new URLSearchParams(entries.filter(([, value]) => value !== '')).toString(),
    });
  };
  return (
    <form
      key={search}
      className="p-log-filters"
      aria-label={translateLabel('filters', 'events')}
      onSubmit={show}
    >
      {FILTERS.map((name) => (
        <Filter key={name} name={name} value={given.get(name) ?? ''} choices={choices[name]} />
      ))}
      <div className="p-buttons">
        <button type="submit" className="p-button p-primary">
          {translateButton('showEvents', 'events')}
        </button>
        <button type="button" className="p-button" onClick={() => navigate({ pathname, search: '' })}>
          {translateButton('clearEvents', 'events')}
        </button>
      </div>
    </form>
  );
}
