import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn } from './columns.ts';

/** Recent failed sign-ins of one account or one address, counted for all processes together. */
export class SignInFailure extends Model<
  InferAttributes<SignInFailure>,
  InferCreationAttributes<SignInFailure>
> {
  declare key: string;
  declare points: number;
  /** Attempts of which nobody knows yet whether they fail. */
  declare underWay: CreationOptional<number>;
  declare expires: Date;
}

/** Binds the model to the database. */
export function initSignInFailure(sequelize: Sequelize): void {
  SignInFailure.init(
    {
      key: { type: DataTypes.STRING(191), primaryKey: true },
      points: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      underWay: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      expires: momentColumn(),
    },
    { sequelize, tableName: 'sign_in_failures', modelName: 'SignInFailure', timestamps: false },
  );
}
