import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm } from '../parts/action-form.tsx';
import { asText } from '../parts/as-text.ts';
import { Field } from '../parts/field.tsx';
import type { Post } from '../parts/use-post.ts';

/** How long a token may live, in days. */
const LIVES = ['7', '30', '90', '180', '365'];
const USUAL = '90';

interface Right {
  readonly value: string;
  readonly label: string;
}

interface ScopesProps {
  readonly legend: string;
  readonly rights: readonly Right[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

function Scopes({ legend, rights, chosen, error, onChange }: ScopesProps): ReactNode {
  return (
    <fieldset
      className={`p-field p-choices${error ? ' p-refused' : ''}`}
      aria-describedby={error ? 'scopes-error' : undefined}
    >
      <legend>{legend}</legend>
      {rights.map(({ value, label }) => (
        <label key={value} className="p-choice">
          <input
            type="checkbox"
            name="scopes"
            value={value}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span>
            <code>{value}</code> {label}
          </span>
        </label>
      ))}
      {error && (
        <p id="scopes-error" className="p-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** The form of a new token of an API client. */
export function TokenForm({ props, post }: { readonly props: ActionProps; readonly post: Post }): ReactNode {
  const { action, record, resource } = props;
  const { translateButton, translateMessage, translateProperty } = useTranslation();
  const [name, setName] = useState('');
  const [days, setDays] = useState(USUAL);
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const grantable = new Set(asText(record?.params.grantable).split(','));
  const rights = ((action.custom as { rights?: readonly Right[] }).rights ?? []).filter(({ value }) =>
    grantable.has(value),
  );
  const words = { name: record?.title, interpolation: { escapeValue: false } };
  const submit = (): void => void post.send({ name, days, scopes: scopes.join(',') });
  return (
    <ActionForm props={props} post={post} onSubmit={submit} submitLabel={translateButton('makeToken')}>
      <p>{translateMessage('makeTokenIntro', resource.id, words)}</p>
      <Field
        name="name"
        label={translateProperty('name', resource.id)}
        hint={translateMessage('tokenName', resource.id)}
        error={post.errors.name}
      >
        {(control) => (
          <input
            {...control}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field name="days" label={translateProperty('days', resource.id)} error={post.errors.days}>
        {(control) => (
          <select {...control} value={days} onChange={(event) => setDays(event.target.value)}>
            {LIVES.map((value) => (
              <option key={value} value={value}>
                {value} days
              </option>
            ))}
          </select>
        )}
      </Field>
      {rights.length === 0 ? (
        <p className="p-hint">{translateMessage('makeTokenNothing', resource.id, words)}</p>
      ) : (
        <Scopes
          legend={translateProperty('scopes', resource.id)}
          rights={rights}
          chosen={scopes}
          error={post.errors.scopes}
          onChange={setScopes}
        />
      )}
    </ActionForm>
  );
}
