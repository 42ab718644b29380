import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { COMPANY } from '../../look/mark.tsx';
import { BellLink } from '../../look/bell.tsx';
import { Brand } from '../../look/brand.tsx';
import { PersonMenu } from '../../look/person-menu.tsx';
import type { Person } from '../../policies/actor.ts';
import { mayOpenPanel } from '../../policies/panel.ts';
import { staticUrl, type StaticFile } from '../static-files.ts';

/** How many pieces of news the reader of a page did not read yet; undefined: none are for them at present. */
export const Unread = createContext<number | undefined>(0);

/** What every page has around its content. */
export interface LayoutProps {
  readonly title: string;
  /** Undefined: nobody is signed in, and there is nothing to navigate to. */
  readonly person?: Person | undefined;
  /** The address whose link is marked as the present page. */
  readonly current?: string;
  readonly narrow?: boolean;
  /** Another site's page that browsers go on to by themselves. */
  readonly goesTo?: string;
  /** A script that this page has besides. */
  readonly script?: StaticFile | undefined;
  readonly children: ReactNode;
}

const LINKS = [
  { href: '/', text: 'My complaints' },
  { href: '/complaints/new', text: 'New complaint' },
  { href: '/faq', text: 'FAQ' },
] as const;

const OWN_PAGES = [
  { href: '/profile', text: 'Profile', icon: 'profile' },
  { href: '/password', text: 'Password', icon: 'password' },
  { href: '/help', text: 'Help', icon: 'help' },
] as const;

function Navigation({ person, current }: { person: Person; current: string | undefined }): ReactElement {
  const panel = { href: '/admin', text: 'Admin panel', icon: 'panel' } as const;
  const unread = useContext(Unread);
  return (
    <>
      <nav className="site-nav" aria-label="Main">
        <ul>
          {LINKS.map(({ href, text }) => (
            <li key={href}>
              <a href={href} aria-current={href === current ? 'page' : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {unread !== undefined && <BellLink href="/notifications" unread={unread} />}
      <PersonMenu
        name={person.name}
        level={person.accessLevel}
        links={[...OWN_PAGES, ...(mayOpenPanel(person) ? [panel] : [])]}
        signOut="/logout"
      />
    </>
  );
}

/** The frame of every page: skip link, branded header with navigation, main content, footer. */
export function Layout({
  title,
  person,
  current,
  narrow = false,
  goesTo,
  script,
  children,
}: LayoutProps): ReactElement {
  const unread = useContext(Unread);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {goesTo !== undefined && <meta httpEquiv="refresh" content={`0; url=${goesTo}`} />}
        <title>{`${title} · ${COMPANY}`}</title>
        <link rel="icon" type="image/svg+xml" href={staticUrl('favicon.svg')} />
        <link rel="stylesheet" href={staticUrl('bootstrap.css')} />
        <link rel="stylesheet" href={staticUrl('look.css')} />
        <link rel="stylesheet" href={staticUrl('portal.css')} />
        <script src={staticUrl('portal.js')} defer />
        <script type="module" src={staticUrl('portal-forms.js')} />
        {person !== undefined && unread !== undefined && (
          <script type="module" src={staticUrl('portal-bell.js')} />
        )}
        {person !== undefined && <script type="module" src={staticUrl('portal-send.js')} />}
        {script !== undefined && <script type="module" src={staticUrl(script)} />}
      </head>
      <body data-person={person?.id} data-person-name={person?.name}>
        <a className="skip-link" href="#content">
          Skip to content
        </a>
        <header className="site-header">
          <div className="site-header-inner">
            <Brand href="/" />
            {person !== undefined && <Navigation person={person} current={current} />}
          </div>
        </header>
        <main id="content" tabIndex={-1} className={narrow ? 'page page-narrow' : 'page'}>
          {children}
        </main>
        <footer className="site-footer">{`${COMPANY} Complaint Portal`}</footer>
      </body>
    </html>
  );
}
