import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm } from '../parts/action-form.tsx';
import { Field } from '../parts/field.tsx';
import { RadioChoices } from '../parts/radio-choices.tsx';
import { usePost } from '../parts/use-post.ts';

const CHOICES = ['keep', 'erase'] as const;

/** Erases what is known of somebody, once their name was typed. */
export default function ErasePerson(props: ActionProps): ReactNode {
  const { record, resource } = props;
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const [name, setName] = useState('');
  const [texts, setTexts] = useState<(typeof CHOICES)[number]>('keep');
  const post = usePost(props);
  const said = (key: string) => translateMessage(key, resource.id, { name: record?.title });
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={() => void post.send({ name, texts })}
      submitLabel={translateButton('erase', resource.id)}
      danger
    >
      <p>{said('eraseIntro')}</p>
      <p>{said('eraseStays')}</p>
      <RadioChoices
        name="texts"
        legend={translateLabel('eraseTexts', resource.id)}
        values={CHOICES}
        labelOf={(choice) => translateLabel(`eraseTexts_${choice}`, resource.id)}
        chosen={texts}
        error={post.errors.texts}
        onChange={setTexts}
      />
      <Field
        name="name"
        label={translateLabel('eraseName', resource.id)}
        hint={said('eraseNameHint')}
        error={post.errors.name}
        required
      >
        {(control) => (
          <input
            {...control}
            type="text"
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </ActionForm>
  );
}
