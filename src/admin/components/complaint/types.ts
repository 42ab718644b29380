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
  /** What stood below it in the mail that it came by. */
  readonly quoted: string | null;
  readonly isInternal: boolean;
  readonly attachments: readonly FileView[];
}

/** One thing that happened, with all that belongs to it. */
export interface EventView {
  readonly id: number;
  readonly name: string;
  readonly at: string;
  /** Null: the portal itself. */
  readonly by: PersonName | null;
  /** Goes on where the person's name ends. */
  readonly what: string;
  readonly status: { readonly name: string; readonly category: string } | null;
  readonly remark: RemarkView | null;
  readonly feedback: { readonly rating: number; readonly comment: string } | null;
  /** Long texts that it replaced. */
  readonly replaced: readonly { readonly field: string; readonly from: string }[];
}

/** A complaint that has to do with another one. */
export interface LinkedComplaint {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly category: string;
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
  readonly due: { readonly what: string; readonly at: string } | null;
  readonly isOverdue: boolean;
  readonly description: string;
  readonly details: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly filesRemovedAt: string | null;
  readonly textsRemovedAt: string | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  readonly followUpIds: readonly number[];
  readonly mergedIntoId: number | null;
  readonly mergedIds: readonly number[];
  readonly links: readonly LinkedComplaint[];
  readonly followers: readonly PersonName[];
}

/** One complaint with all that was said and done. */
export interface ConversationView {
  readonly complaint: ComplaintView;
  readonly events: readonly EventView[];
  /** The event before which there is more; null: this is the beginning. */
  readonly earlierThan: number | null;
  readonly attachments: readonly FileView[];
  /** What this person may do now, as the rules call it. */
  readonly steps: readonly string[];
  /** Whoever looks reported it. */
  readonly isOwn: boolean;
  /** Whether this person may read the notes of it. */
  readonly readsNotes: boolean;
}

/** A record as the `show` action answers it. */
export interface ComplaintRecord extends RecordJSON {
  readonly conversation: ConversationView;
}
