import type { Options } from 'sequelize';

/** How long a statement waits for what another has locked, in seconds; then whoever waits is told to try again. */
export const LOCK_SECONDS = 5;

/** How a MySQL or MariaDB server is reached; a part of Config. */
export interface ServerSettings {
  /** Name, password and database are percent-encoded. */
  readonly databaseUrl: string;
  /** Undefined: connections are not encrypted; without `ca` (PEM) whoever answers is believed. */
  readonly databaseTls?: { readonly ca?: string } | undefined;
  /** Most connections of this process; default 10. */
  readonly databasePool?: number | undefined;
}

/** Which server, as whom, by how many connections. */
export function serverOptions({ databaseUrl, databaseTls: tls, databasePool = 10 }: ServerSettings): Options {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const isChecked = tls?.ca !== undefined;
  const ssl = { ...tls, rejectUnauthorized: isChecked, verifyIdentity: isChecked };
  return {
    host: decodeURIComponent(hostname).replaceAll(/[[\]]/g, ''),
    port: Number(port === '' ? 3306 : port),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    // Whoever waits for a connection waits for those who wait for a lock.
    pool: { max: databasePool, min: 0, acquire: LOCK_SECONDS * 1000 },
    dialectOptions: tls === undefined ? {} : { ssl },
  };
}
