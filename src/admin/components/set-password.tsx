import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm } from './parts/action-form.tsx';
import { Field } from './parts/field.tsx';
import { PasswordTools } from './parts/password-tools.tsx';
import { usePost } from './parts/use-post.ts';

interface RepeatProps {
  readonly resourceId: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Repeat({ resourceId, value, error, onChange }: RepeatProps): ReactNode {
  const { translateProperty } = useTranslation();
  return (
    <Field
      name="repeatPassword"
      label={translateProperty('repeatPassword', resourceId)}
      error={error}
      required
    >
      {(control) => (
        <input
          {...control}
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What is typed: the password, once more unless it was drawn, and whether its owner has to change it. */
function usePasswords() {
  const [password, setPassword] = useState('');
  const [isDrawn, setDrawn] = useState(false);
  const [repeated, setRepeated] = useState('');
  const [mustChange, setMustChange] = useState(false);
  const change = (text: string, drawn: boolean): void => {
    setPassword(text);
    setDrawn(drawn);
    if (drawn) setMustChange(true);
  };
  const repeatPassword = isDrawn ? password : repeated;
  return { password, isDrawn, repeated, setRepeated, mustChange, setMustChange, change, repeatPassword };
}

/** Gives somebody a new password, typed twice or drawn. */
export default function SetPassword(props: ActionProps): ReactNode {
  const { record, resource } = props;
  const { translateMessage, translateProperty, translateButton } = useTranslation();
  const typed = usePasswords();
  const { password, repeatPassword, mustChange } = typed;
  const [differ, setDiffer] = useState(false);
  const post = usePost(props);
  const submit = (): void => {
    setDiffer(password !== repeatPassword);
    const mark = { mustChangePassword: String(mustChange) };
    if (password === repeatPassword) void post.send({ password, repeatPassword, ...mark });
  };
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={submit}
      submitLabel={translateButton('setPassword', resource.id)}
    >
      <p>{translateMessage('setPasswordIntro', resource.id, { name: record?.title })}</p>
      <Field
        name="password"
        label={translateProperty('newPassword', resource.id)}
        hint={translateMessage('passwordRules', resource.id)}
        error={post.errors.password}
        required
      >
        {(control) => <PasswordTools control={control} value={password} onChange={typed.change} />}
      </Field>
      {!typed.isDrawn && (
        <Repeat
          resourceId={resource.id}
          value={typed.repeated}
          error={differ ? translateMessage('passwordsDiffer', resource.id) : post.errors.repeatPassword}
          onChange={typed.setRepeated}
        />
      )}
      <Field name="mustChangePassword" label={translateProperty('mustChangePassword', resource.id)} inline>
        {(control) => (
          <input
            {...control}
            type="checkbox"
            checked={mustChange}
            onChange={(event) => typed.setMustChange(event.target.checked)}
          />
        )}
      </Field>
    </ActionForm>
  );
}
