import { useTranslation, type ShowPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';

/** A text or a number as it is; one of a few values by its label. */
export default function PlainValue({ property, record, resource }: ShowPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { availableValues, path } = property;
  const text = asText(record?.params[path]);
  const option = availableValues?.find(({ value }) => String(value) === text);
  if (option === undefined) return text;
  const label = translateLabel(`${path}.${option.value}`, resource.id, {
    defaultValue: option.label ?? text,
  });
  // A sentence is no tag.
  if (property.custom.isSentence === true) return label;
  return <span className="p-badge">{label}</span>;
}
