import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { createApp } from '../../src/app.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { database } from '../../src/database/connect.ts';
import { sessionSecret } from '../../src/web/session-secret.ts';
import { limitTimes, SERVER_TIMES, type ServerTimes } from '../../src/web/server-times.ts';
import { PASSWORD } from '../factories/people.ts';
import { Client } from './client.ts';
import { testEnvironment } from './database.ts';

/** The real application, listening on a port of its own. */
export interface TestApp {
  readonly url: string;
  /** A browser without cookies. */
  client(): Client;
  /** Of every route and of what is mounted, as they are written. */
  paths(): string[];
  stop(): Promise<void>;
}

/** What a test sets differently; without `panel` the panel is left out, which takes seconds to build. */
export interface AppOptions {
  readonly environment?: Record<string, string>;
  readonly panel?: boolean;
  /** Default: any that is free. */
  readonly port?: number;
  readonly times?: ServerTimes;
}

/** Panels by what they are built with: the address they are for, the time zone and what a day's files may weigh. */
const panels = new Map<string, Promise<RequestHandler>>();
const noPanel: RequestHandler = (_request, response) => {
  response.type('html').send('<!doctype html><title>the panel</title>');
};

function panelFor(config: Config): Promise<RequestHandler> {
  const key = `${config.baseUrl} ${config.timeZone} ${config.uploadMbPerDay}`;
  const panel = panels.get(key) ?? loadPanel(config);
  panels.set(key, panel);
  return panel;
}

interface Layer {
  readonly rawPath?: string | readonly string[];
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly route?: object;
}

/** The paths of these layers, and of the routers that are mounted among them without one of their own. */
function pathsOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ rawPath = '/', handle, route }) => {
    const inner = route === undefined && rawPath === '/' ? handle.stack : undefined;
    return inner === undefined ? [rawPath].flat() : pathsOf(inner);
  });
}

async function loadPanel(config: Config): Promise<RequestHandler> {
  const { buildPanel } = await import('../../src/admin/index.ts');
  return buildPanel(config);
}

/** Starts the application on the test database. */
export async function startApp({
  environment = {},
  panel: withPanel = false,
  port = 0,
  times = SERVER_TIMES,
}: AppOptions = {}): Promise<TestApp> {
  const config = readConfig({ ...testEnvironment, ...environment });
  const parts = { config, database: database(), secret: await sessionSecret(config) };
  const app = createApp({ ...parts, panel: withPanel ? await panelFor(config) : noPanel });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(port, '127.0.0.1', (error?: Error) =>
      error ? reject(error) : resolve(listening),
    );
  });
  limitTimes(server, times);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client: () => new Client(url),
    paths: () => pathsOf(app.router.stack as unknown as readonly Layer[]),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Signs in through the form; what follows is answered to this person. */
export async function signIn(client: Client, username: string, password: string = PASSWORD): Promise<Client> {
  const response = await client.post('/login', { username, password });
  if (response.status !== 303) throw new Error(`${username} could not sign in: ${response.status}`);
  return client;
}
