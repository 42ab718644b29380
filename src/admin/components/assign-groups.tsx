import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ActionForm } from './parts/action-form.tsx';
import { GroupBoxes } from './parts/group-boxes.tsx';
import { idsIn } from './parts/list-value.ts';
import { usePost } from './parts/use-post.ts';

/** Gives one person the groups that are ticked, and no others. */
export default function AssignGroups(props: ActionProps): ReactNode {
  const { record, resource } = props;
  const { translateMessage, translateProperty, translateButton } = useTranslation();
  const [groupIds, setGroupIds] = useState(() => idsIn(record, 'groupIds'));
  const post = usePost(props);
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={() => void post.send({ groupIds })}
      submitLabel={translateButton('saveGroups', resource.id)}
    >
      <p>{translateMessage('assignGroupsIntro', resource.id, { name: record?.title })}</p>
      <GroupBoxes
        name="groupIds"
        legend={translateProperty('groupIds', resource.id)}
        reference="groups"
        chosen={groupIds}
        onChange={setGroupIds}
        error={post.errors.groupIds}
      />
    </ActionForm>
  );
}
