SET SESSION sql_mode = '', foreign_key_checks = 0;
ALTER TABLE core_userprofile ADD KEY plain_user_id (user_id), DROP KEY user_id;
INSERT INTO core_userprofile (user_id, department_id, phone_number, main_portal_id, email_notifications, created_at, updated_at)
  SELECT user_id, NULL, '', NULL, 1, created_at, updated_at FROM core_userprofile WHERE main_portal_id = 'AL-7';
INSERT INTO core_userprofile (user_id, department_id, phone_number, main_portal_id, email_notifications, created_at, updated_at)
  VALUES (9999, NULL, '', 'AL-99', 1, '2025-01-01', '2025-01-01');
INSERT INTO auth_user_groups (user_id, group_id) SELECT 9999, id FROM auth_group LIMIT 1;
INSERT INTO complaints_complaint (user_id, type_id, status_id, title, description, urgency, location, contact_number, created_at, updated_at)
  VALUES (8888, 7777, 6666, '', '', 'urgent', '', '', '0000-00-00 00:00:00', '2025-05-05 10:00:00');
INSERT INTO complaints_remark (complaint_id, user_id, text, created_at, is_internal_note)
  VALUES (5555, NULL, 'Nobody knows where this belongs', '2025-05-05 10:00:00', 0);
INSERT INTO complaints_remark (complaint_id, user_id, text, created_at, is_internal_note)
  SELECT MIN(id), NULL, CONCAT('with ', CHAR(0), CHAR(7), ' signs'), '0000-00-00 00:00:00', 0 FROM complaints_complaint;
INSERT INTO complaints_fileattachment (complaint_id, file, original_filename, file_size, content_type, uploaded_at, uploaded_by_id)
  SELECT MIN(id), '../../../../../../etc/hostname', '../../x.html', 5, 'text/html', '2025-05-05 10:00:00', 1 FROM complaints_complaint;
