import { combineStyles } from '@adminjs/design-system';
import {
  initializeStore,
  type AdminJS,
  type BaseResource,
  type CurrentAdmin,
  type ResourceJSON,
} from 'adminjs';
import type { AssetName } from './asset-names.ts';
import { firstListScript } from './first-list.ts';
import { withoutScripts } from './without-scripts.tsx';
import { mayInvoke } from '../request/access.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { shownPages } from '../pages/index.ts';
import { PanelResource } from '../table/panel-resource.ts';

/** Addresses of the panel's files by name. */
export type AssetUrls = Readonly<Record<AssetName, string>>;

/** Whether a form shows this property; without the right that it takes it would be refused. */
function mayEdit(resource: BaseResource, path: string, admin: CurrentAdmin): boolean {
  if (!(resource instanceof PanelResource)) return true;
  const { guarded, policy } = resource.table;
  const action = guarded?.[path];
  return action === undefined || policy.may(actorBehind(admin), action);
}

/** Only what this person may open, and of it only the actions they may take. */
function visibleResources(panel: AdminJS, admin: CurrentAdmin): ResourceJSON[] {
  const open = panel.resources.filter((resource) => {
    const { list } = resource.decorate().actions;
    return list !== undefined && mayInvoke(list, admin);
  });
  const ids = new Set(open.map((resource) => resource.id()));
  return open.map((resource) => {
    const json = resource.decorate().toJSON(admin);
    const allowed = Object.values(resource.decorate().actions).filter((action) => mayInvoke(action, admin));
    return {
      ...json,
      // Each property stands in those that a list, a form or a filter shows; by its name nobody looks for one.
      properties: {},
      editProperties: json.editProperties.filter(({ propertyPath }) =>
        mayEdit(resource, propertyPath, admin),
      ),
      actions: allowed.map((action) => action.toJSON(admin)),
      filterProperties: json.filterProperties
        // What brings its own choices does not ask the resource that it refers to.
        .map((property) =>
          property.custom.choices === undefined ? property : { ...property, reference: null },
        )
        .filter(({ reference }) => !reference || ids.has(reference)),
    };
  });
}

// A name with </script> in it would end the script; JSON reads the escape as the same character.
function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/**
 * The page in which AdminJS's browser part runs, in place of AdminJS's own: no stranger's host, nothing that the
 * person may not know, every script with the response's nonce.
 *
 * @param listed the resource of which the page is the list, where its rows are to be asked for at once.
 */
export async function renderLayout(
  panel: AdminJS,
  admin: CurrentAdmin,
  urls: AssetUrls,
  nonce: string,
  listed?: string,
): Promise<string> {
  const state = (await initializeStore(panel, admin)).getState();
  const theme = combineStyles(state.branding.theme ?? {}, {});
  const visible = { ...state, resources: visibleResources(panel, admin), pages: shownPages(admin) };
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Alpha Lab IT</title>
<link rel="icon" type="image/svg+xml" href="${urls['logo.svg']}">
<link rel="stylesheet" href="${urls['panel.css']}">
<script nonce="${nonce}" type="application/json" id="state">${inScript(visible)}</script>
<script nonce="${nonce}">
window.__webpack_nonce__ = ${inScript(nonce)};
window.REDUX_STATE = JSON.parse(document.getElementById('state').textContent);
window.THEME = ${inScript(theme)};
window.THEME_COMPONENTS = {};
${listed === undefined ? '' : firstListScript(listed, `${state.paths.rootPath}/api/resources/${listed}/actions/list`)}
</script>
<script nonce="${nonce}" src="${urls['panel.js']}" defer></script>
</head>
<body>
<div id="app"></div>
${withoutScripts(`${state.paths.rootPath.replace(/\/admin$/, '')}/`)}
</body>
</html>
`;
}
