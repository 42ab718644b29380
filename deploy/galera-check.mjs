/**
 * Tells a balancer which nodes of a Galera cluster take work: a node that catches up accepts connections and refuses every
 * statement, and one that hands its state to another may stand still. For each of GALERA_NODES
 * (mysql://user:password@host:port,...) a port is listened on, from PORT (9201) on: 200 where the node is synced, else 503.
 * The user needs no rights at all.
 */
import { createServer } from 'node:http';
import mysql from 'mysql2/promise';

const { GALERA_NODES = '', PORT = '9201', HOST = '127.0.0.1' } = process.env;
const PATIENCE_MS = 2000;
/** A node answers for so long what it answered last, however many balancers ask. */
const KEPT_MS = 500;
const SYNCED = '4';

async function isSynced(uri) {
  const connection = await mysql.createConnection({ uri, connectTimeout: PATIENCE_MS });
  try {
    const sql =
      "SHOW STATUS WHERE Variable_name IN ('wsrep_local_state', 'wsrep_ready', 'wsrep_cluster_status')";
    const [rows] = await connection.query({ sql, timeout: PATIENCE_MS });
    const states = Object.fromEntries(rows.map(({ Variable_name: name, Value: value }) => [name, value]));
    return (
      states.wsrep_local_state === SYNCED &&
      states.wsrep_ready === 'ON' &&
      states.wsrep_cluster_status === 'Primary'
    );
  } finally {
    connection.destroy();
  }
}

function shortly(ask) {
  let answer;
  let until = 0;
  return () => {
    if (Date.now() > until) {
      until = Date.now() + KEPT_MS;
      answer = ask().catch(() => false);
    }
    return answer;
  };
}

const nodes = GALERA_NODES.split(',').filter(Boolean);
if (nodes.length === 0) {
  process.stderr.write('GALERA_NODES names no node.\n');
  process.exit(1);
}
for (const [index, uri] of nodes.entries()) {
  const ask = shortly(() => isSynced(uri));
  createServer((_request, response) => {
    void ask().then((synced) =>
      response.writeHead(synced ? 200 : 503).end(synced ? 'synced\n' : 'not synced\n'),
    );
  }).listen(Number(PORT) + index, HOST);
}
