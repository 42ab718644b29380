const ROWS = `
  INSERT INTO complaints_complaint SELECT 100 + n.n * 10 + c.id, user_id, type_id, status_id, assigned_to_id, title, description, urgency, location, contact_number, resolved_at, created_at, updated_at
    FROM complaints_complaint c JOIN (SELECT a.i + 10 * b.i + 100 * d.i AS n FROM digits a, digits b, digits d WHERE d.i < 2) n WHERE c.id < 8;
  INSERT INTO complaints_statushistory (previous_status_id, new_status_id, changed_by_id, notes, changed_at, complaint_id)
    SELECT previous_status_id, new_status_id, changed_by_id, notes, changed_at, c.id FROM complaints_statushistory h JOIN complaints_complaint c ON c.id > 100 AND c.id % 10 = h.complaint_id WHERE h.complaint_id < 8;
  INSERT INTO complaints_remark (text, created_at, is_internal_note, complaint_id, user_id)
    SELECT text, r.created_at, is_internal_note, c.id, r.user_id FROM complaints_remark r JOIN complaints_complaint c ON c.id > 100 AND c.id % 10 = r.complaint_id WHERE r.complaint_id < 8`;
const DIGITS = `CREATE TABLE digits (i INT); INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)`;

/** Makes hundreds of the few complaints of an old portal, with what belongs to them. */
export const MANY = `${DIGITS}; ${ROWS}`;
