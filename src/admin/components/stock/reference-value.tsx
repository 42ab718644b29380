import { ViewHelpers, type ShowPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { asText } from '../parts/as-text.ts';

const views = new ViewHelpers();

/** The title of the record that is referred to, as a link for those who may open it. */
export default function ReferenceValue({ property, record }: ShowPropertyProps): ReactNode {
  const { path, reference } = property;
  const recordId = asText(record.params[path]);
  if (recordId === '' || reference === null) return null;
  const referred = record.populated[path];
  const title = referred?.title ?? recordId;
  const mayOpen = referred?.recordActions?.some(({ name }) => name === 'show');
  return mayOpen ? <Link to={views.showUrl(reference, recordId)}>{title}</Link> : <span>{title}</span>;
}
