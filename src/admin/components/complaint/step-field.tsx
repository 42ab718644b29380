import { ApiClient, useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { Field, type ControlProps } from '../parts/field.tsx';
import type { StepView } from './step-of.ts';

/** The most pressing first. */
const URGENCIES = ['critical', 'high', 'medium', 'low'];
const ROWS = 5;

/** Somebody whom work can be given to. */
interface AssignablePerson {
  readonly id: number;
  readonly name: string;
  readonly openLoad: number;
}

function useAssignablePeople(): readonly AssignablePerson[] | undefined {
  const [people, setPeople] = useState<readonly AssignablePerson[]>();
  useEffect(() => {
    let wanted = true;
    const take = (found: readonly AssignablePerson[]): void => {
      if (wanted) setPeople(found);
    };
    new ApiClient().resourceAction({ resourceId: 'complaints', actionName: 'assignable' }).then(
      ({ data }) => take((data as { people?: AssignablePerson[] }).people ?? []),
      () => take([]),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return people;
}

interface ControlOf {
  readonly control: ControlProps;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the complaint has now, which is no choice. */
  readonly present?: string | undefined;
}

function AssigneeSelect({ control, value, onChange, present }: ControlOf): ReactNode {
  const { translateLabel } = useTranslation();
  const people = useAssignablePeople();
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{translateLabel(people ? 'choosePerson' : 'loading', 'complaints')}</option>
      {people
        ?.filter(({ id }) => String(id) !== present)
        .map(({ id, name, openLoad }) => (
          <option key={id} value={id}>
            {translateLabel('personWithLoad', 'complaints', { name, count: openLoad })}
          </option>
        ))}
    </select>
  );
}

function UrgencySelect({ control, value, onChange, present }: ControlOf): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{translateLabel('chooseUrgency', 'complaints')}</option>
      {URGENCIES.filter((urgency) => urgency !== present).map((urgency) => (
        <option key={urgency} value={urgency}>
          {translateLabel(`urgency_${urgency}`, 'complaints')}
        </option>
      ))}
    </select>
  );
}

interface StepFieldProps extends Omit<ControlOf, 'control'> {
  readonly step: StepView;
  readonly error?: string | undefined;
}

/** The field of a step's form, with what the person should know before they fill it in. */
export function StepField({ step, error, ...rest }: StepFieldProps): ReactNode {
  const [field] = step.fields;
  if (field === undefined) return null;
  const { value, onChange } = rest;
  return (
    <Field
      name={field.name}
      id={`${step.name}-${field.name}`}
      label={field.label}
      hint={step.hint}
      error={error}
      required
    >
      {(control) => {
        if (field.kind === 'person') return <AssigneeSelect control={control} {...rest} />;
        if (field.kind === 'urgency') return <UrgencySelect control={control} {...rest} />;
        return (
          <textarea
            {...control}
            rows={ROWS}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      }}
    </Field>
  );
}
