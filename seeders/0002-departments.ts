import type { Migration } from '../src/database/migrator.ts';
import { Department } from '../src/models/department.ts';
import { seedRows } from '../src/use-cases/schema/seed-rows.ts';

const names = ['IT', 'Administration', 'Finance', 'HR', 'Operations'];

export const up: Migration = () =>
  seedRows(
    Department,
    names.map((name) => ({ key: name, name })),
  );
