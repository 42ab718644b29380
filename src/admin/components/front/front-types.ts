import type { Count } from '../../../use-cases/records/listing/count-matches.ts';
import type { ComplaintView } from '../complaint/types.ts';
import type { Dashboard } from '../reports/report-types.ts';

/** A view of the queue with the number of complaints in it. */
export interface ViewCount extends Count {
  readonly view: string;
  readonly href: string;
}

/** The first complaints of a view. */
export interface FirstList {
  readonly view: string;
  readonly href: string;
  readonly complaints: readonly (ComplaintView & { readonly href: string })[];
}

/** What the first page is told. */
export interface FrontData extends Dashboard {
  readonly views: readonly ViewCount[];
  readonly lists: readonly FirstList[];
  /** What the FAQ answered in so many days; null for those who do not see all figures. */
  readonly faq: {
    readonly days: number;
    readonly views: number;
    readonly helped: number;
    readonly deflections: number;
    /** Null for those who may not see the list of answers. */
    readonly href: string | null;
  } | null;
  readonly people: { readonly count: number; readonly href: string } | null;
}
