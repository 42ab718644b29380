import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm, Names } from './parts/action-form.tsx';
import { ConfirmDialog } from './parts/confirm-dialog.tsx';
import { GroupBoxes } from './parts/group-boxes.tsx';
import { RadioChoices } from './parts/radio-choices.tsx';
import { usePost } from './parts/use-post.ts';

const MODES = ['add', 'remove', 'set'] as const;

/** Adds groups to several people, takes groups from them, or sets the groups they are in. */
export default function AssignGroupsBulk(props: ActionProps): ReactNode {
  const { records, resource } = props;
  const { translateMessage, translateProperty, translateButton, translateLabel } = useTranslation();
  const [groupIds, setGroupIds] = useState<string[]>([]);
  const [mode, setMode] = useState<(typeof MODES)[number]>('add');
  const post = usePost(props);
  const [asking, setAsking] = useState(false);
  const send = (): void => void post.send({ groupIds, mode });
  const takesAll = mode === 'set' && groupIds.length === 0;
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={() => (takesAll ? setAsking(true) : send())}
      submitLabel={translateButton('saveGroups', resource.id)}
    >
      <p>{translateMessage('assignGroupsBulkIntro', resource.id, { count: records?.length ?? 0 })}</p>
      <Names records={records} />
      <RadioChoices
        name="mode"
        legend={translateLabel('groupMode', resource.id)}
        values={MODES}
        labelOf={(value) => translateLabel(`groupMode_${value}`, resource.id)}
        chosen={mode}
        error={post.errors.mode}
        onChange={setMode}
      />
      <GroupBoxes
        name="groupIds"
        legend={translateProperty('groupIds', resource.id)}
        reference="groups"
        chosen={groupIds}
        onChange={setGroupIds}
        error={post.errors.groupIds}
      />
      {asking && (
        <ConfirmDialog
          question={translateMessage('takesAllGroups', resource.id, { count: records?.length ?? 0 })}
          answer={translateButton('takeAllGroups', resource.id)}
          onConfirm={send}
          onClose={() => setAsking(false)}
        />
      )}
    </ActionForm>
  );
}
