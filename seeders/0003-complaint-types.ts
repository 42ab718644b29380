import type { Migration } from '../src/database/migrator.ts';
import { ComplaintType } from '../src/models/complaint-type.ts';
import { seedRows } from '../src/use-cases/schema/seed-rows.ts';

const names = ['Hardware', 'Software', 'Network', 'Email', 'Printer', 'Account Access', 'Other'];

export const up: Migration = () =>
  seedRows(
    ComplaintType,
    names.map((name) => ({ key: name, name })),
  );
