import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { NavLink } from 'react-router-dom';
import { pageUrl } from '../parts/page-url.ts';
import type { ShownPage } from '../../pages/index.ts';
import { showKeys } from '../keyboard/keyboard.tsx';

interface State {
  readonly resources: readonly ResourceJSON[];
  readonly pages: readonly ShownPage[];
}

interface Entry {
  readonly to: string;
  readonly icon: string;
  readonly label: string;
}

interface Section {
  readonly name: string | null;
  readonly entries: Entry[];
}

const views = new ViewHelpers();

/** Resources and pages under the headings that they name, in their own order. */
function useSections(): Section[] {
  const { translateLabel } = useTranslation();
  const resources = useSelector((state: State) => state.resources);
  const pages = useSelector((state: State) => state.pages);
  const found: Section[] = [];
  const place = (name: string | null, entry: Entry): void => {
    const section = found.find((other) => other.name === name);
    if (section) section.entries.push(entry);
    else found.push({ name, entries: [entry] });
  };
  for (const { id, name, href, navigation } of resources) {
    if (!href || navigation?.show === false) continue;
    const menu = navigation?.name ?? null;
    place(menu, { to: href, icon: navigation?.icon ?? 'List', label: translateLabel(name, id) });
  }
  for (const { name, icon, menu } of pages) {
    place(menu, { to: pageUrl(name), icon, label: translateLabel('heading', name) });
  }
  return found;
}

function SidebarLink(props: Entry & { readonly end?: boolean }): ReactNode {
  return (
    <li>
      <NavLink to={props.to} end={props.end ?? false} className="p-nav-link">
        <Icon icon={props.icon} />
        <span>{props.label}</span>
      </NavLink>
    </li>
  );
}

/** The panel's menu. On narrow screens it is out of sight, and out of the keyboard's way, until asked for. */
export default function Sidebar({ isVisible }: { readonly isVisible: boolean }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const sections = useSections();
  return (
    <div id="p-sidebar" className={`p-sidebar${isVisible ? ' p-open' : ''}`}>
      <nav aria-label={translateLabel('navigation')}>
        <ul>
          <SidebarLink to={views.dashboardUrl()} icon="Home" label={translateLabel('dashboard')} end />
        </ul>
        {sections.map((section) => (
          <div key={section.name}>
            {section.name && <h2>{translateLabel(section.name)}</h2>}
            <ul>
              {section.entries.map((entry) => (
                <SidebarLink key={entry.to} {...entry} />
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="p-keys-place">
        <button type="button" className="p-nav-link p-keys-button" onClick={showKeys}>
          <Icon icon="HelpCircle" />
          <span>{translateButton('showKeys')}</span>
        </button>
      </div>
    </div>
  );
}
