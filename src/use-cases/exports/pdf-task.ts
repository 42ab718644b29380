import type { Report } from '../reports/figures.ts';
import type { PrintedComplaint } from './draw-complaint.ts';

/** What a document is drawn from, as far as it can be handed to another thread. */
export type PdfTask =
  | {
      readonly kind: 'complaint';
      /** Stands at the head of every page. */
      readonly title: string;
      readonly printed: Omit<PrintedComplaint, 'clock'>;
      readonly now: Date;
    }
  | { readonly kind: 'report'; readonly report: Report; readonly timeZone: string; readonly now: Date };
