import type { Sequelize } from 'sequelize';
import { Attachment, initAttachment } from './attachment.ts';
import { Complaint, initComplaint } from './complaint.ts';
import { ComplaintType, initComplaintType } from './complaint-type.ts';
import { Department, initDepartment } from './department.ts';
import { Feedback, initFeedback } from './feedback.ts';
import { Group, initGroup } from './group.ts';
import { GroupPermission, initGroupPermission } from './group-permission.ts';
import { initJob } from './job.ts';
import { initJournalEvent, JournalEvent } from './journal-event.ts';
import { initRemark, Remark } from './remark.ts';
import { initSearchDocument } from './search-document.ts';
import { initSession } from './session.ts';
import { initSignInFailure } from './sign-in-failure.ts';
import { initStatus, Status } from './status.ts';
import { initStatusChange, StatusChange } from './status-change.ts';
import { initUser, User } from './user.ts';
import { initUserGroup, UserGroup } from './user-group.ts';
import { initUserProfile, UserProfile } from './user-profile.ts';

/** Binds every model to the database and to each other. */
export function initModels(sequelize: Sequelize): void {
  initDepartment(sequelize);
  initUser(sequelize);
  initUserProfile(sequelize);
  initGroup(sequelize);
  initUserGroup(sequelize);
  initGroupPermission(sequelize);
  initComplaintType(sequelize);
  initStatus(sequelize);
  initComplaint(sequelize);
  initJournalEvent(sequelize);
  initRemark(sequelize);
  initStatusChange(sequelize);
  initAttachment(sequelize);
  initFeedback(sequelize);
  initSearchDocument(sequelize);
  initSession(sequelize);
  initSignInFailure(sequelize);
  initJob(sequelize);

  User.hasOne(UserProfile, { as: 'profile', foreignKey: 'userId' });
  UserProfile.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  UserProfile.belongsTo(Department, { as: 'department', foreignKey: 'departmentId' });
  User.belongsToMany(Group, { as: 'groups', through: UserGroup, foreignKey: 'userId', otherKey: 'groupId' });
  Group.belongsToMany(User, { as: 'users', through: UserGroup, foreignKey: 'groupId', otherKey: 'userId' });
  Group.hasMany(GroupPermission, { as: 'permissions', foreignKey: 'groupId' });
  Complaint.belongsTo(User, { as: 'reporter', foreignKey: 'reporterId' });
  Complaint.belongsTo(User, { as: 'assignee', foreignKey: 'assigneeId' });
  Complaint.belongsTo(ComplaintType, { as: 'type', foreignKey: 'typeId' });
  Complaint.belongsTo(Status, { as: 'status', foreignKey: 'statusId' });
  Complaint.hasMany(Remark, { as: 'remarks', foreignKey: 'complaintId' });
  Remark.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
  StatusChange.belongsTo(User, { as: 'changedBy', foreignKey: 'changedById' });
  JournalEvent.belongsTo(User, { as: 'actor', foreignKey: 'actorId', constraints: false });
  Attachment.belongsTo(Remark, { as: 'remark', foreignKey: 'remarkId' });
  Attachment.belongsTo(Complaint, { as: 'complaint', foreignKey: 'complaintId' });
  Feedback.belongsTo(Complaint, { as: 'complaint', foreignKey: 'complaintId' });
}
