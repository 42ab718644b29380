import { useTranslation, type EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Chooses of what a webhook is told, by check boxes; kept as names with commas between them. */
export default function WebhookEvents({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateProperty } = useTranslation();
  const { path, resourceId, custom } = property;
  const choices = (custom as { readonly choices?: readonly Choice[] }).choices ?? [];
  const params = record.params as Readonly<Record<string, unknown>>;
  const chosen = asText(params[path]).split(',').filter(Boolean);
  const error = record.errors?.[path]?.message;
  const toggle = (name: string, on: boolean): void =>
    onChange(path, (on ? [...chosen, name] : chosen.filter((other) => other !== name)).join(','));
  return (
    <fieldset
      className={`p-field p-choices${error ? ' p-refused' : ''}`}
      aria-describedby={error ? `${path}-error` : undefined}
    >
      <legend>{translateProperty(property.label, resourceId)}</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="p-choice">
          <input
            type="checkbox"
            name={path}
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
      {error && (
        <p id={`${path}-error`} className="p-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
