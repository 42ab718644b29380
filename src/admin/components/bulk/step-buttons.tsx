import { Icon } from '@adminjs/design-system';
import { useTranslation, type RecordJSON } from 'adminjs';
import { ActionLink } from '../parts/action-link.tsx';
import type { ReactNode } from 'react';
import type { Values } from '../parts/use-post.ts';
import { PersonPicker } from './person-picker.tsx';
import { Pop } from './pop.tsx';
import type { BulkStep } from './types.ts';
import { UrgencyMenu } from './urgency-menu.tsx';

interface StepButtonsProps {
  readonly steps: readonly BulkStep[];
  readonly disabled: boolean;
  /** Those that are ticked one by one, which alone can be deleted. */
  readonly ticked: readonly RecordJSON[];
  /** Takes a step at once. */
  readonly onTake: (step: BulkStep, said: Values) => void;
  /** Asks first what a step needs to know. */
  readonly onAsk: (step: BulkStep) => void;
}

function AssignButton({ step, disabled, onTake }: StepButtonsProps & { readonly step: BulkStep }): ReactNode {
  return (
    <Pop label={step.label} icon={step.icon} disabled={disabled} hotkey="assign">
      {(close) => (
        <PersonPicker
          onPick={(id) => {
            close();
            onTake(step, { assigneeId: String(id) });
          }}
        />
      )}
    </Pop>
  );
}

function UrgencyButton({
  step,
  disabled,
  onTake,
}: StepButtonsProps & { readonly step: BulkStep }): ReactNode {
  return (
    <Pop label={step.label} icon={step.icon} disabled={disabled} hotkey="urgency">
      {(close) => (
        <UrgencyMenu
          onPick={(urgency) => {
            close();
            onTake(step, { urgency });
          }}
        />
      )}
    </Pop>
  );
}

function FirstButton(props: StepButtonsProps & { readonly step: BulkStep }): ReactNode {
  const { step, disabled, onAsk } = props;
  if (step.name === 'assign') return <AssignButton {...props} />;
  if (step.name === 'urgency') return <UrgencyButton {...props} />;
  return (
    <button type="button" className="p-button" disabled={disabled} onClick={() => onAsk(step)}>
      <Icon icon={step.icon} />
      <span>{step.label}</span>
    </button>
  );
}

/** What can be done with the chosen complaints: the usual steps as buttons, the others behind one. */
export function StepButtons(props: StepButtonsProps): ReactNode {
  const { steps, disabled, ticked, onAsk } = props;
  const { translateButton } = useTranslation();
  const others = steps.filter(({ isFirst }) => !isFirst);
  const deletion = ticked[0]?.bulkActions.find(({ name }) => name === 'bulkDelete');
  return (
    <>
      {steps
        .filter(({ isFirst }) => isFirst)
        .map((step) => (
          <FirstButton key={step.name} {...props} step={step} />
        ))}
      {(others.length > 0 || deletion) && (
        <Pop label={translateButton('moreSteps', 'complaints')} icon="MoreHorizontal" disabled={disabled}>
          {(close) => (
            <>
              {others.map((step) => (
                <button
                  key={step.name}
                  type="button"
                  className={step.isDangerous ? 'p-menu-item p-menu-danger' : 'p-menu-item'}
                  onClick={() => {
                    // First, so that the dialog gives the focus back to what is still there.
                    close();
                    onAsk(step);
                  }}
                >
                  <Icon icon={step.icon} />
                  <span>{step.label}</span>
                </button>
              ))}
              {deletion && (
                <ActionLink
                  action={deletion}
                  target={{ resourceId: 'complaints', recordIds: ticked.map(({ id }) => id) }}
                  className="p-menu-item p-menu-danger"
                />
              )}
            </>
          )}
        </Pop>
      )}
    </>
  );
}
