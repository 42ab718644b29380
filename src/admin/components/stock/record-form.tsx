import { BasePropertyComponent, useRecord, useTranslation } from 'adminjs';
import type { ActionProps, RecordJSON, ResourceJSON } from 'adminjs';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { renewed, wayBack } from '../parts/use-post.ts';

/** After a refusal the first field with a message has the focus, so that it is seen and read out. */
function useFocusOnRefusal(errors: RecordJSON['errors']): React.RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid], .p-refused input');
    field?.focus();
  }, [errors]);
  return form;
}

/** A new record, with what a property says it begins with. */
function draft({ editProperties }: ResourceJSON): RecordJSON {
  const params = editProperties
    .filter(({ custom }) => custom?.defaultValue !== undefined)
    .map(({ propertyPath, custom }): [string, unknown] => [propertyPath, custom.defaultValue]);
  return { params: Object.fromEntries(params), populated: {}, errors: {} } as unknown as RecordJSON;
}

/** The form of a new record, or of one that is edited. What was typed stays when it is refused. */
export default function RecordForm(props: ActionProps): ReactNode {
  const { resource } = props;
  const [initial] = useState(() => props.record ?? draft(resource));
  const { record, handleChange, submit, loading } = useRecord(initial, resource.id);
  const { translateButton } = useTranslation();
  const navigate = useNavigate();
  const form = useFocusOnRefusal(record.errors);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (loading) return;
    const { data } = await submit();
    if (Object.keys(data.record?.errors ?? {}).length > 0 || data.notice?.type === 'error') return;
    navigate(renewed(data.redirectUrl ?? wayBack(props)));
  };
  return (
    <form
      ref={form}
      className="p-card p-form"
      noValidate
      onSubmit={(event) => {
        // The hook itself says what went wrong.
        save(event).catch(() => undefined);
      }}
    >
      {resource.editProperties.map((property) => (
        <BasePropertyComponent
          key={property.propertyPath}
          where="edit"
          onChange={handleChange}
          property={property}
          resource={resource}
          record={record}
        />
      ))}
      <div className="p-buttons">
        <button type="submit" className="p-button p-primary" disabled={loading} data-testid="button-save">
          {translateButton('save', resource.id)}
        </button>
        <Link className="p-button" to={wayBack(props)}>
          {translateButton('cancel', resource.id)}
        </Link>
      </div>
    </form>
  );
}
