import { actionHref, useTranslation } from 'adminjs';
import { callActionApi, useActionResponseHandler, useNotice } from 'adminjs';
import type { ActionJSON, ActionResponse } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { deletionQuestion } from './impact.ts';
import { placed } from './list-place.ts';
import { hasForm, refusalOf } from './use-post.ts';

/** Which records an action is for. */
export interface Target {
  readonly resourceId: string;
  readonly recordId?: string;
  readonly recordIds?: string[];
}

interface ActionLinkProps {
  readonly action: ActionJSON;
  readonly target: Target;
  readonly className?: string;
  /** Read out in place of the label, where the label alone does not say which record is meant. */
  readonly name?: string;
  readonly onDone?: ((answer: ActionResponse) => void) | undefined;
}

/** What cannot be taken back stands away from what is used every day. */
export function dangerousLast(actions: readonly ActionJSON[]): ActionJSON[] {
  const dangerous = ({ variant }: ActionJSON): boolean => variant === 'danger';
  return [...actions.filter((action) => !dangerous(action)), ...actions.filter(dangerous)];
}

/** Leads to an action's page; an action without a page of its own is done at once, after a question. */
export function ActionLink({ action, target, className, name, onDone }: ActionLinkProps): ReactNode {
  const { translateAction, translateMessage } = useTranslation();
  const handleResponse = useActionResponseHandler(onDone);
  const addNotice = useNotice();
  const [question, setQuestion] = useState<string>();
  const label = translateAction(action.label, target.resourceId);
  const content = (
    <>
      <Icon icon={action.icon ?? 'ArrowRight'} />
      <span>{label}</span>
    </>
  );
  if (hasForm(action)) {
    const href = actionHref(action, target);
    return href ? (
      <Link to={href} className={className} aria-label={name} data-testid={`action-${action.name}`}>
        {content}
      </Link>
    ) : null;
  }
  const backInPlace = (response: Parameters<typeof handleResponse>[0]): void => {
    const { redirectUrl } = response.data;
    if (redirectUrl !== undefined) response.data.redirectUrl = placed(redirectUrl);
    handleResponse(response);
  };
  const ask = async (): Promise<void> => {
    const guard = translateMessage(action.guard ?? '', target.resourceId);
    const ids = target.recordIds ?? (target.recordId === undefined ? [] : [target.recordId]);
    setQuestion(guard);
    if (action.name !== 'delete') return;
    const told = await deletionQuestion(target.resourceId, ids);
    // Unless it was answered already.
    setQuestion((open) => (open === undefined ? open : `${told} ${guard}`.trim()));
  };
  const perform = (): void => {
    callActionApi(action, target).then(backInPlace, (error: unknown) => addNotice(refusalOf(error)));
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={name}
        data-testid={`action-${action.name}`}
        onClick={() => (action.guard ? void ask() : perform())}
      >
        {content}
      </button>
      {question !== undefined && (
        <ConfirmDialog
          question={question}
          answer={label}
          onConfirm={perform}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </>
  );
}
