import { useTranslation, type EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { GroupBoxes } from './parts/group-boxes.tsx';
import { idsIn } from './parts/list-value.ts';

/** Edits a list of references, such as somebody's groups, by check boxes. */
export default function GroupsPicker({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateProperty, translateMessage } = useTranslation();
  const { path, resourceId, description } = property;
  return (
    <GroupBoxes
      name={path}
      legend={translateProperty(property.label, resourceId)}
      reference={property.reference ?? 'groups'}
      chosen={idsIn(record, path)}
      onChange={(chosen) => onChange(path, chosen)}
      hint={description && translateMessage(description, resourceId)}
      error={record.errors?.[path]?.message}
      disabled={property.isDisabled}
    />
  );
}
