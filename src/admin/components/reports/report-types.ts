import type * as figures from '../../../use-cases/reports/figures.ts';
import type { Linked } from '../../linked.ts';

/** One number with the list that it counts. */
export type Figure = Linked<figures.Figure>;
export type Series = Linked<figures.Series>;
export type Part = Linked<figures.Part>;
export type Times = Linked<figures.Times>;
export type EngineerRow = Linked<figures.EngineerRow>;
export type Report = Linked<figures.Report>;
export type Standing = Linked<figures.Standing>;
export type OwnWork = Linked<figures.OwnWork>;
export type Dashboard = Linked<figures.Dashboard>;
export type Choices = NonNullable<Dashboard['choices']>;
