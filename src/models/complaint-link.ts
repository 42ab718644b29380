import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn } from './columns.ts';

/** Two complaints that have to do with each other; the one with the smaller number comes first. */
export class ComplaintLink extends Model<
  InferAttributes<ComplaintLink>,
  InferCreationAttributes<ComplaintLink>
> {
  declare complaintId: number;
  declare linkedId: number;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initComplaintLink(sequelize: Sequelize): void {
  ComplaintLink.init(
    {
      complaintId: { type: DataTypes.INTEGER, primaryKey: true },
      linkedId: { type: DataTypes.INTEGER, primaryKey: true },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'complaint_links', modelName: 'ComplaintLink', updatedAt: false },
  );
}
