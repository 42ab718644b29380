/** Stands in the portal's own mails above what they say; what is below it in an answer is quoted. */
export const REPLY_MARK = '-- reply above this line --';
