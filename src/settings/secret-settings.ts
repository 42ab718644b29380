import { z } from 'zod';
import { secretFault, secretsIn } from './secrets.ts';

/** Settings that may stand in a file which `NAME_FILE` names. */
export const SECRETS_IN_FILES = [
  'DATABASE_URL',
  'STORAGE_URL',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'SECRET_KEY_NEXT',
  'PORTAL_ADMIN_PASSWORD',
  'SMTP_URL',
  'MAIL_IN_URL',
  'METRICS_TOKEN',
  'HANDOVER_KEY',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'LDAP_BIND_PASSWORD',
  'BACKUP_PASSPHRASE',
] as const;

const secret = (name: string) =>
  z.string().superRefine((value, context) => {
    const fault = secretFault(value);
    if (fault === undefined) return;
    context.addIssue(`${name} must ${fault}; \`openssl rand -hex 32\` makes a good one`);
  });

/** Secrets beside the present one. */
const secretsBeside = (name: string) =>
  z
    .string()
    .transform(secretsIn)
    .superRefine((values, context) => {
      for (const fault of (values.length > 0 ? values : ['']).flatMap((value) => secretFault(value) ?? []))
        context.addIssue(`${name} must ${fault}, each where there are several`);
    })
    .default([]);

/** What sessions are signed and everything else is proven and encrypted by. */
export const keySettings = {
  SESSION_SECRET: secret('SESSION_SECRET').optional(),
  SESSION_SECRET_PREVIOUS: secretsBeside('SESSION_SECRET_PREVIOUS'),
  SECRET_KEY: secret('SECRET_KEY').optional(),
  SECRET_KEY_PREVIOUS: secretsBeside('SECRET_KEY_PREVIOUS'),
  SECRET_KEY_NEXT: secretsBeside('SECRET_KEY_NEXT'),
};
