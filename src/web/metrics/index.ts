import { Router, type RequestHandler } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Config } from '../../config.ts';
import { log } from '../../log.ts';
import { scrapedGauges } from './gauges.ts';
import { jobMetrics } from './job-metrics.ts';
import { requestMetrics } from './request-metrics.ts';
import { bears } from './token.ts';

/** What this process measures of itself. */
export interface Metrics {
  /** Measures each request; stands before all that answers. */
  readonly watch: RequestHandler;
  /** `GET /metrics`, for whoever has the token. */
  readonly route: Router;
}

function routeFor(registry: Registry, refresh: () => Promise<void>, token: string): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    if (!bears(request.get('authorization'), token)) {
      log.warn({ remoteAddress: request.ip }, 'metrics were asked for without their token');
      response.set('WWW-Authenticate', 'Bearer realm="metrics"').status(401).type('text');
      response.send('Send METRICS_TOKEN as the bearer token.\n');
      return;
    }
    await refresh();
    response.set('Content-Type', registry.contentType).end(await registry.metrics());
  });
  return router;
}

/** Measures for Prometheus, which each process has of its own; undefined while METRICS_TOKEN is not set. */
export function metricsFor(config: Config): Metrics | undefined {
  const { metricsToken } = config;
  if (metricsToken === undefined) return undefined;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'portal_' });
  jobMetrics(registry);
  const watch = requestMetrics(registry);
  return { watch, route: routeFor(registry, scrapedGauges(registry, config), metricsToken) };
}
