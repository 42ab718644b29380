import { useTranslation, type BasePropertyProps, type ShowPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { UrgencyBadge } from '../complaint/badges.tsx';
import { asText } from '../parts/as-text.ts';
import { ShownValue } from '../parts/shown-value.tsx';
import ReferenceValue from '../stock/reference-value.tsx';

/** Of which complaints something is: of those of an urgency or of what is referred to, or of any. */
export default function AnyValue(props: ShowPropertyProps & Pick<BasePropertyProps, 'where'>): ReactNode {
  const { translateLabel } = useTranslation();
  const { property, record, resource, where } = props;
  const text = asText(record.params[property.path]);
  return (
    <ShownValue property={property} where={where}>
      {text === '' && <span className="p-quiet">{translateLabel('any', resource.id)}</span>}
      {text !== '' && (property.reference ? <ReferenceValue {...props} /> : <UrgencyBadge urgency={text} />)}
    </ShownValue>
  );
}
