import { BasePropertyComponent, useTranslation } from 'adminjs';
import type { ActionProps, RecordJSON } from 'adminjs';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { renewed, wayBack } from '../parts/use-post.ts';
import { useRecordForm } from '../parts/use-record-form.ts';

/** After a refusal the first field with a message has the focus, so that it is seen and read out. */
function useFocusOnRefusal(errors: RecordJSON['errors']): React.RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid], .p-refused input');
    field?.focus();
  }, [errors]);
  return form;
}

/** The form of a new record, or of one that is edited. What was typed stays when it is refused. */
export default function RecordForm(props: ActionProps): ReactNode {
  const { resource } = props;
  const { record, busy, change, submit } = useRecordForm(props);
  const { translateButton } = useTranslation();
  const navigate = useNavigate();
  const form = useFocusOnRefusal(record.errors);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const saved = await submit();
    if (saved) navigate(renewed(saved.redirectUrl ?? wayBack(props)));
  };
  return (
    <form ref={form} className="p-card p-form" noValidate onSubmit={(event) => void save(event)}>
      {resource.editProperties.map((property) => (
        <BasePropertyComponent
          key={property.propertyPath}
          where="edit"
          onChange={change}
          property={property}
          resource={resource}
          record={record}
        />
      ))}
      <div className="p-buttons">
        <button type="submit" className="p-button p-primary" disabled={busy} data-testid="button-save">
          {translateButton('save', resource.id)}
        </button>
        <Link className="p-button" data-gives-up="" to={wayBack(props)}>
          {translateButton('cancel', resource.id)}
        </Link>
      </div>
    </form>
  );
}
