import { Icon } from '@adminjs/design-system';
import { useCurrentAdmin, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { siteUrl } from '../parts/site-url.ts';

interface Paths {
  readonly paths: { readonly logoutPath: string };
}

/** Who is signed in, the way to the portal, and the way out. */
export default function TopBar({ toggleSidebar }: { readonly toggleSidebar: () => void }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const [person] = useCurrentAdmin();
  const { logoutPath } = useSelector(({ paths }: Paths) => paths);
  return (
    <div className="p-topbar">
      <button
        type="button"
        className="p-icon-button p-menu-button"
        aria-label={translateButton('menu')}
        aria-controls="p-sidebar"
        onClick={toggleSidebar}
      >
        <Icon icon="Menu" size={22} />
      </button>
      <span className="p-spring" />
      <a className="p-topbar-link" href={siteUrl('/')}>
        {translateLabel('portal')}
      </a>
      {person && (
        <span className="p-person">
          <span className="p-person-name">{String(person.name)}</span>
          <span className="p-person-level">{String(person.accessLevel)}</span>
        </span>
      )}
      <form method="post" action={logoutPath}>
        <button type="submit" className="p-button">
          <Icon icon="LogOut" />
          <span>{translateButton('logout')}</span>
        </button>
      </form>
    </div>
  );
}
