import { ApiClient, useNotice, type NoticeMessage } from 'adminjs';
import { useEffect, useState } from 'react';
import { SESSION_ENDED } from '../../../web/session-ended.ts';
import { useUnsaved } from '../parts/unsaved.ts';
import { refusalOf } from '../parts/use-post.ts';

/** A right, as the server tells it. */
export interface PermissionView {
  readonly name: string;
  readonly allows: string;
  readonly isGrantable: boolean;
}

/** A group and what its members may do. */
export interface GroupRights {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly memberCount: number;
  readonly permissions: readonly string[];
}

/** All groups and all rights, as they are saved. */
export interface Matrix {
  readonly permissions: readonly PermissionView[];
  readonly groups: readonly GroupRights[];
}

/** What is chosen differently from what is saved for one group. */
export interface Change {
  readonly group: GroupRights;
  readonly added: readonly PermissionView[];
  readonly removed: readonly PermissionView[];
}

/** The matrix with what is chosen in it, and what can be done with that. */
export interface MatrixForm {
  readonly matrix: Matrix | undefined;
  readonly busy: boolean;
  readonly changes: readonly Change[];
  readonly isOn: (group: GroupRights, permission: string) => boolean;
  readonly isChanged: (group: GroupRights, permission: string) => boolean;
  readonly choose: (group: GroupRights, permission: string, on: boolean) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
}

type Choices = ReadonlyMap<string, boolean>;

interface Answer {
  readonly matrix?: Matrix;
  readonly notice?: NoticeMessage;
}

const CALL = { resourceId: 'groups', actionName: 'permissions' };
const keyOf = ({ id }: GroupRights, permission: string): string => `${id} ${permission}`;

async function load(): Promise<Matrix | undefined> {
  const { data } = await new ApiClient().resourceAction(CALL);
  return (data as Answer).matrix;
}

async function send(
  changes: readonly Change[],
  isOn: MatrixForm['isOn'],
  { permissions }: Matrix,
): Promise<Answer> {
  const groups = changes.map(({ group }) => ({
    id: group.id,
    version: group.version,
    permissions: permissions.map(({ name }) => name).filter((name) => isOn(group, name)),
  }));
  const call = { ...CALL, method: 'POST' as const, data: { groups } };
  const { data } = await new ApiClient().resourceAction(call);
  return data;
}

/**
 * Keeps what is chosen apart from what is saved: when somebody else saved meanwhile, their choice is shown and one's
 * own is still there.
 */
export function useMatrix(): MatrixForm {
  const addNotice = useNotice();
  const [matrix, setMatrix] = useState<Matrix>();
  const [busy, setBusy] = useState(false);
  const [choices, setChoices] = useState<Choices>(new Map());
  const reload = async (): Promise<void> => {
    try {
      const loaded = await load();
      // Whoever is signed out meanwhile gets the sign-in page; what was chosen stays.
      if (loaded !== undefined) setMatrix(loaded);
    } catch {
      addNotice({ message: 'errorFetchingRecords', type: 'error' });
    }
  };
  useEffect(() => void reload(), []);
  const isOn: MatrixForm['isOn'] = (group, permission) =>
    choices.get(keyOf(group, permission)) ?? group.permissions.includes(permission);
  const isChanged: MatrixForm['isChanged'] = (group, permission) =>
    isOn(group, permission) !== group.permissions.includes(permission);
  const changed = (group: GroupRights, on: boolean): PermissionView[] =>
    (matrix?.permissions ?? []).filter(({ name }) => isChanged(group, name) && isOn(group, name) === on);
  const changes = (matrix?.groups ?? [])
    .map((group) => ({ group, added: changed(group, true), removed: changed(group, false) }))
    .filter(({ added, removed }) => added.length + removed.length > 0);
  useUnsaved(changes.length > 0);
  const take = async ({ matrix: saved, notice }: Answer): Promise<void> => {
    if (notice) addNotice(notice);
    if (saved === undefined) return reload();
    setMatrix(saved);
    setChoices(new Map());
  };
  const save = async (): Promise<void> => {
    if (matrix === undefined || busy) return;
    setBusy(true);
    try {
      await take(await send(changes, isOn, matrix));
    } catch (error) {
      const refusal = refusalOf(error);
      addNotice(refusal);
      // Without a session the page would be led to the sign-in page with what is chosen in it.
      if (refusal.message !== SESSION_ENDED) await reload();
    } finally {
      setBusy(false);
    }
  };
  return {
    matrix,
    busy,
    changes,
    isOn,
    isChanged,
    choose: (group, permission, on) =>
      setChoices((before) => new Map(before).set(keyOf(group, permission), on)),
    discard: () => setChoices(new Map()),
    save,
  };
}
