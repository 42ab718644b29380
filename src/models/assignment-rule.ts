import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, plainText, orderedText, versionColumn } from './columns.ts';

const CHOOSE_ONE = 'Choose a person or a group, and not both.';

/** Says who gets complaints of a kind as they are filed: a person, or whoever of a group has the least open work. */
export class AssignmentRule extends Model<
  InferAttributes<AssignmentRule>,
  InferCreationAttributes<AssignmentRule>
> {
  declare id: CreationOptional<number>;
  /** The first rule that fits counts; of two with the same place the older. */
  declare position: CreationOptional<number>;
  declare name: string;
  declare nameSorted: CreationOptional<string | null>;
  declare isActive: CreationOptional<boolean>;
  /** Null: complaints of every type. */
  declare typeId: CreationOptional<number | null>;
  /** Of the reporter; null: whatever it is. */
  declare departmentId: CreationOptional<number | null>;
  /** With commas between them, any of which the title or the description has; empty: whatever they say. */
  declare words: CreationOptional<string>;
  declare personId: CreationOptional<number | null>;
  declare groupId: CreationOptional<number | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initAssignmentRule(sequelize: Sequelize): void {
  AssignmentRule.init(
    {
      id: idColumn,
      position: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      ...orderedText('name', 'The name', 100),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      typeId: DataTypes.INTEGER,
      departmentId: DataTypes.INTEGER,
      words: plainText('words', 'The words', 500),
      personId: {
        type: DataTypes.INTEGER,
        // Runs with null as well, where both are missing.
        validate: {
          isOne(this: AssignmentRule) {
            if ((this.personId ?? null) !== null && (this.groupId ?? null) !== null)
              throw new Error(CHOOSE_ONE);
          },
        },
      },
      groupId: DataTypes.INTEGER,
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'assignment_rules', modelName: 'AssignmentRule' },
  );
}
