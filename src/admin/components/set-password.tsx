import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm } from './parts/action-form.tsx';
import { Field } from './parts/field.tsx';
import { usePost } from './parts/use-post.ts';

/** Gives somebody a new password, typed twice. */
export default function SetPassword(props: ActionProps): ReactNode {
  const { record, resource } = props;
  const { translateMessage, translateProperty, translateButton } = useTranslation();
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [differ, setDiffer] = useState(false);
  const post = usePost(props);
  const submit = (): void => {
    setDiffer(password !== repeated);
    if (password === repeated) void post.send({ password, repeatPassword: repeated });
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
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field
        name="repeatPassword"
        label={translateProperty('repeatPassword', resource.id)}
        error={differ ? translateMessage('passwordsDiffer', resource.id) : post.errors.repeatPassword}
        required
      >
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            value={repeated}
            onChange={(event) => setRepeated(event.target.value)}
          />
        )}
      </Field>
    </ActionForm>
  );
}
