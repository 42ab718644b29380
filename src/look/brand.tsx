import type { ReactElement } from 'react';
import { COMPANY, Mark } from './mark.tsx';

/** The mark and the name, which lead to the first page. */
export function Brand({ href }: { readonly href: string }): ReactElement {
  return (
    <a className="brand" href={href}>
      <Mark />
      <span>{COMPANY}</span>
    </a>
  );
}
