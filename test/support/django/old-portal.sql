
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
DROP TABLE IF EXISTS `auth_group`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `auth_group` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(150) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `auth_group` VALUES
(2,'AMC ADMIN'),
(1,'ENGINEER');
DROP TABLE IF EXISTS `auth_user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `auth_user` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `password` varchar(128) NOT NULL,
  `last_login` datetime(6) DEFAULT NULL,
  `is_superuser` tinyint(1) NOT NULL,
  `username` varchar(150) NOT NULL,
  `first_name` varchar(150) NOT NULL,
  `last_name` varchar(150) NOT NULL,
  `email` varchar(254) NOT NULL,
  `is_staff` tinyint(1) NOT NULL,
  `is_active` tinyint(1) NOT NULL,
  `date_joined` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `username` (`username`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `auth_user` VALUES
(1,'pbkdf2_sha256$1000$saltbossxxxx$nlO0eO1K4HfvvsHBljRSE5qQTFyA9sJJN0GegzylYQ4=',NULL,1,'boss','Bela','Bose','boss@alphalab.example',1,1,'2025-02-10 13:00:00.000000'),
(2,'pbkdf2_sha256$1000000$Qm3xZ8sLrT0aVb6KpYw1Ne$0IsdxGzX5OkCu1IznfJavlhYNmKRamjM02bKhtzOgFw=',NULL,0,'ravi','Ravi','Kumar','ravi@alphalab.example',0,1,'2025-02-10 13:00:00.000000'),
(3,'pbkdf2_sha256$1000$saltamc.lead$sryr18r/Ekq/HRBz6PVkNNzHW5gu4NiqMiaCiCOUMLk=',NULL,0,'amc.lead','Anita','Menon','',0,1,'2025-02-10 13:00:00.000000'),
(4,'pbkdf2_sha256$1000$saltmeeraxxx$AQFgRpypIR/Ev8cLFOJoDH7MSAy/neTGiiiGZ7V6F40=',NULL,0,'meera','Meera','Iyer','meera@alphalab.example',0,1,'2025-02-10 13:00:00.000000'),
(5,'pbkdf2_sha256$1000$salttomxxxxx$m+PGz7orALFQOqO5ttk6Wy91pjJ4k7sApUgmpke767A=',NULL,0,'tom','Tom','Thomas','',0,1,'2025-02-10 13:00:00.000000'),
(6,'!zWlcCyHlZqWrKSwiH0pMLl1sVEu6UBoOGDFycBd5',NULL,0,'no.password','Nina','','',0,1,'2025-02-10 13:00:00.000000'),
(7,'',NULL,0,'empty','','','',0,1,'2025-02-10 13:00:00.000000'),
(8,'pbkdf2_sha256$1000$saltleft.usx$VnVSQ1XaGi4b0G2WqShcaiCXGCxEO4Rtc9mi8tVwDV4=',NULL,0,'left.us','Lea','','',0,0,'2025-02-10 13:00:00.000000');
DROP TABLE IF EXISTS `auth_user_groups`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `auth_user_groups` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `group_id` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `auth_user_groups_user_id_group_id_94350c0c_uniq` (`user_id`,`group_id`),
  KEY `auth_user_groups_group_id_97559544_fk_auth_group_id` (`group_id`),
  CONSTRAINT `auth_user_groups_group_id_97559544_fk_auth_group_id` FOREIGN KEY (`group_id`) REFERENCES `auth_group` (`id`),
  CONSTRAINT `auth_user_groups_user_id_6a12ed8b_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `auth_user_groups` VALUES
