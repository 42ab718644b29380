/** Somebody, as findings name them. */
export interface Somebody {
  readonly userId: number;
  readonly username: string;
}

/** What a profile says of a person, as far as it is filled in. */
export interface ProfileValues {
  readonly departmentId?: number;
  readonly phoneNumber?: string;
  readonly mainPortalId?: string;
  readonly emailNotifications?: boolean;
}

/** One thing that is wrong, with all that its repair needs and what will be lost by it. */
export type Problem =
  | {
      readonly kind: 'repeated_id';
      readonly profileId: number;
      /** The id that other profiles have as well; 0 where there was none. */
      readonly before: number;
      readonly userId: number | null;
      readonly username: string | null;
    }
  | {
      readonly kind: 'orphaned_profile';
      readonly profileId: number;
      readonly userId: number | null;
      readonly removed: ProfileValues;
    }
  | ({
      readonly kind: 'duplicate_profiles';
      readonly keptProfileId: number;
      readonly removedProfileIds: readonly number[];
      /** What the kept profile lacked and gets from the others. */
      readonly taken: ProfileValues;
      /** Where the others said something else. */
      readonly removed: readonly ProfileValues[];
    } & Somebody)
  | ({
      readonly kind: 'department_gone';
      readonly profileId: number;
      readonly departmentId: number;
    } & Somebody)
  | ({ readonly kind: 'blank_portal_id'; readonly profileId: number } & Somebody)
  | ({
      readonly kind: 'duplicate_portal_id';
      readonly profileId: number;
      readonly removed: string;
      readonly keptBy: Somebody;
    } & Somebody)
  | ({
      readonly kind: 'untrimmed_portal_id';
      readonly profileId: number;
      readonly before: string;
      readonly after: string;
    } & Somebody)
  | ({
      readonly kind: 'unkeyed_portal_id';
      readonly profileId: number;
      readonly before: string;
    } & Somebody)
  | ({ readonly kind: 'missing_profile' } & Somebody)
  | {
      readonly kind: 'counter_behind';
      readonly table: string;
      /** The id that the next row would get, at the earliest; 0 where there is no counter any more. */
      readonly next: number;
      readonly highestId: number;
    }
  | { readonly kind: 'wrong_engine'; readonly table: string; readonly engine: string }
  | { readonly kind: 'missing_primary_key' }
  | {
      readonly kind: 'missing_constraint';
      readonly constraint: string;
      /** What stands there instead, if anything. */
      readonly found?: string;
    };

/** A problem and the sentence that tells it with its repair. */
export type Finding = Problem & { readonly message: string };
