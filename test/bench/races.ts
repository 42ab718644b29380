import { Complaint } from '../../src/models/complaint.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import type { Client } from '../support/client.ts';
import { AMC_ID, ENGINEERS } from './load-data.ts';
import { timing, type Timing } from './measure.ts';
import type { Server } from './server.ts';

const RACES = 20;
const RACERS = 10;

/** How it went when several engineers took the same complaint at once. */
export interface Races {
  readonly races: number;
  readonly racers: number;
  /** Until the last of them was answered. */
  readonly round: Timing;
  /** In every race one won, the others were told, and the database says the same. */
  readonly exactlyOneWon: boolean;
}

async function race(engineers: readonly Client[], id: number): Promise<{ ms: number; won: number }> {
  const start = performance.now();
  const answers = await Promise.all(
    engineers.map((engineer) =>
      engineer.postMultipart(`/admin/api/resources/complaints/records/${id}/claim`, {}),
    ),
  );
  const ms = performance.now() - start;
  const won = answers.filter(({ text }) => /"notice":\{[^}]*"type":"success"/.test(text)).length;
  return { ms, won };
}

/** Lets engineers take the newest complaint that nobody has, all at once, several times. */
export async function measureRaces(server: Server): Promise<Races> {
  const engineers: Client[] = [];
  for (let i = 0; i < Math.min(RACERS, ENGINEERS); i += 1)
    engineers.push(await server.signIn(AMC_ID + 1 + i));
  const free = await Complaint.findAll({
    attributes: ['id'],
    where: { assigneeId: null, resolvedAt: null, closedAt: null },
    order: [['id', 'DESC']],
    limit: RACES,
  });
  const times: number[] = [];
  let exactlyOneWon = true;
  for (const { id } of free) {
    const { ms, won } = await race(engineers, id);
    const taken = await StatusChange.count({ where: { complaintId: id } });
    times.push(ms);
    // The filing and the one that took it.
    exactlyOneWon &&= won === 1 && taken === 2;
  }
  return { races: times.length, racers: engineers.length, round: timing(times), exactlyOneWon };
}
