import type { RecordJSON } from 'adminjs';

/** Somebody's id and name, as the server tells them. */
export interface PersonName {
  readonly id: number;
  readonly name: string;
}

/** A file that can be opened. */
export interface FileView {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Something said; an author of nobody is the portal. */
export interface RemarkView {
  readonly id: number;
  readonly author: PersonName | null;
  readonly text: string;
  readonly isInternal: boolean;
  readonly createdAt: string;
  readonly attachments: readonly FileView[];
}

/** A step in the life of the complaint. */
export interface StatusChangeView {
  readonly id: number;
  readonly from: string | null;
  readonly to: string;
  readonly category: string;
  readonly by: PersonName | null;
  readonly note: string;
  readonly createdAt: string;
}

/** Who made which version, and how. */
export interface ChangeView {
  readonly version: number;
  readonly by: PersonName | null;
  readonly what: string;
  readonly createdAt: string;
}

/** The rating of one resolution. */
export interface FeedbackView {
  readonly statusChangeId: number;
  readonly rating: number;
  readonly comment: string;
  readonly createdAt: string;
}

/** The complaint itself. */
export interface ComplaintView {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly urgency: string;
  readonly status: string;
  readonly category: string;
  readonly reporter: PersonName & { readonly department: string | null };
  readonly assignee: PersonName | null;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly version: number;
  readonly isOverdue: boolean;
  readonly description: string;
  readonly location: string;
  readonly contactNumber: string;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  readonly followUpIds: readonly number[];
}

/** One complaint with all that was said and done. */
export interface ConversationView {
  readonly complaint: ComplaintView;
  readonly remarks: readonly RemarkView[];
  readonly earlierLeftOut: boolean;
  readonly attachments: readonly FileView[];
  readonly statusChanges: readonly StatusChangeView[];
  readonly changes: readonly ChangeView[];
  readonly feedback: readonly FeedbackView[];
  readonly steps: readonly string[];
}

/** A record as the `show` action answers it. */
export interface ComplaintRecord extends RecordJSON {
  readonly conversation: ConversationView;
}
