import { Icon } from '@adminjs/design-system';
import { useCurrentAdmin, useTranslation, ViewHelpers } from 'adminjs';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { COMPANY, Mark } from '../../../look/mark.tsx';
import { PersonMenu, type PersonLink } from '../../../look/person-menu.tsx';
import { Bell } from '../live/bell.tsx';
import { useBar } from '../parts/bar.ts';
import { siteUrl } from '../parts/site-url.ts';

interface Paths {
  readonly paths: { readonly logoutPath: string };
}

const HOME = new ViewHelpers().dashboardUrl();

function ownPages(): PersonLink[] {
  return [
    { href: siteUrl('/profile'), text: 'Profile', icon: 'profile' },
    { href: siteUrl('/password'), text: 'Password', icon: 'password' },
    { href: siteUrl('/'), text: 'Portal', icon: 'portal' },
    { href: siteUrl('/help'), text: 'Help', icon: 'help' },
  ];
}

/** The bar over menu and page, the same as the portal's; AdminJS draws it in the page, after the menu. */
export default function TopBar({ toggleSidebar }: { readonly toggleSidebar: () => void }): ReactNode {
  const { translateButton } = useTranslation();
  const [person] = useCurrentAdmin();
  const { logoutPath } = useSelector(({ paths }: Paths) => paths);
  const bar = useBar();
  if (bar === null) return null;
  return createPortal(
    <>
      <button
        type="button"
        className="p-icon-button p-menu-button"
        aria-label={translateButton('menu')}
        aria-controls="p-sidebar"
        onClick={toggleSidebar}
      >
        <Icon icon="Menu" size={22} />
      </button>
      <Link to={HOME} className="brand">
        <Mark />
        <span>{COMPANY}</span>
      </Link>
      {person && <Bell />}
      {person && (
        <PersonMenu
          name={String(person.name)}
          level={String(person.accessLevel)}
          links={ownPages()}
          signOut={logoutPath}
        />
      )}
    </>,
    bar,
  );
}
