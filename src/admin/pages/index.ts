import type { AdminPage, CurrentAdmin } from 'adminjs';
import type { Actor } from '../../policies/actor.ts';
import { retentionPolicy } from '../../policies/retention.ts';
import { healthPolicy } from '../../policies/health.ts';
import type { HealthSettings } from '../../use-cases/health/check.ts';
import { seesAllFigures, seesOwnFigures } from '../../policies/report.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { MENU } from '../table/panel-table.ts';
import { healthHandler } from './health.ts';
import { retentionHandler } from './retention.ts';
import { reportsHandler } from './reports.ts';

/** A page of the panel that is no table's. */
interface PanelPage {
  readonly component: string;
  readonly icon: string;
  readonly menu: (typeof MENU)[keyof typeof MENU];
  /** Who may open it; others neither see it in the menu nor get it. */
  mayOpen(actor: Actor): boolean;
}

/** The panel's own pages by their name in addresses, in the order of the menu. */
const PAGES: Readonly<Record<string, PanelPage>> = {
  reports: {
    component: components.ReportsPage,
    icon: 'BarChart2',
    menu: MENU.work,
    mayOpen: (actor) => seesAllFigures(actor) || seesOwnFigures(actor),
  },
  health: {
    component: components.HealthPage,
    icon: 'Activity',
    menu: MENU.operations,
    mayOpen: (actor) => healthPolicy.may(actor, 'read'),
  },
  retention: {
    component: components.RetentionPage,
    icon: 'Trash2',
    menu: MENU.operations,
    mayOpen: (actor) => retentionPolicy.may(actor, 'read'),
  },
};

/** Whether there is a page of this name. */
export function isPage(name: string): boolean {
  return Object.hasOwn(PAGES, name);
}

/** Whether somebody may open the page of this name. */
export function mayOpenPage(name: string, admin: CurrentAdmin | undefined): boolean {
  return PAGES[name]?.mayOpen(actorBehind(admin)) ?? false;
}

/** A page as the panel's script knows it. */
export interface ShownPage {
  readonly name: string;
  readonly component: string;
  readonly icon: string;
  /** The heading of the menu under which it stands. */
  readonly menu: string;
}

/** The pages that somebody may open. */
export function shownPages(admin: CurrentAdmin): ShownPage[] {
  return Object.entries(PAGES)
    .filter(([name]) => mayOpenPage(name, admin))
    .map(([name, { component, icon, menu }]) => ({ name, component, icon, menu: menu.name }));
}

/** The pages as AdminJS takes them, each with what it asks for. */
export function pages(settings: HealthSettings): Record<string, AdminPage> {
  const handlers: Readonly<Record<string, AdminPage['handler']>> = {
    reports: reportsHandler,
    health: healthHandler(settings),
    retention: retentionHandler,
  };
  return Object.fromEntries(
    Object.entries(PAGES).map(([name, { component, icon }]) => {
      const handler = handlers[name];
      return [name, { component, icon, ...(handler === undefined ? {} : { handler }) }];
    }),
  );
}
