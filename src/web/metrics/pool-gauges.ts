import { Gauge, type Registry } from 'prom-client';
import { poolState } from '../../database/pool-state.ts';

/** The connections to the database that this process has; returns what looks how many they are. */
export function poolGauges(registry: Registry): () => void {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const connections = gauge(
    'portal_database_connections',
    'Connections that the processes of this machine have, by state.',
    'state',
  );
  const max = gauge(
    'portal_database_connections_max',
    'Most connections that the processes of this machine may have.',
  );
  const waits = gauge('portal_database_waiting', 'How many in the processes of this machine wait for one.');
  return () => {
    const { inUse, idle, waiting, most } = poolState();
    connections.set({ state: 'in_use' }, inUse);
    connections.set({ state: 'idle' }, idle);
    waits.set(waiting);
    max.set(most);
  };
}
