import { Router, type RequestHandler } from 'express';
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Config } from '../../config.ts';
import { log } from '../../log.ts';
import { scrapedGauges } from './gauges.ts';
import { poolGauges } from './pool-gauges.ts';
import { jobMetrics } from './job-metrics.ts';
import { requestMetrics } from './request-metrics.ts';
import { bears } from './token.ts';

/** The other processes of this machine, which measure themselves alike. */
export interface OtherProcesses {
  ask(): Promise<readonly unknown[]>;
  answerWith(measure: () => Promise<unknown>): void;
}

/** What this process measures of itself. */
export interface Metrics {
  /** Measures each request; stands before all that answers. */
  readonly watch: RequestHandler;
  /** `GET /metrics`, for whoever has the token. */
  readonly route: Router;
}

type Measured = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** What this process and the others measure, as of one: counters added, delays at their longest or on the average. */
async function together(own: Registry, others: OtherProcesses): Promise<string> {
  const [mine, theirs] = await Promise.all([own.getMetricsAsJSON(), others.ask()]);
  return AggregatorRegistry.aggregate([mine, ...(theirs as Measured[])]).metrics();
}

interface Measures {
  /** What this process measures of itself. */
  readonly own: Registry;
  readonly lookAtPool: () => void;
  /** What is the same whichever process is asked. */
  readonly shared: Registry;
  readonly others: OtherProcesses | undefined;
  readonly refresh: () => Promise<void>;
}

async function allOf({ own, lookAtPool, shared, others, refresh }: Measures): Promise<string> {
  lookAtPool();
  const [ofProcesses] = await Promise.all([
    others === undefined ? own.metrics() : together(own, others),
    refresh(),
  ]);
  return `${ofProcesses}\n${await shared.metrics()}`;
}

function routeFor(measures: Measures, token: string): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    if (!bears(request.get('authorization'), token)) {
      log.warn({ remoteAddress: request.ip }, 'metrics were asked for without their token');
      response.set('WWW-Authenticate', 'Bearer realm="metrics"').status(401).type('text');
      response.send('Send METRICS_TOKEN as the bearer token.\n');
      return;
    }
    response.set('Content-Type', measures.own.contentType).end(await allOf(measures));
  });
  return router;
}

/**
 * Measures for Prometheus: whichever process of a machine is asked tells of all of them.
 *
 * @param others undefined: this process serves alone.
 * @returns undefined while METRICS_TOKEN is not set.
 */
export function metricsFor(config: Config, others?: OtherProcesses): Metrics | undefined {
  const { metricsToken } = config;
  if (metricsToken === undefined) return undefined;
  const [own, shared] = [new Registry(), new Registry()];
  collectDefaultMetrics({ register: own, prefix: 'portal_' });
  jobMetrics(own);
  const lookAtPool = poolGauges(own);
  const help = 'Processes of this machine that told what they measure.';
  new Gauge({ name: 'portal_processes', help, registers: [own] }).set(1);
  others?.answerWith(() => {
    lookAtPool();
    return own.getMetricsAsJSON();
  });
  const watch = requestMetrics(own);
  const measures = { own, lookAtPool, shared, others, refresh: scrapedGauges(shared, config) };
  return { watch, route: routeFor(measures, metricsToken) };
}
