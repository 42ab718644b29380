import { SignInIdentity } from '../../models/sign-in-identity.ts';

/** An account of another service by which somebody signs in here. */
export interface LinkedIdentity {
  readonly id: number;
  /** The address of the service. */
  readonly issuer: string;
  /** By what the service knows them. */
  readonly subject: string;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Somebody's accounts of other services, the oldest first; whoever asks may see them. */
export async function identitiesOf(userId: number): Promise<LinkedIdentity[]> {
  const rows = await SignInIdentity.findAll({ where: { userId }, order: [['id', 'ASC']], limit: 50 });
  return rows.map(({ id, issuer, subject, createdAt, lastUsedAt }) => ({
    id,
    issuer,
    subject,
    linkedAt: createdAt,
    lastUsedAt: lastUsedAt ?? null,
  }));
}
