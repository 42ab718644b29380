import { ApiClient } from '../../src/models/api-client.ts';
import { Group } from '../../src/models/group.ts';
import { operator, type Actor, type Person } from '../../src/policies/actor.ts';
import { createApiClient } from '../../src/use-cases/api-clients/create-api-client.ts';
import { loadAnybody } from '../../src/use-cases/people/load-actor.ts';

/** What a test cares about in a program. */
export interface ApiClientOptions {
  readonly name?: string;
  /** Names of groups. */
  readonly groups?: readonly string[];
  readonly takesWork?: boolean;
  readonly maker?: Actor;
}

/** A program that acts in its own name, as the actor it is. */
export async function buildApiClient(options: ApiClientOptions = {}): Promise<Person> {
  const { name = 'Night report', groups = [], takesWork = false, maker = operator } = options;
  const rows = await Group.findAll({ where: { name: [...groups] } });
  const groupIds = rows.map(({ id }) => id);
  const client = await createApiClient(maker, { name, groupIds, takesWork });
  if (!(client instanceof ApiClient)) throw new Error('a client that is none');
  const made = await loadAnybody(client.id);
  if (made === undefined) throw new Error('a program that is not active');
  return made.actor;
}
