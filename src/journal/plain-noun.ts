/** Records that are created, changed and deleted by plain forms. */
export type PlainNoun =
  | 'department'
  | 'complaint_type'
  | 'status'
  | 'group'
  | 'reply_template'
  | 'saved_view'
  | 'saved_report'
  | 'calendar'
  | 'holiday'
  | 'service_target'
  | 'assignment_rule'
  | 'faq_category'
  | 'faq'
  | 'webhook'
  | 'api_client';
