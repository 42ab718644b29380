import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers, type BrandingOptions, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { NavLink } from 'react-router-dom';

interface State {
  readonly branding: BrandingOptions;
  readonly resources: readonly ResourceJSON[];
}

interface Section {
  readonly name: string | null;
  readonly resources: ResourceJSON[];
}

const views = new ViewHelpers();

/** The resources under the headings that they name, in their own order. */
function sections(resources: readonly ResourceJSON[]): Section[] {
  const shown = resources.filter(({ href, navigation }) => href && navigation?.show !== false);
  const found: Section[] = [];
  for (const resource of shown) {
    const name = resource.navigation?.name ?? null;
    const section = found.find((other) => other.name === name);
    if (section) section.resources.push(resource);
    else found.push({ name, resources: [resource] });
  }
  return found;
}

function SidebarLink(props: { to: string; icon: string; label: string; end?: boolean }): ReactNode {
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
  const { translateLabel } = useTranslation();
  const branding = useSelector((state: State) => state.branding);
  const resources = useSelector((state: State) => state.resources);
  return (
    <div id="p-sidebar" className={`p-sidebar${isVisible ? ' p-open' : ''}`}>
      <nav aria-label={translateLabel('navigation')}>
        <NavLink to={views.dashboardUrl()} end className="p-brand">
          {branding.logo && <img src={branding.logo} alt="" width={32} height={32} />}
          <span>{branding.companyName}</span>
        </NavLink>
        <ul>
          <SidebarLink to={views.dashboardUrl()} icon="Home" label={translateLabel('dashboard')} end />
        </ul>
        {sections(resources).map((section) => (
          <div key={section.name}>
            {section.name && <h2>{translateLabel(section.name)}</h2>}
            <ul>
              {section.resources.map((resource) => (
                <SidebarLink
                  key={resource.id}
                  to={resource.href ?? ''}
                  icon={resource.navigation?.icon ?? 'List'}
                  label={translateLabel(resource.name, resource.id)}
                />
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
