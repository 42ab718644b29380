/** Most records that are changed or deleted at once. */
export const BULK_MAX = 500;
