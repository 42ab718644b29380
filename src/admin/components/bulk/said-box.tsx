import { useTranslation } from 'adminjs';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { Values } from '../parts/use-post.ts';
import { Box } from './box.tsx';
import { askTypes } from './call.ts';
import type { BulkStep } from './types.ts';

/** As many as the server keeps. */
const MOST = 10_000;

interface ControlProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TypeSelect({ id, value, onChange }: ControlProps): ReactNode {
  const { translateLabel } = useTranslation();
  const [types, setTypes] = useState<Awaited<ReturnType<typeof askTypes>>>();
  useEffect(() => {
    askTypes().then(setTypes, () => setTypes([]));
  }, []);
  return (
    <select id={id} value={value} required onChange={({ target }) => onChange(target.value)}>
      <option value="">{translateLabel(types ? 'chooseType' : 'loading', 'complaints')}</option>
      {types?.map((type) => (
        <option key={type.id} value={type.id}>
          {type.name}
        </option>
      ))}
    </select>
  );
}

interface SaidBoxProps {
  readonly step: BulkStep;
  readonly title: string;
  readonly error: string | undefined;
  readonly isBusy: boolean;
  readonly onSend: (said: Values) => void;
  readonly onClose: () => void;
}

/** What a step needs to know before it is taken: words, a type, or only a yes. */
export function SaidBox({ step, title, error, isBusy, onSend, onClose }: SaidBoxProps): ReactNode {
  const id = useId();
  const [value, setValue] = useState('');
  const [field] = step.fields;
  return (
    <Box
      title={title}
      button={step.button}
      isDangerous={step.isDangerous}
      isReady={!isBusy && (field === undefined || value.trim() !== '')}
      error={error}
      onSend={() => onSend(field === undefined ? {} : { [field.name]: value })}
      onClose={onClose}
    >
      {field !== undefined && (
        <div className="p-field">
          <label htmlFor={id}>{field.label}</label>
          {field.name === 'typeId' ? (
            <TypeSelect id={id} value={value} onChange={setValue} />
          ) : (
            <textarea
              id={id}
              rows={4}
              maxLength={MOST}
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          )}
        </div>
      )}
      {step.hint !== '' && <p className="p-hint">{step.hint}</p>}
    </Box>
  );
}
