import './environment.ts';
import adminExpress from '@adminjs/express';
import { AdminJS, Router as AdminRouter } from 'adminjs';
import { Router, type RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { personOf } from '../web/session.ts';
import { sitePrefix } from '../web/site-address.ts';
import { MethodError, PanelApiController } from './request/api-controller.ts';
import { panelAssets } from './assets/assets.ts';
import { answerApiErrors, readBody } from './request/body.ts';
import { branding } from './assets/branding.ts';
import { requireDrawable } from './assets/drawable.ts';
import { componentLoader, components } from './components/index.ts';
import { dashboard } from './dashboard.ts';
import { exportRoutes } from './request/export-routes.ts';
import { checkQuery } from './request/field-names.ts';
import { locale } from './texts/locale.ts';
import { reportRoutes } from './request/report-routes.ts';
import { refuseForeignPages } from './request/opened-as.ts';
import { pageController } from './request/page-controller.ts';
import { pages } from './pages/index.ts';
import { panelAdmin } from './request/panel-admin.ts';
import { resources } from './resources/index.ts';

const ROOT = '/admin';

/**
 * AdminJS makes a controller of each request with what stands in the session. The person is put there for this request
 * only: not enumerable, it is never stored.
 */
function presentPerson({ timeZone }: Config): RequestHandler {
  return (request, _response, next) => {
    const value = panelAdmin(personOf(request), timeZone);
    Object.defineProperty(request.session, 'adminUser', { value, configurable: true, enumerable: false });
    next();
  };
}

/** AdminJS's routes with this panel's controllers behind them, which check what AdminJS does not. */
function takeOverRoutes(Pages: ReturnType<typeof pageController>): void {
  const own = AdminRouter.routes.filter(({ action }) => action !== 'bundleComponents');
  AdminRouter.routes = own.map((route) => ({
    ...route,
    Controller: route.path.startsWith('/api/') ? PanelApiController : Pages,
  }));
  // The panel serves its own files, built beforehand.
  AdminRouter.assets = [];
}

/**
 * Each call of the API by its own methods and no others. It comes before AdminJS's routes, since Express takes a HEAD
 * to what is there for GET.
 */
function refuseOtherMethods(router: Router): void {
  const calls = AdminRouter.routes.filter(({ path }) => path.startsWith('/api/'));
  for (const { path } of calls) {
    const methods: string[] = calls.filter((call) => call.path === path).map(({ method }) => method);
    router.all(path.replaceAll('{', ':').replaceAll('}', ''), (request, response, next) => {
      if (methods.includes(request.method)) return next();
      response.set('Allow', methods.join(', '));
      throw new MethodError();
    });
  }
}

/** The admin panel, to be mounted at /admin behind everything that decides who gets there. */
export async function buildPanel(config: Config): Promise<Router> {
  const prefix = sitePrefix(config);
  const rootPath = prefix + ROOT;
  const { router: assets, urls } = await panelAssets(rootPath);
  takeOverRoutes(pageController(urls));
  const panel = new AdminJS({
    rootPath,
    loginPath: `${prefix}/login`,
    logoutPath: `${prefix}/logout`,
    resources: resources(config),
    componentLoader,
    pages: pages(config),
    dashboard: { component: components.Dashboard, handler: dashboard },
    branding: branding(urls),
    locale,
    settings: { defaultPerPage: 20 },
  });
  requireDrawable(panel);
  const router = Router();
  router.use(assets);
  refuseOtherMethods(router);
  router.use(
    presentPerson(config),
    checkQuery,
    // Before the lists', which know no list of this name.
    reportRoutes(),
    exportRoutes(panel),
    refuseForeignPages,
    readBody(config.uploadMbPerDay),
    // With the rights that they have by now.
    presentPerson(config),
  );
  adminExpress.buildRouter(panel, router);
  router.use(answerApiErrors);
  return router;
}
