import type { Migration } from '../src/database/migrator.ts';
import { setupGroups } from '../src/use-cases/groups/setup-groups.ts';
import { portal } from '../src/policies/actor.ts';

export const up: Migration = () => setupGroups(portal);
