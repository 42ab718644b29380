import { addMissing } from '../src/database/add-missing.ts';
import type { Migration } from '../src/database/migrator.ts';
import { ComplaintType } from '../src/models/complaint-type.ts';

const names = ['Hardware', 'Software', 'Network', 'Email', 'Printer', 'Account Access', 'Other'];

export const up: Migration = () =>
  addMissing(
    ComplaintType,
    names.map((name) => ({ name })),
  );
