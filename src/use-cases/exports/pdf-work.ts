import { WorkQueue } from './work-queue.ts';

/** Documents that a process draws at a time, of complaints and reports alike. */
export const pdfWork = new WorkQueue({ atOnce: 2, waiting: 20, perPerson: 3 });
