import type { QueueInput } from '../complaints/queue/list-complaints.ts';

/** What a number counts or measures: a share is from 0 to 1, minutes are working minutes to two digits. */
export type Unit = 'complaints' | 'minutes' | 'share' | 'stars';

/** What the queue is asked for to list the complaints that a number was counted from. */
export type Listed = QueueInput;

/** One number. */
export interface Figure {
  /** Null: there is nothing to measure, or it is not counted yet. */
  readonly value: number | null;
  /** Where it needs days that were never counted: `value` is null then, and `count` is not that of the list. */
  readonly isUncounted?: true;
  /** In the period before; undefined: nothing is compared. */
  readonly before?: number | null;
  readonly unit: Unit;
  /** As many complaints as `count`. */
  readonly list: Listed;
  /** How many complaints the list has; the value itself where complaints are counted. */
  readonly count: number;
}

/** How long a bar or a point of a chart is; weeks begin on Monday. */
export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

/** Days such as 2026-03-29 of the portal's time zone, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** One bar or point. */
export interface Point extends Period {
  /** Null: not counted yet. */
  readonly value: number | null;
  readonly list: Listed;
}

/** What is drawn along the days, weeks or months of a period. */
export interface Series {
  readonly key: 'filed' | 'resolved' | 'open';
  /** Every one of the period's, in order; the first and the last may be cut by the period. */
  readonly points: readonly Point[];
}

/** The part that one status, type or department has of all. */
export interface Part {
  /** Null: no department. */
  readonly id: number | null;
  readonly name: string;
  readonly value: number;
  readonly list: Listed;
}

/** How long something took. */
export interface Times {
  /** The smallest time within which half of them were; in working minutes. */
  readonly median: Figure;
  /** Within which nine of ten were. */
  readonly p90: Figure;
  /** The share that was within its target, of those that have one; its list are those. */
  readonly within: Figure;
  /** Those that were later than their target; a number of complaints. */
  readonly late: Figure;
}

/** What reporters thought of how their complaints were solved; of each complaint its last rating counts. */
export interface Satisfaction {
  /** The mean of the ratings, in stars from 1 to 5. */
  readonly average: Figure;
  readonly rated: Figure;
  /** From five stars to one. */
  readonly ratings: readonly { readonly rating: number; readonly value: number; readonly list: Listed }[];
}

/** What somebody has to do and has done. */
export interface EngineerRow {
  readonly id: number;
  readonly name: string;
  /** Now. */
  readonly open: Figure;
  readonly overdue: Figure;
  readonly waiting: Figure;
  /** In the period. */
  readonly resolved: Figure;
  readonly resolution: Pick<Times, 'median' | 'within'>;
  readonly rating: Figure;
}

/** What can be chosen; those without a name are no choice. */
export interface Choice {
  readonly id: number;
  readonly name: string;
}

/** How things stand now and what happened in a period, as far as the actor may know it. */
export interface Report {
  readonly period: Period;
  /** With which one it is compared. */
  readonly before: Period | null;
  readonly step: Step;
  readonly filters: ReportFilters;
  /** The same by name: of which department, type and engineer it is, as far as it is not of all. */
  readonly only: readonly { readonly what: string; readonly name: string }[];
  /** Whether it is about the actor's own work alone. */
  readonly isOwn: boolean;
  /** When it was counted. */
  readonly at: Date;
  /** Days of the past that are being counted anew, and may still change; 0 nearly always. */
  readonly daysBeingCounted: number;
  /** The last day that was never counted, where the period reaches back to it: what needs such days says that it is unknown. */
  readonly uncountedTo: string | null;
  readonly filed: Figure;
  readonly resolved: Figure;
  /** At the end of the period. */
  readonly open: Figure;
  readonly series: readonly Series[];
  /** Of what is unsolved now. */
  readonly byStatus: readonly Part[];
  /** Of what was filed in the period, the most first; empty where that is not counted yet. */
  readonly byType: readonly Part[];
  readonly byDepartment: readonly Part[];
  readonly firstResponse: Times;
  readonly resolution: Times;
  readonly satisfaction: Satisfaction;
  /** By name; empty where it is about the actor's own work. */
  readonly engineers: readonly EngineerRow[];
}

/** What a report is about; null: all of them, 0: those without one. */
export interface ReportFilters {
  readonly departmentId: number | null;
  readonly typeId: number | null;
  readonly engineerId: number | null;
}

/** How things stand at this moment, by the filters of a report. */
export interface Standing {
  readonly open: Figure;
  readonly unassigned: Figure;
  readonly overdue: Figure;
  readonly dueToday: Figure;
  readonly filedToday: Figure;
  readonly resolvedToday: Figure;
  /** `before` is the same part of last week. */
  readonly filedThisWeek: Figure;
  readonly resolvedThisWeek: Figure;
}

/** The work of whoever asks. */
export interface OwnWork {
  /** Unsolved, the most urgent first; `due` are those that are overdue or due today. */
  readonly urgencies: readonly { readonly urgency: string; readonly open: Figure; readonly due: Figure }[];
  readonly open: Figure;
  readonly overdue: Figure;
  readonly dueToday: Figure;
  readonly waiting: Figure;
  /** Unassigned ones, which they may take. */
  readonly unassigned: Figure;
  readonly resolvedThisWeek: Figure;
  /** The mean of the last twelve months' ratings. */
  readonly rating: Figure;
}

/** The panel's first page. */
export interface Dashboard {
  /** Null for those who work on no complaints. */
  readonly own: OwnWork | null;
  /** Null for those who may not see the figures of all. */
  readonly standing: Standing | null;
  /** Null likewise; engineers ask for a report of their own work with `readReport`. */
  readonly report: Report | null;
  readonly choices: ReportChoices | null;
}

/** What a report can be narrowed down to. */
export interface ReportChoices {
  readonly departments: readonly Choice[];
  readonly types: readonly Choice[];
  /** Empty for those whose reports are of their own work alone. */
  readonly engineers: readonly Choice[];
}

/** What `readDashboard(actor, input)` and `readReport(actor, input)` are asked for; days are of the portal's time zone. */
export interface ReportInput {
  /** Default: the last 30 days. */
  readonly from?: string;
  readonly to?: string;
  /** Default: days up to two months, weeks up to a year, else months. */
  readonly step?: Step;
  readonly compare?: boolean;
  /** 0: those without one. */
  readonly departmentId?: number;
  readonly typeId?: number;
  /** 0: unassigned. */
  readonly engineerId?: number;
}
