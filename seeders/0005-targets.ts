import type { Migration } from '../src/database/migrator.ts';
import { seedTargets } from '../src/use-cases/targets/seed-targets.ts';

export const up: Migration = () => seedTargets();
