import { BasePropertyComponent, useTranslation } from 'adminjs';
import type { ActionProps, RecordJSON } from 'adminjs';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { renewed, wayBack } from '../parts/use-post.ts';
import { useRecordForm } from '../parts/use-record-form.ts';

/** The name of the button that saves and begins the next form. */
const ANOTHER = 'another';

/** After a refusal the first field with a message has the focus, so that it is seen and read out. */
function useFocusOnRefusal(errors: RecordJSON['errors']): React.RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid], .p-refused input');
    field?.focus();
  }, [errors]);
  return form;
}

/** A form that follows one that was saved begins at its first field. */
function useFocusAtFirst(form: React.RefObject<HTMLFormElement>, isNext: boolean): void {
  useEffect(() => {
    if (isNext) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
}

function FormButtons({ props, busy }: { readonly props: ActionProps; readonly busy: boolean }): ReactNode {
  const { translateButton } = useTranslation();
  const { id } = props.resource;
  return (
    <div className="p-buttons">
      <button type="submit" className="p-button p-primary" disabled={busy} data-testid="button-save">
        {translateButton('save', id)}
      </button>
      {props.record === undefined && (
        <button type="submit" className="p-button" name={ANOTHER} disabled={busy}>
          {translateButton('saveAndAddAnother', id)}
        </button>
      )}
      <Link className="p-button" data-gives-up="" to={wayBack(props)}>
        {translateButton('cancel', id)}
      </Link>
    </div>
  );
}

interface OneFormProps {
  readonly props: ActionProps;
  /** It follows one that was saved. */
  readonly isNext: boolean;
  /** Begins the next one. */
  readonly onNext: () => void;
}

function OneForm({ props, isNext, onNext }: OneFormProps): ReactNode {
  const { resource } = props;
  const { record, busy, change, submit } = useRecordForm(props);
  const navigate = useNavigate();
  const form = useFocusOnRefusal(record.errors);
  useFocusAtFirst(form, isNext);
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const saved = await submit();
    if (!saved) return;
    if (submitter?.getAttribute('name') === ANOTHER) onNext();
    else navigate(renewed(saved.redirectUrl ?? wayBack(props)));
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
      <FormButtons props={props} busy={busy} />
    </form>
  );
}

/**
 * The form of a new record, or of one that is edited. What was typed stays when it is refused; a new one can be followed
 * by the next without leaving the page.
 */
export default function RecordForm(props: ActionProps): ReactNode {
  const [saved, setSaved] = useState(0);
  return (
    <OneForm key={saved} props={props} isNext={saved > 0} onNext={() => setSaved((before) => before + 1)} />
  );
}
