import { Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Changes } from './changes.tsx';
import {
  useMatrix,
  type GroupRights,
  type Matrix,
  type MatrixForm,
  type PermissionView,
} from './use-matrix.ts';

/** Headings over the rights, by the beginning of their names. */
const SECTIONS: readonly (readonly [section: string, begins: readonly string[]])[] = [
  ['section_panel', ['panel']],
  ['section_complaints', ['complaints', 'notes']],
  ['section_people', ['people']],
  ['section_reference', ['reference']],
  ['section_administration', ['reports', 'audit', 'permissions', 'integrations', 'operations']],
];

interface CellProps {
  readonly form: MatrixForm;
  readonly group: GroupRights;
  readonly right: PermissionView;
}

/** One group and one right. What the person lacks can be taken away, but not granted. */
function Cell({ form, group, right }: CellProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { name, allows, isGrantable } = right;
  const isOn = form.isOn(group, name);
  const isChanged = form.isChanged(group, name);
  const told = { group: group.name, allows };
  return (
    <td className={isChanged ? 'p-changed' : undefined}>
      <label className="p-matrix-box">
        <input
          type="checkbox"
          aria-label={translateLabel(isChanged ? 'memberMayChanged' : 'memberMay', 'groups', told)}
          checked={isOn}
          disabled={form.busy || (!isGrantable && !isOn && !group.permissions.includes(name))}
          onChange={(event) => form.choose(group, name, event.target.checked)}
        />
        <span className="p-matrix-group" aria-hidden="true">
          {group.name}
        </span>
      </label>
    </td>
  );
}

function Section({
  form,
  matrix,
  title,
  begins,
}: {
  form: MatrixForm;
  matrix: Matrix;
  title: string;
  begins: readonly string[];
}): ReactNode {
  const rights = matrix.permissions.filter(({ name }) => begins.includes(name.split('.')[0] ?? ''));
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={matrix.groups.length + 1} className="p-matrix-section">
          {title}
        </th>
      </tr>
      {rights.map((right) => (
        <tr key={right.name}>
          <th scope="row">{right.allows}</th>
          {matrix.groups.map((group) => (
            <Cell key={group.id} form={form} group={group} right={right} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Table({ form, matrix }: { form: MatrixForm; matrix: Matrix }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div className="p-card">
      <div
        className="p-table-scroll"
        tabIndex={0}
        role="region"
        aria-label={translateLabel('permissions', 'groups')}
      >
        <table className="p-table p-matrix">
          <thead>
            <tr>
              <th scope="col">{translateLabel('aMemberMay', 'groups')}</th>
              {matrix.groups.map((group) => (
                <th key={group.id} scope="col">
                  {group.name}
                  <span className="p-hint">
                    {translateLabel('memberCount', 'groups', { count: group.memberCount })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {SECTIONS.map(([section, begins]) => (
            <Section
              key={section}
              form={form}
              matrix={matrix}
              title={translateLabel(section, 'groups')}
              begins={begins}
            />
          ))}
        </table>
      </div>
    </div>
  );
}

/** What the members of each group may do, to be read and changed. */
export default function PermissionMatrix(): ReactNode {
  const { translateMessage } = useTranslation();
  const form = useMatrix();
  const { matrix } = form;
  if (matrix === undefined) return <Loader />;
  const lacksSome = matrix.permissions.some(({ isGrantable }) => !isGrantable);
  return (
    <>
      <div className="p-intro">
        <p>{translateMessage('permissionsIntro', 'groups')}</p>
        {lacksSome && <p className="p-hint">{translateMessage('grantsOwnAlone', 'groups')}</p>}
      </div>
      <Table form={form} matrix={matrix} />
      <Changes form={form} />
    </>
  );
}
