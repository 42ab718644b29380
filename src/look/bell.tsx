import type { ReactElement } from 'react';
import { LineIcon } from './icon.tsx';
import { bellName, unreadText } from './public/bell.js';

/** The bell with the number of what was not read yet; nothing stands on it where there is none. */
export function BellFace({ unread }: { readonly unread: number }): ReactElement {
  return (
    <>
      <LineIcon name="bell" />
      <span className="bell-count" hidden={unread === 0} aria-hidden="true">
        {unreadText(unread)}
      </span>
    </>
  );
}

interface BellLinkProps {
  readonly href: string;
  readonly unread: number;
}

/** The bell as a way to the list. */
export function BellLink({ href, unread }: BellLinkProps): ReactElement {
  return (
    <a className="bell" href={href} aria-label={bellName(unread)}>
      <BellFace unread={unread} />
    </a>
  );
}
