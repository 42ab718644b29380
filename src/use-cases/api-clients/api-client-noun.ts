import { ApiClient } from '../../models/api-client.ts';
import { apiClientPolicy } from '../../policies/api-client.ts';
import type { Noun } from '../records/noun.ts';

/** API clients as records; what belongs to their users is written beside them. */
export const apiClientNoun: Noun = { model: ApiClient, policy: apiClientPolicy };