(1,2,1),
(2,3,2),
(3,8,1),
(4,9999,1);
DROP TABLE IF EXISTS `complaints_complaint`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_complaint` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `type_id` bigint(20) NOT NULL,
  `status_id` bigint(20) NOT NULL,
  `assigned_to_id` int(11) DEFAULT NULL,
  `title` varchar(255) NOT NULL,
  `description` longtext NOT NULL,
  `urgency` varchar(10) NOT NULL,
  `location` varchar(255) NOT NULL,
  `contact_number` varchar(20) NOT NULL,
  `resolved_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `complaints_complaint_user_id_fbe61a45_fk_auth_user_id` (`user_id`),
  KEY `complaints_complaint_type_id_1566241f_fk_complaint` (`type_id`),
  KEY `complaints_complaint_status_id_e03a27f1_fk_complaints_status_id` (`status_id`),
  KEY `complaints_complaint_assigned_to_id_37d9e2fe_fk_auth_user_id` (`assigned_to_id`),
  CONSTRAINT `complaints_complaint_assigned_to_id_37d9e2fe_fk_auth_user_id` FOREIGN KEY (`assigned_to_id`) REFERENCES `auth_user` (`id`),
  CONSTRAINT `complaints_complaint_status_id_e03a27f1_fk_complaints_status_id` FOREIGN KEY (`status_id`) REFERENCES `complaints_status` (`id`),
  CONSTRAINT `complaints_complaint_type_id_1566241f_fk_complaint` FOREIGN KEY (`type_id`) REFERENCES `complaints_complainttype` (`id`),
  CONSTRAINT `complaints_complaint_user_id_fbe61a45_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_complaint` VALUES
(1,4,1,6,2,'The Wi-Fi drops in room 4','The Wi-Fi drops in room 4. Please help.','high','Room 4','4711','2025-03-03 14:00:00.000000','2025-03-03 09:00:00.000000','2025-03-04 15:00:00.000000'),
(2,5,2,5,NULL,'Printer prints blank pages','Printer prints blank pages. Please help.','medium','','','2025-03-05 11:00:00.000000','2025-03-05 01:00:00.000000','2025-03-05 11:00:00.000000'),
(3,4,1,2,2,'Cannot open <b>reports</b> & ‮txt.exe','Cannot open <b>reports</b> & ‮txt.exe. Please help.','medium','','',NULL,'2025-03-05 21:00:00.000000','2025-03-05 22:00:00.000000'),
(4,5,1,3,8,'Slow start of the laptop','Slow start of the laptop. Please help.','medium','','',NULL,'2025-03-06 07:00:00.000000','2025-03-06 08:00:00.000000'),
(5,4,3,8,NULL,'Telephone has no tone','Telephone has no tone. Please help.','medium','','',NULL,'2025-03-06 17:00:00.000000','2025-03-06 17:00:00.000000'),
(6,5,1,7,NULL,'I want a golden keyboard','I want a golden keyboard. Please help.','medium','','','2025-03-07 14:00:00.000000','2025-03-07 13:00:00.000000','2025-03-07 14:00:00.000000'),
(7,5,1,6,NULL,'VPN asks for a certificate','VPN asks for a certificate. Please help.','medium','','','2025-03-08 09:00:00.000000','2025-03-07 23:00:00.000000','2025-03-08 09:00:00.000000'),
(8,8888,7777,6666,NULL,'','','urgent','','',NULL,'0000-00-00 00:00:00.000000','2025-05-05 10:00:00.000000');
DROP TABLE IF EXISTS `complaints_complaintclosing`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_complaintclosing` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `closed_by_staff_id` int(11) NOT NULL,
  `staff_closing_remark` longtext NOT NULL,
  `staff_closed_at` datetime(6) NOT NULL,
  `user_satisfied` tinyint(1) DEFAULT NULL,
  `user_closing_remark` longtext NOT NULL,
  `user_closed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `complaint_id` (`complaint_id`),
  KEY `complaints_complaint_closed_by_staff_id_f048a2d9_fk_auth_user` (`closed_by_staff_id`),
  CONSTRAINT `complaints_complaint_closed_by_staff_id_f048a2d9_fk_auth_user` FOREIGN KEY (`closed_by_staff_id`) REFERENCES `auth_user` (`id`),
  CONSTRAINT `complaints_complaint_complaint_id_db156a0a_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_complaintclosing` VALUES
