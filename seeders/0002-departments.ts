import { addMissing } from '../src/database/add-missing.ts';
import type { Migration } from '../src/database/migrator.ts';
import { Department } from '../src/models/department.ts';

const names = ['IT', 'Administration', 'Finance', 'HR', 'Operations'];

export const up: Migration = () =>
  addMissing(
    Department,
    names.map((name) => ({ name })),
  );
