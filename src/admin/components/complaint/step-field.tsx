import { ApiClient, useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { Field, type ControlProps } from '../parts/field.tsx';
import { ComplaintNumber, FollowerSelect, LinkedSelect } from './related-fields.tsx';
import type { StepView } from './step-of.ts';
import type { ComplaintView } from './types.ts';

/** The most pressing first. */
const URGENCIES = ['critical', 'high', 'medium', 'low'];
const ROWS = 5;

/** Somebody whom work can be given to. */
interface AssignablePerson {
  readonly id: number;
  readonly name: string;
  readonly openLoad: number;
  readonly away: string;
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

/** One control of a step's form. */
export interface ControlOf {
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
        .map(({ id, name, openLoad, away }) => (
          <option key={id} value={id}>
            {translateLabel('personWithLoad', 'complaints', { name, count: openLoad })}
            {away !== '' && ` · ${away}`}
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
  /** The complaint of the page, where the whole of it is there. */
  readonly complaint?: ComplaintView;
}

interface AnyControl extends ControlOf {
  readonly kind: string;
  readonly complaint: ComplaintView | undefined;
}

function Control({ kind, complaint, ...rest }: AnyControl): ReactNode {
  const { control, value, onChange } = rest;
  if (kind === 'person') return <AssigneeSelect {...rest} />;
  if (kind === 'urgency') return <UrgencySelect {...rest} />;
  if (kind === 'complaint') return <ComplaintNumber id={complaint?.id} {...rest} />;
  if (kind === 'follower') return <FollowerSelect followers={complaint?.followers ?? []} {...rest} />;
  if (kind === 'linked') return <LinkedSelect links={complaint?.links ?? []} {...rest} />;
  if (kind === 'line')
    return (
      <input {...control} type="text" value={value} onChange={(event) => onChange(event.target.value)} />
    );
  return (
    <textarea {...control} rows={ROWS} value={value} onChange={(event) => onChange(event.target.value)} />
  );
}

/** The field of a step's form, with what the person should know before they fill it in. */
export function StepField({ step, error, complaint, ...rest }: StepFieldProps): ReactNode {
  const [field] = step.fields;
  if (field === undefined) return null;
  return (
    <Field
      name={field.name}
      id={`${step.name}-${field.name}`}
      label={field.label}
      hint={step.hint}
      error={error}
      required
    >
      {(control) => <Control control={control} kind={field.kind} complaint={complaint} {...rest} />}
    </Field>
  );
}
