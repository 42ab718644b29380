import express, { type Express, type RequestHandler } from 'express';
import type { Sequelize } from 'sequelize';
import { api } from './api/index.ts';
import type { Config } from './config.ts';
import { giveBackUntaken } from './portal/routes/give-back.ts';
import { portal } from './portal/routes/index.ts';
import { crossOriginGuard } from './web/cross-origin-guard.ts';
import { deviceCookie } from './web/device-cookie.ts';
import { errorHandler, notFound } from './web/errors.ts';
import { factorGate } from './web/factor-gate.ts';
import { formOwnerKey } from './web/form-owner.ts';
import { formSender } from './web/form-sender.ts';
import { handoverRoutes } from './web/handover.ts';
import { health } from './web/health.ts';
import { liveRoutes } from './web/live-stream.ts';
import { metricsFor, type OtherProcesses } from './web/metrics/index.ts';
import { packing } from './web/packing.ts';
import { keptDesk, passkeyDesk } from './web/passkeys/desk.ts';
import { passkeySecondStepRoutes } from './web/passkeys/second-step-routes.ts';
import { passkeySignInRoutes } from './web/passkeys/sign-in-routes.ts';
import { passwordGate } from './web/password-gate.ts';
import { passwordLinkRoutes } from './web/password-links.ts';
import { proofOfSession } from './web/proof.ts';
import { requestLog } from './web/request-log.ts';
import { secondStepRoutes } from './web/second-step.ts';
import { panelHeaders, securityHeaders } from './web/security-headers.ts';
import { panelGate, sessionMiddleware, signedIn } from './web/session.ts';
import { signInAgainRoutes } from './web/sign-in-again.ts';
import { signInRoutes } from './web/sign-in.ts';
import { backChannelRoutes } from './web/single-sign-on/back-channel.ts';
import { directoryOf } from './web/single-sign-on/directory-of.ts';
import { providerOf } from './web/single-sign-on/provider-of.ts';
import { questionsOf } from './web/single-sign-on/questions.ts';
import { singleSignOnRoutes } from './web/single-sign-on/routes.ts';
import { siteAddress } from './web/site-address.ts';
import { staticFiles } from './web/static-files.ts';
import { surroundings } from './web/surroundings.ts';
import { trustCookie } from './web/trust-cookie.ts';
import { unsubscribeRoutes } from './web/unsubscribe.ts';

/** What the application is made of. */
export interface AppParts {
  readonly config: Config;
  readonly database: Sequelize;
  /** Key that signs session cookies. */
  readonly secret: string;
  /** The admin panel's router. */
  readonly panel: RequestHandler;
  /** The other processes of this machine, where there are several. */
  readonly siblings?: OtherProcesses | undefined;
}

/** The whole application: the order of these lines is the order in which a request meets them. */
export function createApp({ config, database, secret, panel, siblings }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  const ownerKey = formOwnerKey(secret);
  app.set(ownerKey.name, ownerKey.value);
  const devices = deviceCookie(config, secret);
  const trust = trustCookie(config, secret);
  const sender = formSender(devices, secret);
  app.set(sender.name, sender.value);
  const desk = keptDesk(passkeyDesk(config, secret));
  app.set(desk.name, desk.value);
  const metrics = metricsFor(config, siblings);
  if (metrics !== undefined) app.use(metrics.watch);
  app.use(requestLog());
  app.use(securityHeaders(config));
  app.use(siteAddress(config));
  app.use(health());
  if (metrics !== undefined) app.use(metrics.route);
  // Before the guard and the sessions: no cookie counts there, so no other site's page can use one.
  app.use(api(config));
  app.use(packing());
  app.use(staticFiles());
  app.use(unsubscribeRoutes());
  const sessions = sessionMiddleware(config, secret, database);
  // The main portal's pages send it, and what they send is signed.
  app.use(handoverRoutes(config, sessions));
  const provider = providerOf(config);
  // The provider itself sends it, and signs what it sends.
  if (provider !== undefined) app.use(backChannelRoutes(provider));
  app.use(crossOriginGuard(config));
  app.use(surroundings);
  app.use(sessions);
  const directory = directoryOf(config);
  const signInParts = {
    devices,
    trust,
    provider,
    directory,
    oidc: config.oidc,
    ssoOnly: config.ssoOnly,
  };
  app.use(signInRoutes(signInParts));
  app.use(passkeySignInRoutes(signInParts));
  app.use(secondStepRoutes({ devices, trust }));
  app.use(passkeySecondStepRoutes({ devices, trust }));
  app.use(signInAgainRoutes(config));
  if (provider !== undefined && config.oidc !== undefined) {
    const questions = questionsOf(config, secret);
    const { oidc: settings, othersVouch } = config;
    app.use(singleSignOnRoutes({ provider, settings, questions, devices, trust, othersVouch }));
  }
  app.use(passwordLinkRoutes());
  app.use(passwordGate);
  app.use(factorGate);
  app.use(proofOfSession);
  app.use(liveRoutes());
  // The panel reads bodies itself, so nothing before it may.
  app.use('/admin', signedIn, panelGate, panelHeaders, panel);
  app.use(portal(config, { directory, oidc: config.oidc }));
  app.use(notFound);
  app.use(giveBackUntaken);
  app.use(errorHandler);
  return app;
}
