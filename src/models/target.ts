import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelAttributeColumnOptions,
  type Sequelize,
} from 'sequelize';
import { InvalidInputError } from '../errors.ts';
import { idColumn, momentColumn, uniqueName, versionColumn } from './columns.ts';
import { URGENCIES, type Urgency } from './complaint.ts';

/** Most working minutes of a target: a year around the clock. */
const MOST_MINUTES = 525_600;

/** How soon complaints of a type and an urgency are to be answered and resolved. */
export class ServiceTarget extends Model<
  InferAttributes<ServiceTarget>,
  InferCreationAttributes<ServiceTarget>
> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  /** Null: of any type. */
  declare typeId: CreationOptional<number | null>;
  /** Null: of any urgency. */
  declare urgency: CreationOptional<Urgency | null>;
  /** Of which complaints, as one text; no two targets have the same. */
  declare scope: CreationOptional<string>;
  declare calendarId: number;
  /** In working minutes; null: no such target. */
  declare firstResponseMinutes: CreationOptional<number | null>;
  declare resolutionMinutes: CreationOptional<number | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

function minutes(label: string): ModelAttributeColumnOptions {
  const msg = `${label} takes a whole number of working minutes from 1 to ${MOST_MINUTES.toLocaleString('en')}.`;
  return {
    type: DataTypes.INTEGER,
    allowNull: true,
    validate: { isInt: { msg }, min: { args: [1], msg }, max: { args: [MOST_MINUTES], msg } },
  };
}

async function requireFree({ id, scope }: ServiceTarget): Promise<void> {
  const other = await ServiceTarget.findOne({ attributes: ['id', 'name'], where: { scope } });
  if (other === null || other.id === id) return;
  throw new InvalidInputError({ urgency: `“${other.name}” is the target of such complaints already.` });
}

/** What of a target concerns several of its fields. */
async function checkTarget(target: ServiceTarget): Promise<void> {
  const { typeId, urgency, firstResponseMinutes, resolutionMinutes } = target;
  target.setDataValue('scope', `${typeId ?? 'any'}/${urgency ?? 'any'}`);
  if ((firstResponseMinutes ?? resolutionMinutes ?? null) === null)
    throw new InvalidInputError({
      firstResponseMinutes: 'Enter a time for the first response, for the resolution, or for both.',
    });
  await requireFree(target);
}

/** Binds the model to the database. */
export function initServiceTarget(sequelize: Sequelize): void {
  ServiceTarget.init(
    {
      id: idColumn,
      ...uniqueName('service_targets', 'service target', 100),
      typeId: DataTypes.INTEGER,
      urgency: {
        type: DataTypes.STRING(10),
        allowNull: true,
        validate: { isIn: { args: [[...URGENCIES]], msg: `The urgency is one of ${URGENCIES.join(', ')}.` } },
      },
      scope: {
        type: DataTypes.STRING(30),
        allowNull: false,
        defaultValue: 'any/any',
        unique: {
          name: 'service_targets_scope_unique',
          msg: 'There is a target of such complaints already.',
        },
      },
      calendarId: {
        type: DataTypes.INTEGER,
        allowNull: false,
        validate: { notNull: { msg: 'Choose a calendar.' } },
      },
      firstResponseMinutes: minutes('The first response'),
      resolutionMinutes: minutes('The resolution'),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'service_targets', modelName: 'ServiceTarget' },
  );
  ServiceTarget.addHook('beforeValidate', (row) => checkTarget(row as ServiceTarget));
}
