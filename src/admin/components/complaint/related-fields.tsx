import { ApiClient, useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import type { ControlOf } from './step-field.tsx';
import type { LinkedComplaint, PersonName } from './types.ts';

function useAlike(id: number | undefined): readonly LinkedComplaint[] {
  const [alike, setAlike] = useState<readonly LinkedComplaint[]>([]);
  useEffect(() => {
    if (id === undefined) return undefined;
    let wanted = true;
    const call = { resourceId: 'complaints', actionName: 'alike', params: { id } };
    const take = (found: readonly LinkedComplaint[]): void => {
      if (wanted) setAlike(found);
    };
    new ApiClient().resourceAction(call).then(
      ({ data }) => take((data as { alike?: LinkedComplaint[] }).alike ?? []),
      // Without suggestions the number is typed.
      () => take([]),
    );
    return () => {
      wanted = false;
    };
  }, [id]);
  return alike;
}

/** The number of another complaint, typed or chosen among those of the same week that are like this one. */
export function ComplaintNumber({
  id,
  control,
  value,
  onChange,
}: ControlOf & { readonly id: number | undefined }): ReactNode {
  const { translateLabel } = useTranslation();
  const alike = useAlike(id);
  return (
    <>
      <input
        {...control}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {alike.length > 0 && (
        <div className="p-alike" role="group" aria-label={translateLabel('alike', 'complaints')}>
          <p className="p-hint">{translateLabel('alike', 'complaints')}</p>
          {alike.map(({ id: number, title, status }) => (
            <button
              key={number}
              type="button"
              className="p-alike-one"
              aria-pressed={value.replace('#', '') === String(number)}
              onClick={() => onChange(String(number))}
            >
              <span className="p-number">#{number}</span> <span dir="auto">{title}</span>{' '}
              <span className="p-hint">{status}</span>
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** Somebody who follows the complaint. */
export function FollowerSelect({
  followers,
  control,
  value,
  onChange,
}: ControlOf & { readonly followers: readonly PersonName[] }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{translateLabel('choosePerson', 'complaints')}</option>
      {followers.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** A complaint that this one is linked to. */
export function LinkedSelect({
  links,
  control,
  value,
  onChange,
}: ControlOf & { readonly links: readonly LinkedComplaint[] }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{translateLabel('chooseComplaint', 'complaints')}</option>
      {links.map(({ id, title }) => (
        <option key={id} value={id}>
          {`#${id} ${title}`}
        </option>
      ))}
    </select>
  );
}