(1,1,2,'Replaced the access point','2025-03-03 14:00:01.000000',1,'','2025-03-04 15:00:01.000000');
DROP TABLE IF EXISTS `complaints_complaintfeedback`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_complaintfeedback` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `rating` int(11) NOT NULL,
  `feedback_text` longtext NOT NULL,
  `is_satisfied` tinyint(1) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `complaint_id` (`complaint_id`),
  CONSTRAINT `complaints_complaint_complaint_id_bf97a417_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_complaintfeedback` VALUES
(1,1,5,'Quick, thank you',1,'2025-03-04 15:00:01.000000');
DROP TABLE IF EXISTS `complaints_complaintremark`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_complaintremark` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `remark` longtext NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `created_by_id` int(11) NOT NULL,
  `is_read_by_engineer` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `complaints_complaint_complaint_id_1da18c99_fk_complaint` (`complaint_id`),
  KEY `complaints_complaint_created_by_id_e52c4c53_fk_auth_user` (`created_by_id`),
  CONSTRAINT `complaints_complaint_complaint_id_1da18c99_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`),
  CONSTRAINT `complaints_complaint_created_by_id_e52c4c53_fk_auth_user` FOREIGN KEY (`created_by_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_complaintremark` VALUES
(1,5,'Is there any news?','2025-03-07 03:00:00.000000',4,0);
DROP TABLE IF EXISTS `complaints_complainttype`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_complainttype` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `description` longtext NOT NULL,
  `is_active` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_complainttype` VALUES
(1,'Network Issue','',1),
(2,'Printer','',1),
(3,'Telephones','',1);
DROP TABLE IF EXISTS `complaints_fileattachment`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_fileattachment` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `file` varchar(500) NOT NULL,
  `original_filename` varchar(255) NOT NULL,
  `file_size` int(10) unsigned NOT NULL CHECK (`file_size` >= 0),
  `content_type` varchar(100) NOT NULL,
  `uploaded_at` datetime(6) NOT NULL,
  `uploaded_by_id` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `complaints_fileattac_complaint_id_038f0ddd_fk_complaint` (`complaint_id`),
  KEY `complaints_fileattac_uploaded_by_id_99d9d5b9_fk_auth_user` (`uploaded_by_id`),
  CONSTRAINT `complaints_fileattac_complaint_id_038f0ddd_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`),
  CONSTRAINT `complaints_fileattac_uploaded_by_id_99d9d5b9_fk_auth_user` FOREIGN KEY (`uploaded_by_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_fileattachment` VALUES
(1,1,'complaints/1/signal.txt','signal.txt',12,'text/plain','2025-03-03 09:00:05.000000',4),
(2,1,'complaints/1/not there.txt','not there.txt',12,'text/plain','2025-03-03 09:00:05.000000',4),
(3,1,'../../../../../../etc/hostname','../../x.html',5,'text/html','2025-05-05 10:00:00.000000',1);
DROP TABLE IF EXISTS `complaints_remark`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_remark` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `text` longtext NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `is_internal_note` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `complaints_remark_complaint_id_bb1b0810_fk_complaint` (`complaint_id`),
  KEY `complaints_remark_user_id_1c507a47_fk_auth_user_id` (`user_id`),
  CONSTRAINT `complaints_remark_complaint_id_bb1b0810_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`),
  CONSTRAINT `complaints_remark_user_id_1c507a47_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_remark` VALUES
