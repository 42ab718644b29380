import type { Model, ModelStatic } from 'sequelize';
import { SecondFactor } from '../../models/second-factor.ts';
import { Session } from '../../models/session.ts';
import { Webhook } from '../../models/webhook.ts';
import { secretPurpose } from '../second-factor/stored-factor.ts';
import { ID_TOKEN } from '../single-sign-on/id-token.ts';
import { SECRET_PURPOSE } from '../webhooks/webhook-noun.ts';

/** Where secrets are stored. */
export interface SecretColumn {
  readonly model: ModelStatic<Model>;
  readonly column: string;
  /** What one is encrypted for, by its row. */
  readonly purpose: (row: SecretRow) => string;
}

/** A row as far as it says what its secret is for. */
export type SecretRow = Readonly<Record<string, string | number>>;

/** Every column that holds what `encryptSecret` made. */
export const SECRET_COLUMNS: readonly SecretColumn[] = [
  { model: Webhook, column: 'secret', purpose: () => SECRET_PURPOSE },
  { model: Webhook, column: 'formerSecret', purpose: () => SECRET_PURPOSE },
  { model: Session, column: 'idToken', purpose: () => ID_TOKEN },
  { model: SecondFactor, column: 'secret', purpose: ({ userId }) => secretPurpose(Number(userId)) },
];
