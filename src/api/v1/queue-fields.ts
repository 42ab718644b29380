import { queueInput } from '../../use-cases/complaints/queue/list-complaints.ts';

const { page: _page, pageSize: _size, ...fields } = queueInput.shape;

/** What the queue can be asked for, but for the page. */
export const QUEUE_FIELDS = fields;
