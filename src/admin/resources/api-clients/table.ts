import { PERMISSIONS } from '../../../policies/permissions.ts';
import { apiClientNoun } from '../../../use-cases/api-clients/api-client-noun.ts';
import { createApiClient } from '../../../use-cases/api-clients/create-api-client.ts';
import { deleteApiClients } from '../../../use-cases/api-clients/delete-api-clients.ts';
import { apiClientList } from '../../../use-cases/api-clients/list-api-clients.ts';
import { updateApiClient } from '../../../use-cases/api-clients/update-api-client.ts';
import { ApiToken } from '../../../models/api-token.ts';
import { User } from '../../../models/user.ts';
import type { Listing } from '../../../use-cases/records/listing/listing.ts';
import type { Table, Values } from '../../table/table.ts';

/** Rights as lines that say what they allow, and those that can be handed on as names with commas between them. */
const inWords = ({ permissions, grantable, ...values }: Values): Values => ({
  ...values,
  allows: (permissions as (keyof typeof PERMISSIONS)[]).map((name) => PERMISSIONS[name]).join('\n'),
  grantable: (grantable as readonly string[]).join(','),
});

const list: Listing = {
  ...apiClientList,
  async fill(rows, actor) {
    const filled = (await apiClientList.fill?.(rows, actor)) ?? new Map<number, Values>();
    return new Map([...filled].map(([id, values]) => [id, inWords(values)]));
  },
};

/** A form that was emptied sends nothing in place of a text. */
const asInput = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      ['name', 'purpose'].includes(name) ? (value ?? '') : value,
    ]),
  );

/** What the panel shows and changes of API clients. */
export const apiClientsTable: Table = {
  ...apiClientNoun,
  nouns: ['API client', 'API clients'],
  list,
  historyOf: ({ id }) => ({ subjectType: 'api_client', subjectId: id }),
  editable: ['name', 'purpose', 'groupIds', 'takesWork', 'isActive'],
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  create: (actor, values) => createApiClient(actor, asInput(values)),
  update: (actor, id, changes, version) => updateApiClient(actor, id, asInput(changes), version),
  async noteOn(id) {
    const isActive = (await User.count({ where: { id, isActive: true } })) > 0;
    const hasTokens = (await ApiToken.count({ where: { userId: id } })) > 0;
    return isActive && !hasTokens ? 'Open it and choose “Make a token”: it has none yet.' : undefined;
  },
  async remove(actor, ids) {
    await deleteApiClients(actor, ids);
    return {};
  },
};
