import { ApiClient, useNotice, useTranslation, type ActionProps, type ActionResponse } from 'adminjs';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { copyFrom } from '../parts/copy-from.ts';
import { formData, refusalOf, wayBack } from '../parts/use-post.ts';

/** What the server answers, this once. */
interface Answer extends ActionResponse {
  readonly secret?: string;
}

/** The secret, to be copied before the page is left. */
function Shown({ secret, resourceId }: { readonly secret: string; readonly resourceId: string }): ReactNode {
  const { translateButton, translateMessage, translateLabel } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState(translateMessage('secretMade', resourceId));
  useEffect(() => input.current?.focus(), []);
  const copy = async (): Promise<void> => {
    const isCopied = input.current !== null && (await copyFrom(input.current));
    setTold(translateMessage(isCopied ? 'secretCopied' : 'secretNotCopied', resourceId));
  };
  return (
    <div className="p-field">
      <label htmlFor="secret">{translateLabel('secret', resourceId)}</label>
      <div className="p-password">
        <input
          id="secret"
          ref={input}
          readOnly
          value={secret}
          aria-describedby="secret-hint"
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="p-button" onClick={() => void copy()}>
          {translateButton('copyPassword')}
        </button>
      </div>
      <p id="secret-hint" className="p-hint" role="status">
        {told}
      </p>
    </div>
  );
}

/** Makes a webhook another secret, which is shown on this page and never again. */
export default function WebhookSecret(props: ActionProps): ReactNode {
  const { action, record, resource } = props;
  const { translateButton, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [secret, setSecret] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (record === undefined) return null;
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const call = { resourceId: resource.id, recordId: record.id, actionName: action.name };
      const { data } = await new ApiClient().recordAction({ ...call, method: 'POST', data: formData({}) });
      const { secret: made = '', notice } = data as Answer;
      if (notice) addNotice(notice);
      setSecret(made);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    setBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) void make();
  };
  return (
    <form className="p-card p-form" onSubmit={submit} noValidate>
      {secret === '' ? (
        <p>{translateMessage('makeSecretIntro', resource.id, { name: record.title })}</p>
      ) : (
        <Shown secret={secret} resourceId={resource.id} />
      )}
      <div className="p-buttons">
        {secret === '' && (
          <button type="submit" className="p-button p-primary" disabled={isBusy}>
            {translateButton('makeSecret', resource.id)}
          </button>
        )}
        <Link className="p-button" to={wayBack(props)}>
          {translateButton(secret === '' ? 'cancel' : 'back', resource.id)}
        </Link>
      </div>
    </form>
  );
}
