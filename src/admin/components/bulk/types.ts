import type { OfferedBulk } from '../../../use-cases/complaints/bulk/bulk-forms.ts';
import type { BulkRunView } from '../../../use-cases/complaints/bulk/read-bulk-run.ts';

/** A step that can be taken with many complaints, as the server offers it. */
export type BulkStep = OfferedBulk;

/** How far a run is, as the server tells it. */
export type Run = BulkRunView;

/** Somebody whom work can be given to; `after` is their load then, or null for who gets none of these. */
export interface Taker {
  readonly id: number;
  readonly name: string;
  readonly openLoad: number;
  /** Until when they are away; empty for whoever is there. */
  readonly away: string;
  readonly after?: number | null;
}

/** How complaints would be spread. */
export interface Plan {
  readonly people: readonly Taker[];
  readonly moved: number;
  readonly kept: number;
  readonly left: number;
}

/** Which complaints a step is taken with, as the server reads it. */
export type Chosen =
  | { readonly complaints: readonly { readonly id: string; readonly version: number }[] }
  | { readonly query: string; readonly asOf: string };