(1,1,2,'Looking at the access point','2025-03-03 12:00:01.000000',0),
(2,1,2,'The vendor knows this fault','2025-03-03 13:00:01.000000',1),
(3,3,2,'Complaint self-assigned by Ravi Kumar','2025-03-05 22:00:01.000000',1),
(4,5555,NULL,'Nobody knows where this belongs','2025-05-05 10:00:00.000000',0),
(5,1,NULL,'with \0 signs','0000-00-00 00:00:00.000000',0);
DROP TABLE IF EXISTS `complaints_status`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_status` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(50) NOT NULL,
  `description` longtext NOT NULL,
  `is_active` tinyint(1) NOT NULL,
  `is_closed` tinyint(1) NOT NULL,
  `order` int(10) unsigned NOT NULL CHECK (`order` >= 0),
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_status` VALUES
(1,'Open','',1,0,1),
(2,'Assigned','',1,0,2),
(3,'In Progress','',1,0,3),
(4,'Waiting for User','',1,0,4),
(5,'Resolved','',1,1,5),
(6,'Closed','',1,1,6),
(7,'Rejected','',1,1,7),
(8,'On Hold (vendor)','',1,0,8);
DROP TABLE IF EXISTS `complaints_statushistory`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `complaints_statushistory` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `previous_status_id` bigint(20) DEFAULT NULL,
  `new_status_id` bigint(20) NOT NULL,
  `changed_by_id` int(11) NOT NULL,
  `notes` longtext NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `complaints_statushis_complaint_id_11695ae6_fk_complaint` (`complaint_id`),
  KEY `complaints_statushis_previous_status_id_ad92b029_fk_complaint` (`previous_status_id`),
  KEY `complaints_statushis_new_status_id_6e7765aa_fk_complaint` (`new_status_id`),
  KEY `complaints_statushistory_changed_by_id_c37dd01a_fk_auth_user_id` (`changed_by_id`),
  CONSTRAINT `complaints_statushis_complaint_id_11695ae6_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`),
  CONSTRAINT `complaints_statushis_new_status_id_6e7765aa_fk_complaint` FOREIGN KEY (`new_status_id`) REFERENCES `complaints_status` (`id`),
  CONSTRAINT `complaints_statushis_previous_status_id_ad92b029_fk_complaint` FOREIGN KEY (`previous_status_id`) REFERENCES `complaints_status` (`id`),
  CONSTRAINT `complaints_statushistory_changed_by_id_c37dd01a_fk_auth_user_id` FOREIGN KEY (`changed_by_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=21 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `complaints_statushistory` VALUES
(1,1,NULL,1,4,'Complaint created','2025-03-03 09:00:00.000000'),
(2,1,1,2,4,'','2025-03-03 11:00:00.000000'),
(3,1,1,2,3,'Assigned to Ravi Kumar','2025-03-03 11:00:01.000000'),
(4,1,2,3,4,'','2025-03-03 12:00:00.000000'),
(5,1,2,3,2,'Looking at the access point','2025-03-03 12:00:01.000000'),
(6,1,3,5,4,'','2025-03-03 14:00:00.000000'),
(7,1,5,6,4,'','2025-03-04 15:00:00.000000'),
(8,2,NULL,1,5,'Complaint created','2025-03-05 01:00:00.000000'),
(9,2,1,3,5,'','2025-03-05 02:00:00.000000'),
(10,2,3,5,5,'','2025-03-05 11:00:00.000000'),
(11,3,NULL,1,4,'Complaint created','2025-03-05 21:00:00.000000'),
(12,3,1,2,4,'','2025-03-05 22:00:00.000000'),
(13,4,NULL,1,5,'Complaint created','2025-03-06 07:00:00.000000'),
(14,4,1,3,5,'','2025-03-06 08:00:00.000000'),
(15,5,NULL,1,4,'Complaint created','2025-03-06 17:00:00.000000'),
(16,6,NULL,1,5,'Complaint created','2025-03-07 13:00:00.000000'),
(17,6,1,7,5,'','2025-03-07 14:00:00.000000'),
(18,6,1,7,3,'We have none','2025-03-07 14:00:02.000000'),
(19,7,NULL,1,5,'Complaint created','2025-03-07 23:00:00.000000'),
(20,7,1,6,5,'','2025-03-08 09:00:00.000000');
DROP TABLE IF EXISTS `core_department`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `core_department` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `description` longtext NOT NULL,
  `is_active` tinyint(1) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `core_department` VALUES
(1,'IT Department','',1,'2025-02-06 09:00:00.000000'),
(2,'Finance','',1,'2025-02-06 09:00:00.000000'),
(3,'Research','',1,'2025-02-06 09:00:00.000000'),
(4,'Reserch','',1,'2025-02-06 09:00:00.000000');
DROP TABLE IF EXISTS `core_userprofile`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `core_userprofile` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `department_id` bigint(20) DEFAULT NULL,
  `phone_number` varchar(20) NOT NULL,
  `main_portal_id` varchar(100) DEFAULT NULL,
  `email_notifications` tinyint(1) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `core_userprofile_department_id_3c5d8762_fk_core_department_id` (`department_id`),
  KEY `core_userprofile_main_portal_id_12e58eea` (`main_portal_id`),
  KEY `plain_user_id` (`user_id`),
  CONSTRAINT `core_userprofile_department_id_3c5d8762_fk_core_department_id` FOREIGN KEY (`department_id`) REFERENCES `core_department` (`id`),
  CONSTRAINT `core_userprofile_user_id_5141ad90_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=11 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `core_userprofile` VALUES
(1,1,1,'','AL-1',1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(2,2,1,'+91 80 1234',' AL-2 ',1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(3,4,2,'','AL-7',1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(4,5,4,'','al-7',0,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(5,3,NULL,'','',1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(6,7,NULL,'','',1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(7,4,NULL,'',NULL,1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(8,5,NULL,'',NULL,1,'2025-02-14 17:00:00.000000','2025-02-14 17:00:00.000000'),
(10,9999,NULL,'','AL-99',1,'2025-01-01 00:00:00.000000','2025-01-01 00:00:00.000000');
DROP TABLE IF EXISTS `faq_faq`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `faq_faq` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `category_id` bigint(20) DEFAULT NULL,
  `question` varchar(512) NOT NULL,
  `answer` longtext NOT NULL,
  `is_featured` tinyint(1) NOT NULL,
  `is_active` tinyint(1) NOT NULL,
  `order` int(10) unsigned NOT NULL CHECK (`order` >= 0),
  `view_count` int(10) unsigned NOT NULL CHECK (`view_count` >= 0),
  `helpful_count` int(10) unsigned NOT NULL CHECK (`helpful_count` >= 0),
  `created_by_id` int(11) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `faq_faq_category_id_88b24c47_fk_faq_faqcategory_id` (`category_id`),
  KEY `faq_faq_created_by_id_c5bdb65c_fk_auth_user_id` (`created_by_id`),
  CONSTRAINT `faq_faq_category_id_88b24c47_fk_faq_faqcategory_id` FOREIGN KEY (`category_id`) REFERENCES `faq_faqcategory` (`id`),
  CONSTRAINT `faq_faq_created_by_id_c5bdb65c_fk_auth_user_id` FOREIGN KEY (`created_by_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `faq_faq` VALUES
(1,1,'How do I add a printer?','1. Open the settings\n2. Choose it',0,1,0,40,7,NULL,'2025-02-27 05:00:00.000000','2025-02-27 05:00:00.000000');
DROP TABLE IF EXISTS `faq_faqcategory`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `faq_faqcategory` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `description` longtext NOT NULL,
  `order` int(10) unsigned NOT NULL CHECK (`order` >= 0),
  `is_active` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `faq_faqcategory` VALUES
(1,'Printers','',3,1);
DROP TABLE IF EXISTS `feedback_feedback`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `feedback_feedback` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `complaint_id` bigint(20) NOT NULL,
  `user_id` int(11) NOT NULL,
  `template_id` bigint(20) DEFAULT NULL,
  `responses` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`responses`)),
  `comment` longtext NOT NULL,
  `submitted_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `complaint_id` (`complaint_id`),
  KEY `feedback_feedback_user_id_f7dd5014_fk_auth_user_id` (`user_id`),
  KEY `feedback_feedback_template_id_d6b00a63_fk_feedback_` (`template_id`),
  CONSTRAINT `feedback_feedback_complaint_id_8ca425f5_fk_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints_complaint` (`id`),
  CONSTRAINT `feedback_feedback_template_id_d6b00a63_fk_feedback_` FOREIGN KEY (`template_id`) REFERENCES `feedback_feedbacktemplate` (`id`),
  CONSTRAINT `feedback_feedback_user_id_f7dd5014_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `feedback_feedback` VALUES
(1,7,5,NULL,'{\"How quick?\": 4, \"How kind?\": 2}','Well','2025-03-08 10:00:00.000000');
DROP TABLE IF EXISTS `feedback_feedbacktemplate`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `feedback_feedbacktemplate` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `questions` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`questions`)),
  `is_active` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `feedback_feedbacktemplate` VALUES
(1,'Usual','[\"How quick?\"]',1);
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

