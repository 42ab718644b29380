import type { Sequelize } from 'sequelize';

/** Asks a connection that was made just now; undefined rows for what answers with none. */
type Ask = (sql: string) => Promise<readonly { readonly Value?: string }[]>;

/**
 * What each connection to a node of Galera is told. Whatever reads or changes (1 + 2 + 4: SELECT, UPDATE and DELETE,
 * INSERT) waits until the node has all that was committed before on any other, so that whoever was answered by one node
 * finds that at the next, and a change under a condition (a lease, a version) is not refused by what is no longer so.
 * Inside a transaction only its first statement waits. Statements by themselves that lose against another node are sent
 * again by the node.
 */
const EACH_CONNECTION = 'SET SESSION wsrep_sync_wait = 7, SESSION wsrep_retry_autocommit = 5';

let clustered = false;

/** Finds out whether the server is a node of a cluster, and if so, tells the connection. */
export async function greetNode(ask: Ask): Promise<void> {
  const [found] = await ask("SHOW VARIABLES LIKE 'wsrep_on'");
  clustered = found?.Value === 'ON';
  if (clustered) await ask(EACH_CONNECTION);
}

/** Whether several servers take writes at once, none of which sees what another has locked. */
export function isClustered(): boolean {
  return clustered;
}

/** Parts of Sequelize's pool that its types leave out. */
interface Pool {
  destroyAllNow?(): Promise<unknown>;
}

/** Forgets the connections that nobody uses now: their node takes no work, and a new one leads to another. */
export async function leaveNode(sequelize: Sequelize): Promise<void> {
  const pool = Reflect.get(sequelize.connectionManager, 'pool') as Pool | undefined;
  await pool?.destroyAllNow?.();
}
