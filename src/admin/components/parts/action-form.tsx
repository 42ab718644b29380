import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useUnsaved } from './unsaved.ts';
import { wayBack, type Post } from './use-post.ts';

interface ActionFormProps {
  readonly props: ActionProps;
  readonly post: Post;
  readonly onSubmit: () => void;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** The card of an action: its fields, who was refused and why, the button that does it and the way back. */
export function ActionForm({
  props,
  post,
  onSubmit,
  submitLabel,
  danger,
  children,
}: ActionFormProps): ReactNode {
  const { translateAction, translateButton, translateMessage } = useTranslation();
  const [isTouched, setTouched] = useState(false);
  useUnsaved(isTouched);
  const name = translateAction(props.action.label, props.resource.id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!post.busy) onSubmit();
  };
  return (
    <form
      className="p-card p-form"
      aria-label={name}
      onSubmit={submit}
      onChange={() => setTouched(true)}
      noValidate
    >
      {props.action.showInDrawer && <h2>{name}</h2>}
      {children}
      {post.refused.length > 0 && (
        <div className="p-message p-message-error" role="alert">
          <p>{translateMessage('someRefused', props.resource.id, { count: post.refused.length })}</p>
          <ul>
            {post.refused.map(({ id, name, reason }) => (
              <li key={id}>
                <strong>{name}</strong>: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="p-buttons">
        <button
          type="submit"
          className={`p-button ${danger ? 'p-danger' : 'p-primary'}`}
          disabled={post.busy}
        >
          {submitLabel}
        </button>
        <Link className="p-button" data-gives-up="" to={wayBack(props)}>
          {translateButton(post.refused.length > 0 ? 'back' : 'cancel', props.resource.id)}
        </Link>
      </div>
    </form>
  );
}

/** The names of the records that an action of many concerns. */
export function Names({ records }: { readonly records: ActionProps['records'] }): ReactNode {
  return (
    <ul className="p-names" tabIndex={0}>
      {(records ?? []).map(({ id, title }) => (
        <li key={id}>{title}</li>
      ))}
    </ul>
  );
}
