import { ApiClient, useNotice, useTranslation, ViewHelpers, type EditPropertyProps } from 'adminjs';
import type { ActionResponse, RecordJSON } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { refusalOf } from '../parts/use-post.ts';
import type { Trial } from '../../../use-cases/assignment-rules/try-rule.ts';

const FIELDS = ['name', 'words', 'isActive', 'typeId', 'departmentId', 'personId', 'groupId'];
/** What the server answers. */
interface Answer extends ActionResponse {
  readonly trial?: Trial;
}

const views = new ViewHelpers();

async function ask(resourceId: string, { id, params }: RecordJSON): Promise<Trial> {
  const data = new FormData();
  if (id) data.set('ruleId', id);
  for (const field of FIELDS) {
    data.set(field, asText((params as Readonly<Record<string, unknown>>)[field]));
  }
  const call = { resourceId, actionName: 'tryOut', method: 'POST', data };
  const { data: answer } = await new ApiClient().resourceAction(call);
  const { trial } = answer as Answer;
  if (trial === undefined) throw new Error('no trial came back');
  return trial;
}

function Rows({ rows }: Pick<Trial, 'rows'>): ReactNode {
  const { translateLabel } = useTranslation();
  const texts = (name: string): string => translateLabel(name, 'assignment_rules');
  return (
    <div className="p-table-scroll" tabIndex={0} role="region" aria-label={texts('trialRows')}>
      <table className="p-table">
        <thead>
          <tr>
            {['complaint', 'to', 'byRule'].map((name) => (
              <th key={name} scope="col">
                {texts(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, title, to, rule }) => (
            <tr key={id}>
              <td>
                <a href={views.showUrl('complaints', String(id))} target="_blank" rel="noreferrer">
                  #{id} <bdi>{title}</bdi>
                </a>
              </td>
              <td>
                <bdi>{to}</bdi>
              </td>
              <td>
                <bdi>{rule}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Result({ trial }: { readonly trial: Trial }): ReactNode {
  const { translateMessage, translateLabel } = useTranslation();
  const shares = trial.shares.map(({ to, count }) => {
    const name = to === '' ? translateLabel('nobody', 'assignment_rules') : to;
    return translateMessage('share', 'assignment_rules', { count, name });
  });
  const given = trial.rows.filter(({ to }) => to !== '');
  return (
    <>
      <p role="status">
        {translateMessage(trial.count === 0 ? 'trialNone' : 'trial', 'assignment_rules', {
          count: trial.count,
          shares: shares.join(', '),
        })}
      </p>
      {given.length > 0 && <Rows rows={given} />}
    </>
  );
}

/** Shows what the rules, with this one as it stands in the form, would have done with the newest complaints. */
export default function RuleTrial({ record, resource }: EditPropertyProps): ReactNode {
  const { translateButton } = useTranslation();
  const addNotice = useNotice();
  const [trial, setTrial] = useState<Trial>();
  const run = async (): Promise<void> => {
    try {
      setTrial(await ask(resource.id, record));
    } catch (error) {
      addNotice(refusalOf(error));
    }
  };
  return (
    <div className="p-field p-trial">
      <button type="button" className="p-button" onClick={() => void run()}>
        {translateButton('tryRule', resource.id)}
      </button>
      {trial !== undefined && <Result trial={trial} />}
    </div>
  );
}
